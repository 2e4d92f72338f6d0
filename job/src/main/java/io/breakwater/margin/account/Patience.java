package io.breakwater.margin.account;

/**
 * How long the job waits for what accounts lack.
 *
 * @param graceMicros how long a deposit that nobody can value keeps the triggered level from
 *     rising, above 0
 * @param reportMicros after how long a pending account is reported, above 0
 * @param partsMicros how long the parts of an account are kept that waits for a snapshot, from the
 *     last of them, above 0
 */
public record Patience(long graceMicros, long reportMicros, long partsMicros) {
  /** No deadline. */
  public static final long NONE = Long.MAX_VALUE;

  /** The next time at which time alone changes something, microseconds; {@link #NONE} for never. */
  public long deadline(AccountRecord record) {
    Standing standing = record.standing();
    long grace = standing.isInGrace() ? standing.uncountedSince() + graceMicros : NONE;
    long report =
        standing.isPending() && standing.reported() == null
            ? standing.pendingSince() + reportMicros
            : NONE;
    long parts = waitsForSnapshot(record) ? record.lastUpdateTime() + partsMicros : NONE;
    return Math.min(parts, Math.min(grace, report));
  }

  private static boolean waitsForSnapshot(AccountRecord record) {
    return record.lastUpdateTime() != Standing.NEVER;
  }

  /** Whether the parts of an account have waited for a snapshot in vain at a time. */
  public boolean endsParts(AccountRecord record, long time) {
    return waitsForSnapshot(record) && record.lastUpdateTime() + partsMicros <= time;
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
