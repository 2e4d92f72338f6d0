package io.breakwater.stream;

/**
 * Whether, since the start, all inputs have been read up to the present once: then what the job
 * knows is no longer a thing of the past, and triggered levels may rise.
 *
 * <p>The sources tell how far they are by watermarks, which on the system clock are moments of the
 * wall clock: all that was to be read then has been. The end of all input is no such moment: it is
 * also what a stop with drain sends, wherever the reading is. Never checkpointed: each start begins
 * anew. Not thread-safe.
 */
final class Readiness {
  /** No moment is known. */
  static final long UNKNOWN = Long.MIN_VALUE;

  /** The age where no moment is known. */
  static final long NO_AGE = -1;

  private static final long END_OF_INPUT = Long.MAX_VALUE;

  private final long lagMillis;
  private boolean ready;
  private long readUpTo = UNKNOWN;

  private Readiness(long lagMillis, boolean ready) {
    this.lagMillis = lagMillis;
    this.ready = ready;
  }

  /** From the first, whatever has been read. */
  static Readiness atOnce() {
    return new Readiness(0, true);
  }

  /**
   * Once all has been read up to a moment that is no older than this.
   *
   * @param lagMillis 0 or more
   */
  static Readiness within(long lagMillis) {
    return new Readiness(lagMillis, false);
  }

  /**
   * All inputs have been read up to a moment.
   *
   * @param millis of that moment, since the epoch
   * @param nowMillis the present moment, since the epoch
   * @return whether this is what makes ready
   */
  boolean readUpTo(long millis, long nowMillis) {
    if (millis == END_OF_INPUT) {
      return false;
    }
    readUpTo = Math.max(readUpTo, millis);
    boolean becomes = !ready && ageMillis(nowMillis) <= lagMillis;
    ready |= becomes;
    return becomes;
  }

  boolean isReady() {
    return ready;
  }

  /** The moment up to which all inputs have been read, since the epoch, or {@link #UNKNOWN}. */
  long readUpTo() {
    return readUpTo;
  }

  /** How old that moment is, 0 or more, or {@link #NO_AGE}. */
  long ageMillis(long nowMillis) {
    return readUpTo == UNKNOWN ? NO_AGE : Math.max(0, nowMillis - readUpTo);
  }
}
