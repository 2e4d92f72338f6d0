package io.breakwater.local.replay.reference;

import io.breakwater.local.input.Recording;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.oracle.OraclePrice;
import io.breakwater.stream.event.InstrumentUpdate;
import io.breakwater.stream.event.PolicyUpdate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Brings parameters and policies of a recording into force at their times, for the reference:
 * records, and what the last record of each instrument and of the policy has scheduled.
 *
 * <p>A record that repeats the last one is passed over, and one that is used replaces all that was
 * scheduled. The newest price of an instrument without parameters waits for them.
 */
final class ReferenceChanges {
  private static final Comparator<Change> ORDER =
      Comparator.comparingLong(Change::time)
          .thenComparing(Change::isPolicy)
          .thenComparingLong(Change::version)
          .thenComparing(Change::id)
          .thenComparing(Change::isRecord)
          .thenComparingLong(Change::line);

  private final ReferenceMarket market;
  private final PriorityQueue<Change> due = new PriorityQueue<>(ORDER);
  private final Map<String, InstrumentUpdate> instruments = new HashMap<>();
  private final Map<String, OraclePrice> waiting = new HashMap<>();
  private PolicyUpdate policy;

  /**
   * @param market where what comes into force is added
   */
  ReferenceChanges(Recording recording, ReferenceMarket market) {
    this.market = market;
    recording.allInstruments().forEach(update -> due.add(Change.of(update)));
    recording.allPolicies().forEach(update -> due.add(Change.of(update)));
  }

  /**
   * A record, or what one has scheduled. One of instrument and policy is set.
   *
   * @param time when it comes into force
   */
  private record Change(
      long time, boolean isRecord, InstrumentUpdate instrument, PolicyUpdate policy) {

    static Change of(InstrumentUpdate record) {
      return new Change(record.time(), true, record, null);
    }

    static Change of(PolicyUpdate record) {
      return new Change(record.time(), true, null, record);
    }

    Change scheduledAt(long effectiveTime) {
      return new Change(effectiveTime, false, instrument, policy);
    }

    boolean isPolicy() {
      return policy != null;
    }

    long version() {
      return isPolicy() ? policy.policy().version() : instrument.parameters().version();
    }

    String id() {
      return isPolicy() ? policy.policy().id() : instrument.parameters().id();
    }

    long line() {
      return isPolicy() ? policy.origin().offset() : instrument.origin().offset();
    }
  }

  /** Brings into force what is due up to a time. */
  void applyUpTo(long time) {
    while (!due.isEmpty() && due.peek().time() <= time) {
      apply(due.poll());
    }
  }

  /** A price is published. */
  void price(OraclePrice price) {
    if (instruments.containsKey(price.factor())) {
      market.add(price, price.publishTime());
    } else {
      waiting.put(price.factor(), price);
    }
  }

  private void apply(Change change) {
    if (change.isPolicy()) {
      apply(change, change.policy());
    } else {
      apply(change, change.instrument());
    }
  }

  private void apply(Change change, PolicyUpdate record) {
    RiskPolicy terms = record.policy();
    if (change.isRecord()) {
      if (policy != null
          && policy.policy().version() == terms.version()
          && policy.policy().hasTermsOf(terms)) {
        return;
      }
      policy = record;
      terms.scheduled().stream()
          .filter(later -> later.effectiveTime() > change.time())
          .forEach(later -> due.add(change.scheduledAt(later.effectiveTime())));
    }
    if (policy == record) {
      market.add(inForce(terms, change.time()), change.time());
    }
  }

  private static RiskPolicy inForce(RiskPolicy policy, long time) {
    RiskPolicy inForce = policy.withInForce(policy.inForce());
    for (RiskPolicy.Scheduled scheduled : policy.scheduled()) {
      if (scheduled.effectiveTime() <= time) {
        inForce = policy.withInForce(scheduled.terms());
      }
    }
    return inForce;
  }

  private void apply(Change change, InstrumentUpdate record) {
    InstrumentParameters parameters = record.parameters();
    InstrumentUpdate last = instruments.get(parameters.id());
    if (!change.isRecord()) {
      if (last == record) {
        market.add(inForce(parameters, change.time()), change.time());
      }
      return;
    }
    boolean repeats =
        last != null
            && last.parameters().version() == parameters.version()
            && last.parameters().hasTermsOf(parameters);
    if (repeats || !market.add(inForce(parameters, change.time()), change.time())) {
      return;
    }
    instruments.put(parameters.id(), record);
    parameters.scheduled().stream()
        .filter(later -> later.effectiveTime() > change.time())
        .forEach(later -> due.add(change.scheduledAt(later.effectiveTime())));
    OraclePrice kept = waiting.remove(parameters.id());
    if (kept != null) {
      market.add(kept, change.time());
    }
  }

  private static InstrumentParameters inForce(InstrumentParameters parameters, long time) {
    InstrumentParameters inForce = parameters.withInForce(parameters.inForce());
    for (InstrumentParameters.Scheduled scheduled : parameters.scheduled()) {
      if (scheduled.effectiveTime() <= time) {
        inForce = parameters.withInForce(scheduled.parameters());
      }
    }
    return inForce;
  }
}
