package io.breakwater.kafka;

import io.breakwater.margin.AccountUpdate;
import io.breakwater.oracle.OraclePrice;
import io.breakwater.stream.Inbound;
import io.breakwater.stream.InstrumentUpdate;
import io.breakwater.stream.JobClock;
import io.breakwater.stream.PolicyUpdate;
import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * Timestamps and watermarks of the sources: none on the system clock, from the records on the event
 * clock.
 *
 * <p>Records have microseconds, Flink milliseconds: a record of m microseconds has the timestamp ⌊m
 * / 1000⌋, so a watermark w says that no more records earlier than (w + 1) · 1000 microseconds will
 * come. Rejected records and those without a time have no timestamp and move no watermark.
 *
 * @param clock the job's clock
 * @param outOfOrderness on the event clock, how much earlier than the latest record of its
 *     partition a record may be
 * @param idleness on the event clock, silence after which a partition no longer holds the clock
 *     back
 */
public record Watermarks(JobClock clock, Duration outOfOrderness, Duration idleness) {
  private static final long NO_TIMESTAMP = Long.MIN_VALUE;
  private static final long UNKNOWN_TIME = 0;
  private static final long MICROS_PER_MILLI = 1_000;

  /** Microseconds since the epoch of a domain value; 0 when unknown. */
  @FunctionalInterface
  interface Micros<T> extends Serializable {
    long of(T value);
  }

  /** Of prices, by their publish times. */
  public WatermarkStrategy<Inbound<OraclePrice>> prices() {
    return strategy(OraclePrice::publishTime);
  }

  /** Of account updates, by their times. */
  public WatermarkStrategy<Inbound<AccountUpdate>> accounts() {
    return strategy(AccountUpdate::time);
  }

  /** Of instruments, by their times. */
  public WatermarkStrategy<Inbound<InstrumentUpdate>> instruments() {
    return strategy(InstrumentUpdate::time);
  }

  /** Of policies, by their times. */
  public WatermarkStrategy<Inbound<PolicyUpdate>> policy() {
    return strategy(PolicyUpdate::time);
  }

  private <T> WatermarkStrategy<Inbound<T>> strategy(Micros<T> time) {
    return switch (clock) {
      case SYSTEM -> WatermarkStrategy.noWatermarks();
      case EVENT ->
          WatermarkStrategy.<Inbound<T>>forBoundedOutOfOrderness(outOfOrderness)
              .withTimestampAssigner((inbound, kafkaTimestamp) -> timestamp(inbound, time))
              .withIdleness(idleness);
    };
  }

  static <T> long timestamp(Inbound<T> inbound, Micros<T> time) {
    long micros = inbound.value() == null ? UNKNOWN_TIME : time.of(inbound.value());
    return micros == UNKNOWN_TIME ? NO_TIMESTAMP : Math.floorDiv(micros, MICROS_PER_MILLI);
  }
}
