package io.breakwater.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.stream.event.Inbound;
import io.breakwater.stream.event.RejectedRecord;
import io.breakwater.value.Refusal;
import org.junit.jupiter.api.Test;

class WatermarksTest {
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
}
