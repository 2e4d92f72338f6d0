package io.breakwater.stream;

import io.breakwater.stream.order.EventOrder;
import java.util.concurrent.TimeUnit;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;

/** The job's clock as one operator reads it. Not thread-safe. */
final class OperatorClock {
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
