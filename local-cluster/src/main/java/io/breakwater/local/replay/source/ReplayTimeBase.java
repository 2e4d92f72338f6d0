package io.breakwater.local.replay.source;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What keeps the sources of one replay together: a start on the wall clock that they share, and how
 * far each has come.
 *
 * <p>The job holds back what the slowest of its inputs has not reached, so a source that ran ahead
 * of the others would fill the job's buffers. Each source therefore says when its next record
 * happens, and a record that happens later than that of another source counts as ahead; {@link
 * #MAX_AHEAD} bounds how many of those a source gives. The source whose next record is the earliest
 * is never held, so one of them can always go on.
 */
public final class ReplayTimeBase {
  /** Records that a source gives beyond what all other sources have reached. */
  static final int MAX_AHEAD = 8_192;

  private static final long NOT_STARTED = Long.MIN_VALUE;
  private static final long FINISHED = Long.MAX_VALUE;

  private static final long CATCH_UP_NANOS = 500_000;

  private final Speed speed;
  private final long originMillis;
  private final AtomicLong wallStart = new AtomicLong(NOT_STARTED);
  private final AtomicLongArray nextMillis;
  private final AtomicLongArray lastMillis;
  private final AtomicLongArray given;

  /**
   * @param originMillis the time on the tape that falls on the start of the wall clock
   * @param sources how many sources take part; they are numbered from 0
   */
  public ReplayTimeBase(Speed speed, long originMillis, int sources) {
    this.speed = speed;
    this.originMillis = originMillis;
    this.nextMillis = new AtomicLongArray(sources);
    this.lastMillis = new AtomicLongArray(sources);
    this.given = new AtomicLongArray(sources);
    for (int source = 0; source < sources; source++) {
      nextMillis.set(source, NOT_STARTED);
    }
  }

  /** A source that starts, or starts again after a failure. */
  Lane lane(int source) {
    return new Lane(source);
  }

  /** How many records a source has given. */
  public long given(int source) {
    return given.get(source);
  }

  /** When the last record that a source has given happened; 0 before the first. */
  public long lastMillis(int source) {
    return lastMillis.get(source);
  }

  private long wallNanosUntil(long millis) {
    if (speed.isMax()) {
      return 0;
    }
    long now = System.nanoTime();
    wallStart.compareAndSet(NOT_STARTED, now);
    double elapsed = now - wallStart.get();
    return (long) (speed.wallNanos(millis - originMillis) - elapsed);
  }

  private long earliestOfOthers(int source) {
    long earliest = FINISHED;
    for (int other = 0; other < nextMillis.length(); other++) {
      if (other != source) {
        earliest = Math.min(earliest, nextMillis.get(other));
      }
    }
    return earliest;
  }

  /** One source's view of the time base; for the thread of its reader alone. */
  final class Lane {
    private final int source;
    private long others = NOT_STARTED;
    private int ahead;

    private Lane(int source) {
      this.source = source;
    }

    /** Says when the next record of this source happens. */
    void next(long millis) {
      nextMillis.lazySet(source, millis);
    }

    /** Says that no record will come. */
    void finished() {
      nextMillis.set(source, FINISHED);
    }

    /**
     * Nanoseconds to wait before the next record may be given; 0 or less for none.
     *
     * @param millis when it happens
     */
    long nanosToWait(long millis) {
      return mustLetOthersCatchUp(millis) ? CATCH_UP_NANOS : wallNanosUntil(millis);
    }

    /**
     * Says that a record was given.
     *
     * @param position how many records have been given with it
     */
    void given(long millis, long position) {
      lastMillis.lazySet(source, millis);
      given.lazySet(source, position);
      if (millis > others) {
        ahead++;
      }
    }

    private boolean mustLetOthersCatchUp(long millis) {
      if (millis <= others || ahead < MAX_AHEAD) {
        return false;
      }
      others = earliestOfOthers(source);
      if (lastMillis.get(source) <= others) {
        ahead = 0;
      }
      return millis > others && ahead >= MAX_AHEAD;
    }
  }
}
