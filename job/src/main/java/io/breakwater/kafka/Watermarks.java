package io.breakwater.kafka;

import io.breakwater.stream.JobClock;
import io.breakwater.stream.event.Inbound;
import java.io.Serializable;
import java.time.Duration;

/**
 * How the sources tell the time.
 *
 * <p>On the system clock a watermark w is a moment of the wall clock, milliseconds since the epoch:
 * all that a reader of committed records could see then has been read. Nobody's time depends on it:
 * it says how far a start has caught up.
 *
 * <p>On the event clock it is told from the records. They have microseconds, Flink milliseconds: a
 * record of m microseconds has the timestamp ⌊m / 1000⌋, so a watermark w says that no more records
 * earlier than (w + 1) · 1000 microseconds will come. Rejected records and those without a time
 * have no timestamp and move no watermark.
 *
 * @param clock the job's clock
 * @param outOfOrderness on the event clock, how much earlier than the latest record of its
 *     partition a record may be
 * @param idleness on the event clock, how long nothing must have come of a partition that has been
 *     read to its end, before it no longer holds the clock back
 * @param readinessLag on the system clock, how old the moment may be up to which all has been read,
 *     for the job to be ready
 */
public record Watermarks(
    JobClock clock, Duration outOfOrderness, Duration idleness, Duration readinessLag)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Below this it would not be reached: ends are looked at twice a second. */
  public static final Duration LEAST_READINESS_LAG = Duration.ofSeconds(1);

  private static final long UNKNOWN_TIME = 0;
  private static final long MICROS_PER_MILLI = 1_000;

  /** Microseconds since the epoch of a domain value; 0 when unknown. */
  @FunctionalInterface
  interface Micros<T> extends Serializable {
    long of(T value);
  }

  /** Milliseconds since the epoch, or {@link PartitionTime#NONE}. */
  static <T> long timestamp(Inbound<T> inbound, Micros<T> time) {
    long micros = inbound.value() == null ? UNKNOWN_TIME : time.of(inbound.value());
    return micros == UNKNOWN_TIME ? PartitionTime.NONE : Math.floorDiv(micros, MICROS_PER_MILLI);
  }
}
