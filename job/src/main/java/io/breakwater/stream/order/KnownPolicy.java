package io.breakwater.stream.order;

import io.breakwater.margin.terms.FactorGroups;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.stream.event.MarketEvent;
import io.breakwater.stream.event.MarketInput;
import io.breakwater.stream.event.PolicyUpdate;
import io.breakwater.value.Origin;
import io.breakwater.value.Refusal;
import io.breakwater.value.RefusedException;
import io.breakwater.value.Scheduling;
import java.util.List;

/** The policy that the job follows, as the sequencer knows it. */
final class KnownPolicy {
  private final String id;
  private final Numbering numbering;
  private final Agenda agenda;
  private final FactorGroups groups;
  private PolicyUpdate record;

  KnownPolicy(String id, Numbering numbering, Agenda agenda, FactorGroups groups) {
    this.id = id;
    this.numbering = numbering;
    this.agenda = agenda;
    this.groups = groups;
  }

  /** Applies a policy. */
  void apply(PolicyUpdate update, long time) {
    RiskPolicy policy = update.policy();
    if (Agenda.isScheduled(update.origin())) {
      bringIntoForce(policy, time);
    } else if (!policy.id().equals(id)) {
      numbering.reject(
          update.origin(),
          Refusal.UNKNOWN_POLICY,
          "this job follows the policy '%s', not '%s': correct the id, or the job's option."
              .formatted(id, policy.id()),
          update.time());
    } else if (record == null
        || numbering.isNews(
            policy.version(), record.policy().version(), policy.hasTermsOf(record.policy()))) {
      applyRecord(update, time);
    }
  }

  private void applyRecord(PolicyUpdate update, long time) {
    RiskPolicy policy = update.policy();
    try {
      groups.requireAgreement(policy);
    } catch (RefusedException e) {
      String message = "the policy " + id + " is not used: " + e.getMessage();
      numbering.reject(update.origin(), e, message, update.time());
      return;
    }
    groups.follow(policy);
    agenda.forgetScheduled(MarketInput.OfPolicy.class, id);
    record = new PolicyUpdate(policy, update.time(), update.origin().withoutBytes());
    bringIntoForce(policy, time);
  }

  private void bringIntoForce(RiskPolicy policy, long time) {
    RiskPolicy current = Scheduling.at(policy, time);
    numbering.emit(
        new MarketEvent.PolicyChange(
            numbering.next(), time, current.withInForce(current.inForce())));
    Long next = current.nextEffectiveTime();
    if (next != null) {
      agenda.add(
          new MarketInput.OfPolicy(new PolicyUpdate(current.afterNext(), next, Origin.NONE)));
    }
  }

  /** The last record that was used, if any. */
  List<MarketInput> records() {
    return record == null ? List.of() : List.of(new MarketInput.OfPolicy(record));
  }

  void restore(PolicyUpdate last) {
    record = last;
    groups.follow(last.policy());
  }
}
