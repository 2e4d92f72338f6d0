package io.breakwater.margin;

/**
 * How long the job waits for what accounts lack.
 *
 * @param graceMicros how long a deposit that nobody can value keeps the triggered level from
 *     rising, above 0
 * @param reportMicros after how long a pending account is reported, above 0
 */
public record Patience(long graceMicros, long reportMicros) {
  /** No deadline. */
  public static final long NONE = Long.MAX_VALUE;

  /** The next time at which time alone changes something, microseconds; {@link #NONE} for never. */
  public long deadline(Standing standing) {
    return Math.min(
        standing.isInGrace() ? standing.uncountedSince() + graceMicros : NONE,
        standing.isPending() && standing.reported() == null
            ? standing.pendingSince() + reportMicros
            : NONE);
  }

  /** Whether the grace of a standing is over at a time. */
  public boolean endsGrace(Standing standing, long time) {
    return standing.isInGrace() && standing.uncountedSince() + graceMicros <= time;
  }

  /** Whether a standing is to be reported as pending at a time. */
  public boolean callsForReport(Standing standing, long time) {
    return standing.isPending()
        && standing.reported() == null
        && standing.pendingSince() + reportMicros <= time;
  }
}
