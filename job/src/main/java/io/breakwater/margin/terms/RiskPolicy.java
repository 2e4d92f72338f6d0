package io.breakwater.margin.terms;

import io.breakwater.value.RefusedException;
import io.breakwater.value.Scheduling;
import io.breakwater.value.Texts;
import java.util.List;

/**
 * The policy with the terms in force and those scheduled.
 *
 * @param id the policy; a job follows one
 * @param version the venue's number of this record; triggers quote it
 * @param inForce the terms until the first scheduled change
 * @param scheduled later terms, ordered by their effective times
 */
public record RiskPolicy(String id, long version, PolicyTerms inForce, List<Scheduled> scheduled)
    implements Scheduling<RiskPolicy> {

  /**
   * Terms that come into force later.
   *
   * @param effectiveTime microseconds since the epoch, on the job's clock
   */
  public record Scheduled(long effectiveTime, PolicyTerms terms) {}

  /**
   * @throws RefusedException for an empty id, or two scheduled changes at one time
   */
  public RiskPolicy {
    id = Texts.id(id, "policy id");
    scheduled = Scheduling.ordered(scheduled, Scheduled::effectiveTime, "policy " + id);
  }

  /** Whether another record asks for the same: all but the version is equal. */
  public boolean hasTermsOf(RiskPolicy other) {
    return id.equals(other.id)
        && inForce.equals(other.inForce)
        && scheduled.equals(other.scheduled);
  }

  /** Whether the terms in force decide every account as those of another policy do. */
  public boolean decidesLike(RiskPolicy other) {
    return id.equals(other.id) && inForce.decidesLike(other.inForce);
  }

  /** The same policy with other terms in force and nothing scheduled. */
  public RiskPolicy withInForce(PolicyTerms terms) {
    return new RiskPolicy(id, version, terms, List.of());
  }

  @Override
  public Long nextEffectiveTime() {
    return scheduled.isEmpty() ? null : scheduled.get(0).effectiveTime();
  }

  @Override
  public RiskPolicy afterNext() {
    return new RiskPolicy(
        id, version, scheduled.get(0).terms(), scheduled.subList(1, scheduled.size()));
  }
}
