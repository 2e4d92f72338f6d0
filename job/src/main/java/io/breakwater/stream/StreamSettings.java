package io.breakwater.stream;

import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;

/**
 * What the operators need to know, checked.
 *
 * @param clock what time is
 * @param policyId the policy that this job follows
 * @param tombstoneTimeToLive how long a closed account is remembered; at least the retention of the
 *     accounts topic
 * @param unwrittenAccountsCap most accounts of a subtask whose change waits to be written, above 0
 * @param watch how a tick finds the accounts to look at
 * @param auditEvery events of the market from one audited idle account to the next; 0 for none
 * @param shadowAudit whether every account is decided after every event by the reference evaluator
 *     too
 * @param undoneTriggersSeen whether readers may have seen triggers of a history that a failure then
 *     undid: they are not delivered exactly once. If so, each start on the system clock begins a
 *     new epoch
 */
public record StreamSettings(
    JobClock clock,
    String policyId,
    Duration tombstoneTimeToLive,
    int unwrittenAccountsCap,
    WatchKind watch,
    int auditEvery,
    boolean shadowAudit,
    boolean undoneTriggersSeen)
    implements Serializable {
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
  }

  /**
   * The given clock and the defaults: policy "default", 7 days, 10,000 accounts, tripwires, an
   * audit every 1,000 events, no shadow, triggers delivered at least once.
   */
  public static StreamSettings defaults(JobClock clock) {
    return new StreamSettings(
        clock, "default", Duration.ofDays(7), 10_000, WatchKind.TRIPWIRES, 1_000, false, true);
  }
}
