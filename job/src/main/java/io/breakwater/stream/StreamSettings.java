package io.breakwater.stream;

import io.breakwater.margin.account.Patience;
import io.breakwater.stream.desk.WatchKind;
import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * What the operators need to know, checked.
 *
 * @param clock what time is
 * @param policyId the policy that this job follows
 * @param tombstoneTimeToLive how long a closed account is remembered, and the parts of one that
 *     waits for a snapshot; at least the retention of the accounts topic
 * @param unwrittenAccountsCap most accounts of a subtask whose change waits to be written, above 0
 * @param watch how a tick finds the accounts to look at
 * @param auditEvery events of the market from one audited idle account to the next; 0 for none
 * @param shadowAudit whether every account is decided after every event by the reference evaluator
 *     too
 * @param undoneTriggersSeen whether readers may have seen triggers of a history that a failure then
 *     undid: they are not delivered exactly once. If so, each start on the system clock begins a
 *     new epoch
 * @param unvaluedDepositGrace how long a deposit that nobody can value keeps triggers back
 * @param pendingReport after how long a pending account is reported
 * @param maximumElements balances and positions that an account may have together, above 0
 * @param readinessLag how old the moment may be up to which all inputs have been read, for
 *     triggered levels to rise from then on, on the system clock; null where they rise from the
 *     first
 * @param aggregateInterval of the job's clock, whole milliseconds, at whose multiples since 1970
 *     aggregates are told; zero for none
 * @param doubtReport how long a factor may be in doubt before the log says so; zero for never
 * @param recorded the time that is replayed, on the event clock; null for a live job
 */
public record StreamSettings(
    JobClock clock,
    String policyId,
    Duration tombstoneTimeToLive,
    int unwrittenAccountsCap,
    WatchKind watch,
    int auditEvery,
    boolean shadowAudit,
    boolean undoneTriggersSeen,
    Duration unvaluedDepositGrace,
    Duration pendingReport,
    int maximumElements,
    Duration readinessLag,
    Duration aggregateInterval,
    Duration doubtReport,
    RecordedTime recorded)
    implements Serializable {
  /** The longest time that the job waits for what accounts lack. */
  public static final Duration LONGEST_PATIENCE = Duration.ofDays(365);

  /** The longest interval of aggregates. */
  public static final Duration LONGEST_INTERVAL = Duration.ofDays(1);

  private static final Duration LONGEST_WAIT = Duration.ofDays(36_500);

  public StreamSettings {
    Objects.requireNonNull(clock, "clock");
    Objects.requireNonNull(policyId, "policyId");
    Objects.requireNonNull(watch, "watch");
    if (tombstoneTimeToLive.isZero() || tombstoneTimeToLive.isNegative()) {
      throw new IllegalArgumentException("the tombstones' time to live must be above zero");
    }
    if (unwrittenAccountsCap < 1) {
      throw new IllegalArgumentException("the cap of unwritten accounts must be 1 or more");
    }
    if (auditEvery < 0) {
      throw new IllegalArgumentException("the events between audits must be 0 or more");
    }
    if (maximumElements < 1) {
      throw new IllegalArgumentException("the elements that an account may have must be 1 or more");
    }
    requirePatience(unvaluedDepositGrace);
    requirePatience(pendingReport);
    if (readinessLag != null && (clock != JobClock.SYSTEM || readinessLag.isNegative())) {
      throw new IllegalArgumentException(
          "readiness is awaited on the system clock only, and its lag is 0 or more");
    }
    if (aggregateInterval.isNegative()
        || aggregateInterval.toNanosPart() % 1_000_000 != 0
        || aggregateInterval.compareTo(LONGEST_INTERVAL) > 0) {
      throw new IllegalArgumentException(
          "the interval of aggregates is whole milliseconds from 0 to 1 day");
    }
    if (recorded != null && clock != JobClock.EVENT) {
      throw new IllegalArgumentException("recorded time passes on the event clock only");
    }
  }

  private static void requirePatience(Duration duration) {
    if (duration.isZero() || duration.isNegative() || duration.compareTo(LONGEST_PATIENCE) > 0) {
      throw new IllegalArgumentException(
          "how long the job waits for what accounts lack is above zero, and at most 365 days");
    }
  }

  /** The same job over a recording. */
  public StreamSettings over(RecordedTime time) {
    return new StreamSettings(
        clock,
        policyId,
        tombstoneTimeToLive,
        unwrittenAccountsCap,
        watch,
        auditEvery,
        shadowAudit,
        undoneTriggersSeen,
        unvaluedDepositGrace,
        pendingReport,
        maximumElements,
        readinessLag,
        aggregateInterval,
        doubtReport,
        time);
  }

  /** The same job with aggregates at each multiple of an interval since 1970; none for zero. */
  public StreamSettings aggregatingEvery(Duration interval) {
    return new StreamSettings(
        clock,
        policyId,
        tombstoneTimeToLive,
        unwrittenAccountsCap,
        watch,
        auditEvery,
        shadowAudit,
        undoneTriggersSeen,
        unvaluedDepositGrace,
        pendingReport,
        maximumElements,
        readinessLag,
        interval,
        doubtReport,
        recorded);
  }

  /** Length of the interval of aggregates, microseconds; 0 for none. */
  long aggregateMicros() {
    return micros(aggregateInterval);
  }

  /**
   * How long the job waits for what accounts lack. Parts without a snapshot are kept as long as the
   * tombstones are: behind the retention of the topic nothing is left that could complete them.
   */
  Patience patience() {
    Duration parts =
        tombstoneTimeToLive.compareTo(LONGEST_WAIT) < 0 ? tombstoneTimeToLive : LONGEST_WAIT;
    return new Patience(micros(unvaluedDepositGrace), micros(pendingReport), micros(parts));
  }

  private static long micros(Duration duration) {
    return TimeUnit.NANOSECONDS.toMicros(duration.toNanos());
  }
}
