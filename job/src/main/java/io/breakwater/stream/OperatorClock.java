package io.breakwater.stream;

import io.breakwater.stream.order.EventOrder;
import java.util.concurrent.TimeUnit;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The job's clock as one operator reads it. Not thread-safe. */
final class OperatorClock {
  private static final Logger LOGGER = LoggerFactory.getLogger(OperatorClock.class);

  /** How far clocks may be apart: that of sources, of brokers and of this machine. */
  private static final long TOLERANCE_MICROS = TimeUnit.SECONDS.toMicros(60);

  private final JobClock kind;
  private final ProcessingTimeService wall;
  private long millis = Long.MIN_VALUE;

  /**
   * @param wall the wall clock
   */
  OperatorClock(JobClock kind, ProcessingTimeService wall) {
    this.kind = kind;
    this.wall = wall;
  }

  boolean isSystem() {
    return kind == JobClock.SYSTEM;
  }

  /** The wall clock, microseconds since the epoch. */
  long wallMicros() {
    return TimeUnit.MILLISECONDS.toMicros(wall.getCurrentProcessingTime());
  }

  /** Where the event clock stands: everything up to these milliseconds has been applied. */
  long millis() {
    return millis;
  }

  /**
   * The latest time that a live job can have come to, microseconds since the epoch: what a state
   * holds of later times came from records that are refused today. A replay has any time.
   */
  long latestMicros(RecordedTime recorded) {
    return recorded != null
        ? Long.MAX_VALUE
        : TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis()) + TOLERANCE_MICROS;
  }

  /**
   * Takes over where the event clock stood. A clock of a live job that stands ahead of the wall
   * clock begins anew: a record has moved it there that would be refused today.
   *
   * @param recorded the time that is replayed; null for a live job
   */
  void restore(long stored, RecordedTime recorded) {
    if (TimeUnit.MILLISECONDS.toSeconds(stored)
        > TimeUnit.MICROSECONDS.toSeconds(latestMicros(recorded))) {
      LOGGER.warn(
          "The state has the event clock at {} ms since 1970, ahead of the wall clock: it begins anew",
          stored);
    } else {
      advanceTo(stored);
    }
  }

  /** The event clock goes on, or stays where it is. The end of all input is no time. */
  void advanceTo(long watermark) {
    millis = Math.max(millis, watermark);
  }

  /** Whether the event clock has passed the time of an event: one that comes now comes late. */
  boolean isPast(long timeMicros) {
    return EventOrder.millis(timeMicros) <= millis;
  }

  /** The event clock's present time, microseconds since the epoch. */
  long presentMicros() {
    return TimeUnit.MILLISECONDS.toMicros(millis);
  }
}
