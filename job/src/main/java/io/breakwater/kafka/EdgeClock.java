package io.breakwater.kafka;

import io.breakwater.stream.JobClock;
import io.breakwater.value.Refusal;
import io.breakwater.value.RefusedException;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What a record's own time may not be far ahead of: the wall clock, and on the event clock the time
 * at which the broker took the record in, so that another reading refuses the same records.
 *
 * <p>One time that cannot be meant would otherwise move the event clock beyond all that is to come.
 *
 * @param clock the job's clock
 */
record EdgeClock(JobClock clock) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** How far clocks may be apart. */
  static final Duration TOLERANCE = Duration.ofSeconds(5);

  /** The moment against which a record is held, milliseconds since the epoch. */
  long now(ConsumerRecord<byte[], byte[]> kafka) {
    boolean byBroker = clock == JobClock.EVENT && kafka.timestamp() >= 0;
    return byBroker ? kafka.timestamp() : System.currentTimeMillis();
  }

  /**
   * Checks a record's time.
   *
   * @param now milliseconds since the epoch
   * @throws RefusedException {@link Refusal#AHEAD_OF_CLOCK} more than {@link #TOLERANCE} after that
   */
  static void requireNotAhead(Instant time, long now) {
    Instant latest = Instant.ofEpochMilli(now).plus(TOLERANCE);
    if (time.isAfter(latest)) {
      throw new RefusedException(
          Refusal.AHEAD_OF_CLOCK,
          "its time is %s, and the clock says %s: at most %d s may lie between; set the producer's clock, and give microseconds since 1970-01-01 UTC."
              .formatted(time, Instant.ofEpochMilli(now), TOLERANCE.toSeconds()));
    }
  }
}
