package io.breakwater.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.margin.Refusal;
import io.breakwater.oracle.OraclePrice;
import io.breakwater.stream.Inbound;
import io.breakwater.stream.JobClock;
import io.breakwater.stream.RejectedRecord;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class WatermarksTest {
  private final Watermarks event =
      new Watermarks(JobClock.EVENT, Duration.ofMillis(100), Duration.ofSeconds(1));

  @Test
  void isInMillisecondsRoundedDown() {
    assertThat(timestamp(1_999)).isEqualTo(1);
    assertThat(timestamp(2_000)).isEqualTo(2);
  }

  @Test
  void isAbsentForRejectedRecordsAndUnknownTimes() {
    assertThat(timestamp(0)).isEqualTo(Long.MIN_VALUE);
    Inbound<Long> rejected =
        Inbound.rejected(
            new RejectedRecord(
                Decoders.origin(new byte[0]), Refusal.UNDECODABLE, "why", null, null));
    assertThat(Watermarks.timestamp(rejected, micros -> micros)).isEqualTo(Long.MIN_VALUE);
  }

  private long timestamp(long micros) {
    return Watermarks.timestamp(Inbound.of(micros), value -> value);
  }

  @Test
  void isNotTheKafkaRecordsOwn() {
    TimestampAssigner<Inbound<OraclePrice>> timestamps =
        event.prices().createTimestampAssigner(UnregisteredMetricsGroup::new);
    OraclePrice price = new RandomValues(1).price();

    assertThat(timestamps.extractTimestamp(Inbound.of(price), 999_999_999_999L))
        .isEqualTo(Watermarks.timestamp(Inbound.of(price), OraclePrice::publishTime));
  }

  @Test
  void isNotAskedForOnTheSystemClock() {
    Watermarks system = new Watermarks(JobClock.SYSTEM, Duration.ZERO, Duration.ofSeconds(1));
    assertThat(system.prices()).isInstanceOf(WatermarkStrategy.noWatermarks().getClass());
  }
}
