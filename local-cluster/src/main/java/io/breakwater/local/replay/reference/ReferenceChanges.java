package io.breakwater.local.replay.reference;

import io.breakwater.local.input.Recording;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.oracle.RiskFactorParameters;
import io.breakwater.stream.event.FactorUpdate;
import io.breakwater.stream.event.InstrumentUpdate;
import io.breakwater.stream.event.PolicyUpdate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Brings parameters and policies of a recording into force at their times, for the reference:
 * records, and what the last record of each factor, of each instrument and of the policy has
 * scheduled.
 *
 * <p>A record that repeats the last one is passed over, and one that is used replaces all that was
 * scheduled.
 */
final class ReferenceChanges {
  private static final Comparator<Change> ORDER =
      Comparator.comparingLong(Change::time)
          .thenComparing(Change::rank)
          .thenComparingLong(Change::version)
          .thenComparing(Change::id)
          .thenComparing(Change::isRecord)
          .thenComparingLong(Change::line);

  private final ReferenceMarket market;
  private final ReferenceJudges judges;
  private final PriorityQueue<Change> due = new PriorityQueue<>(ORDER);
  private final Map<String, FactorUpdate> factors = new HashMap<>();
  private final Map<String, InstrumentUpdate> instruments = new HashMap<>();
  private PolicyUpdate policy;

  /** Of what a change is; at one time they come in this order. */
  private enum Rank {
    FACTOR,
    INSTRUMENT,
    POLICY
  }

  /**
   * A record, or what one has scheduled.
   *
   * @param time when it comes into force
   * @param line where the record stands
   * @param action what happens then
   */
  private record Change(
      long time,
      Rank rank,
      long version,
      String id,
      boolean isRecord,
      long line,
      Runnable action) {}

  /**
   * @param market where what comes into force is added
   * @param judges who judge by it
   */
  ReferenceChanges(Recording recording, ReferenceMarket market, ReferenceJudges judges) {
    this.market = market;
    this.judges = judges;
    recording.allFactors().forEach(record -> add(record, record.time(), true));
    recording.allInstruments().forEach(record -> add(record, record.time(), true));
    recording.allPolicies().forEach(record -> add(record, record.time(), true));
  }

  private void add(FactorUpdate record, long time, boolean isRecord) {
    RiskFactorParameters terms = record.parameters();
    Runnable action = () -> apply(record, time, isRecord);
    add(time, Rank.FACTOR, terms.version(), terms.id(), isRecord, record.origin().offset(), action);
  }

  private void add(InstrumentUpdate record, long time, boolean isRecord) {
    InstrumentParameters terms = record.parameters();
    Runnable action = isRecord ? () -> apply(record, time) : () -> applyScheduled(record, time);
    long line = record.origin().offset();
    add(time, Rank.INSTRUMENT, terms.version(), terms.id(), isRecord, line, action);
  }

  private void add(PolicyUpdate record, long time, boolean isRecord) {
    RiskPolicy terms = record.policy();
    Runnable action = () -> apply(record, time, isRecord);
    add(time, Rank.POLICY, terms.version(), terms.id(), isRecord, record.origin().offset(), action);
  }

  private void add(
      long time, Rank rank, long version, String id, boolean isRecord, long line, Runnable action) {
    due.add(new Change(time, rank, version, id, isRecord, line, action));
  }

  /** When the next comes into force; the largest long for never. */
  long nextTime() {
    return due.isEmpty() ? Long.MAX_VALUE : due.peek().time();
  }

  /** Brings into force all whose time is {@link #nextTime}. */
  void apply() {
    long time = nextTime();
    while (nextTime() == time) {
      due.poll().action().run();
    }
    judges.endParameters();
  }

  private void apply(PolicyUpdate record, long time, boolean isRecord) {
    RiskPolicy terms = record.policy();
    if (isRecord) {
      boolean repeats =
          policy != null
              && policy.policy().version() == terms.version()
              && policy.policy().hasTermsOf(terms);
      if (repeats || !market.follow(terms)) {
        return;
      }
      policy = record;
      terms.scheduled().stream()
          .filter(later -> later.effectiveTime() > time)
          .forEach(later -> add(record, later.effectiveTime(), false));
    }
    if (policy == record) {
      market.add(inForce(terms, time), time);
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

  private void apply(FactorUpdate record, long time, boolean isRecord) {
    RiskFactorParameters parameters = record.parameters();
    FactorUpdate last = factors.get(parameters.id());
    boolean repeats =
        last != null
            && last.parameters().version() == parameters.version()
            && last.parameters().hasTermsOf(parameters);
    if (isRecord ? repeats : last != record) {
      return;
    }
    List<String> news = new ArrayList<>();
    RiskFactorParameters current = inForce(parameters, time);
    if (!market.add(current, last != null, time, news)) {
      return;
    }
    if (current.inForce().isJudged()) {
      judges.forgetWaiting(current.id());
    }
    judges.named(news, time);
    if (current.product() == null) {
      judges.bringIntoForce(current.id(), current.inForce().judging(), time);
    }
    if (isRecord) {
      factors.put(parameters.id(), record);
      parameters.scheduled().stream()
          .filter(later -> later.effectiveTime() > time)
          .forEach(later -> add(record, later.effectiveTime(), false));
    }
  }

  private static RiskFactorParameters inForce(RiskFactorParameters parameters, long time) {
    RiskFactorParameters inForce = parameters.withInForce(parameters.inForce());
    for (RiskFactorParameters.Scheduled scheduled : parameters.scheduled()) {
      if (scheduled.effectiveTime() <= time) {
        inForce = parameters.withInForce(scheduled.terms());
      }
    }
    return inForce;
  }

  private void apply(InstrumentUpdate record, long time) {
    InstrumentParameters parameters = record.parameters();
    InstrumentUpdate last = instruments.get(parameters.id());
    boolean repeats =
        last != null
            && last.parameters().version() == parameters.version()
            && last.parameters().hasTermsOf(parameters);
    List<String> news = new ArrayList<>();
    if (repeats || !market.add(inForce(parameters, time), time, news)) {
      return;
    }
    instruments.put(parameters.id(), record);
    parameters.scheduled().stream()
        .filter(later -> later.effectiveTime() > time)
        .forEach(later -> add(record, later.effectiveTime(), false));
    judges.named(news, time);
    if (parameters.factors().price().equals(parameters.id())) {
      judges.counted(parameters.id(), time);
    }
  }

  private void applyScheduled(InstrumentUpdate record, long time) {
    if (instruments.get(record.parameters().id()) == record) {
      market.addScheduled(inForce(record.parameters(), time), time);
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
