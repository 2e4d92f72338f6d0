package io.breakwater.stream.order;

import io.breakwater.margin.terms.BalanceSide;
import io.breakwater.margin.terms.FactorGroups;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.PolicyTerms;
import io.breakwater.oracle.Certainty;
import io.breakwater.oracle.FactorGraph;
import io.breakwater.oracle.FactorKind;
import io.breakwater.oracle.FactorValue;
import io.breakwater.oracle.Interval;
import io.breakwater.oracle.OraclePrice;
import io.breakwater.oracle.Product;
import io.breakwater.oracle.RiskFactor;
import io.breakwater.oracle.RiskFactorParameters;
import io.breakwater.oracle.Spread;
import io.breakwater.oracle.Validity;
import io.breakwater.oracle.judge.JudgedBy;
import io.breakwater.oracle.judge.PriceQuality;
import io.breakwater.oracle.judge.Verdict;
import io.breakwater.stream.event.FactorSpread;
import io.breakwater.stream.event.FactorUpdate;
import io.breakwater.stream.event.MarketEvent;
import io.breakwater.stream.event.MarketInput;
import io.breakwater.stream.event.MarketPicture;
import io.breakwater.value.Limits;
import io.breakwater.value.Origin;
import io.breakwater.value.PriceScale;
import io.breakwater.value.Refusal;
import io.breakwater.value.RefusedException;
import io.breakwater.value.Scheduling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The risk factors as the sequencer knows them: those that have parameters, those that instruments
 * name, and the operands of these. Values of others wait until somebody names their factor.
 */
final class KnownFactors {
  private final Numbering numbering;
  private final Agenda agenda;
  private final FactorGraph graph;
  private final FactorGroups groups;
  private final Map<String, FactorUpdate> records = new LinkedHashMap<>();
  private final WaitingPrices waiting = new WaitingPrices();
  private final Set<String> judged = new HashSet<>();
  private final SortedMap<Integer, Spread> spreads = new TreeMap<>();
  private final Map<String, Integer> scalesOfFactors = new HashMap<>();
  private final Map<String, Integer> scalesOfInstruments = new HashMap<>();

  /**
   * @param graph none named yet
   * @param groups over the same graph
   */
  KnownFactors(Numbering numbering, Agenda agenda, FactorGraph graph, FactorGroups groups) {
    this.numbering = numbering;
    this.agenda = agenda;
    this.graph = graph;
    this.groups = groups;
  }

  /** Applies what a source says of a factor. */
  void apply(OraclePrice price, long time) {
    String factor = price.factor();
    if (!graph.isKnown(factor)) {
      keepWaiting(price);
      return;
    }
    try {
      requireObserved(price);
      if (isJudged(factor, time)) {
        halt(factor, time, JudgedBy.VALUE);
        throw new RefusedException(
            Refusal.CONTRADICTION,
            "the value of factor %s was not judged, and its parameters in force say how: give them a larger version."
                .formatted(factor));
      }
      List<FactorValue> moved = graph.accept(factor, price.value());
      FactorValue own = moved.get(0);
      numbering.emit(
          new MarketEvent.PriceChange(
              numbering.next(),
              time,
              own.factor(),
              own.units(),
              own.scale(),
              price.sequence(),
              price.publishTime(),
              derived(moved)));
    } catch (RefusedException e) {
      numbering.reject(price.origin(), e, e.getMessage(), price.publishTime());
    }
  }

  /**
   * Applies what a judgement of a factor says. It may be by parameters that were refused: nothing
   * comes of that.
   */
  void apply(Verdict verdict, long time) {
    if (graph.isDerived(verdict.factor())) {
      rejectValue(verdict, Refusal.CONTRADICTION, sentValueOfDerived(verdict.factor()));
      return;
    }
    if (!graph.isKnown(verdict.factor())) {
      rejectValue(
          verdict,
          Refusal.UNKNOWN_INSTRUMENT,
          "the parameters of factor %s were not used, so its values are not: correct these."
              .formatted(verdict.factor()));
      return;
    }
    FactorUpdate record = records.get(verdict.factor());
    if (record == null || record.parameters().version() != verdict.version()) {
      rejectValue(verdict, Refusal.CONTRADICTION, otherTerms(verdict, record));
      halt(verdict.factor(), time, verdict.by());
      return;
    }
    boolean isUsed = verdict.value() == null || emit(verdict, time);
    noteSpread(verdict);
    if (isUsed && verdict.told() != null) {
      numbering.output().quality(quality(verdict));
    }
  }

  /** Of one source, only whether it is used can change. */
  private void noteSpread(Verdict verdict) {
    Spread spread = verdict.spread();
    if (spread == null && verdict.told() == null && verdict.by() != JudgedBy.PARAMETERS) {
      return;
    }
    int factor = graph.integerOf(verdict.factor());
    if (Spread.UNJUDGED.equals(spread)) {
      spreads.remove(factor);
    } else {
      spreads.put(factor, spread == null ? ofOne(verdict) : spread);
    }
  }

  private static Spread ofOne(Verdict verdict) {
    boolean isHalted = verdict.certainty().validity() == Validity.HALTED;
    return isHalted ? Spread.ONE_UNUSED : Spread.ONE_USED;
  }

  /** How the sources of the judged factors lie apart. */
  List<FactorSpread> spreads() {
    List<FactorSpread> all = new ArrayList<>();
    spreads.forEach((factor, spread) -> all.add(new FactorSpread(factor, spread)));
    return all;
  }

  void restoreSpreads(List<FactorSpread> known) {
    known.forEach(spread -> spreads.put(spread.factor(), spread.spread()));
  }

  /** Where a judgement is for a value. */
  private void rejectValue(Verdict verdict, Refusal reason, String message) {
    if (verdict.by() == JudgedBy.VALUE) {
      numbering.reject(verdict.origin(), reason, message, verdict.time());
    }
  }

  private static String otherTerms(Verdict verdict, FactorUpdate record) {
    return "factor %s was judged by version %d of its parameters, which was not used, and %s: correct the parameters, and give them a larger version."
        .formatted(
            verdict.factor(),
            verdict.version(),
            record == null ? "no other is" : record.parameters().version() + " is in force");
  }

  /**
   * What cannot be used as it is judged is as good as not known: its last value triggers nobody.
   */
  private void halt(String factor, long time, JudgedBy by) {
    if (graph.value(factor) != null) {
      int integer = graph.integerOf(factor);
      if (!numbering.picture().certainty(integer).equals(Certainty.UNTOLD)) {
        numbering.emit(
            new MarketEvent.ValidityChange(numbering.next(), time, integer, Certainty.UNTOLD, by));
      }
    }
  }

  /** Whether it could be used. */
  private boolean emit(Verdict verdict, long time) {
    try {
      if (verdict.accepted()) {
        List<FactorValue> moved = graph.accept(verdict.factor(), verdict.value());
        FactorValue own = moved.get(0);
        numbering.emit(
            new MarketEvent.PriceChange(
                numbering.next(),
                time,
                own.factor(),
                own.units(),
                own.scale(),
                verdict.newest().sequence(),
                verdict.newest().time(),
                verdict.certainty(),
                verdict.by(),
                derived(moved)));
      } else if (graph.value(verdict.factor()) != null) {
        int factor = graph.integerOf(verdict.factor());
        if (!numbering.picture().certainty(factor).equals(verdict.certainty())) {
          numbering.emit(
              new MarketEvent.ValidityChange(
                  numbering.next(), time, factor, verdict.certainty(), verdict.by()));
        }
      }
    } catch (RefusedException e) {
      numbering.reject(verdict.origin(), e, e.getMessage(), verdict.time());
      halt(verdict.factor(), time, verdict.by());
      return false;
    }
    return true;
  }

  /** What has moved with the first. */
  private static List<FactorValue> derived(List<FactorValue> moved) {
    return moved.size() == 1 ? List.of() : moved.subList(1, moved.size());
  }

  private PriceQuality quality(Verdict verdict) {
    FactorValue value = graph.value(verdict.factor());
    MarketEvent.PolicyChange policy = numbering.picture().policy();
    PolicyTerms terms = policy == null ? PolicyTerms.DEFAULT : policy.policy().inForce();
    Interval interval =
        value == null ? null : verdict.told().interval(terms.haltedFactor(), value.scale());
    return new PriceQuality(
        verdict.factor(), numbering.sequence(), verdict.previous(), verdict.told(), interval);
  }

  private boolean isJudged(String factor, long time) {
    FactorUpdate record = records.get(factor);
    return record != null && Scheduling.at(record.parameters(), time).inForce().isJudged();
  }

  private void requireObserved(OraclePrice price) {
    String factor = price.factor();
    if (graph.isDerived(factor)) {
      throw new RefusedException(Refusal.CONTRADICTION, sentValueOfDerived(factor));
    }
    FactorUpdate record = records.get(factor);
    FactorKind kind = record == null ? null : record.parameters().kind();
    if (kind != null && price.kind() != null && kind != price.kind()) {
      throw new RefusedException(
          Refusal.CONTRADICTION,
          "factor %s is a %s by its parameters, and the source says a %s: correct one of them."
              .formatted(factor, kind, price.kind()));
    }
  }

  private String sentValueOfDerived(String factor) {
    return "factor %s is the product %s: send values of these, it follows."
        .formatted(factor, graph.product(factor));
  }

  private void keepWaiting(OraclePrice price) {
    boolean first = !waiting.has(price.factor());
    if (!waiting.keep(price)) {
      numbering.reject(
          price.origin(),
          Refusal.UNKNOWN_INSTRUMENT,
          "no parameters of instrument or factor %s have come, and prices of %d others wait for theirs already: send its parameters first."
              .formatted(price.factor(), WaitingPrices.MOST),
          price.publishTime());
    } else if (first) {
      numbering.output().unknownInstrument(price);
    }
  }

  /** Applies parameters of a factor. */
  void apply(FactorUpdate update, long time) {
    RiskFactorParameters parameters = update.parameters();
    FactorUpdate last = records.get(parameters.id());
    if (Agenda.isScheduled(update.origin())) {
      bringScheduled(update, time);
    } else if (last == null
        || numbering.isNews(
            parameters.version(),
            last.parameters().version(),
            parameters.hasTermsOf(last.parameters()))) {
      applyRecord(update, time);
    }
  }

  private void applyRecord(FactorUpdate update, long time) {
    RiskFactorParameters current = Scheduling.at(update.parameters(), time);
    try {
      requireDefinable(current);
      List<FactorValue> values = define(current);
      records.put(
          current.id(),
          new FactorUpdate(update.parameters(), update.time(), update.origin().withoutBytes()));
      agenda.forgetScheduled(MarketInput.OfFactor.class, current.id());
      bringIntoForce(current, values, time);
    } catch (RefusedException e) {
      String message =
          "the parameters of factor " + current.id() + " are not used: " + e.getMessage();
      numbering.reject(update.origin(), e, message, update.time());
    }
  }

  private void requireDefinable(RiskFactorParameters parameters) {
    FactorUpdate last = records.get(parameters.id());
    int after = last == null ? records.size() + 1 : records.size();
    Limits.require(after, Limits.FACTORS, "factors with parameters", "use one of these again");
    if (last != null && last.parameters().kind() != parameters.kind()) {
      throw new RefusedException(
          Refusal.CONTRADICTION,
          "it is a %s and cannot become a %s once it is used: give it a new id."
              .formatted(last.parameters().kind(), parameters.kind()));
    }
    graph.requireDefinable(parameters.id(), parameters.product(), last != null);
    groups.requireAgreement(parameters.id(), parameters.product());
  }

  /** What of all values has changed. */
  private List<FactorValue> define(RiskFactorParameters parameters) {
    String id = parameters.id();
    Map<Integer, FactorValue> changed = new LinkedHashMap<>();
    graph.name(id);
    if (parameters.inForce().statesScale()) {
      add(graph.restate(id, parameters.inForce().scale()), changed);
    }
    state(scalesOfFactors, id, parameters.inForce().scale());
    if (parameters.product() != null) {
      graph.define(id, parameters.product());
      add(graph.derive(id), changed);
    }
    return List.copyOf(changed.values());
  }

  /** Of a factor that has no value yet, the last records say the scale; else it has one. */
  private void state(Map<String, Integer> scales, String factor, int scale) {
    if (scale == PriceScale.UNSTATED) {
      scales.remove(factor);
    } else {
      scales.put(factor, scale);
    }
    int ofInstrument = scalesOfInstruments.getOrDefault(factor, PriceScale.UNSTATED);
    graph.foresee(factor, scalesOfFactors.getOrDefault(factor, ofInstrument));
  }

  private static void add(List<FactorValue> values, Map<Integer, FactorValue> changed) {
    values.forEach(value -> changed.put(value.factor(), value));
  }

  private void bringScheduled(FactorUpdate update, long time) {
    RiskFactorParameters current = Scheduling.at(update.parameters(), time);
    try {
      bringIntoForce(current, define(current), time);
    } catch (RefusedException e) {
      String message =
          "scheduled terms of factor "
              + current.id()
              + " do not come into force: "
              + e.getMessage();
      numbering.reject(records.get(current.id()).origin(), e, message, time);
      scheduleNext(current);
    }
  }

  private void bringIntoForce(RiskFactorParameters current, List<FactorValue> values, long time) {
    List<RiskFactor> named = announce(time);
    noteJudging(current);
    numbering.emit(
        new MarketEvent.FactorChange(
            numbering.next(),
            time,
            graph.integerOf(current.id()),
            current.withInForce(current.inForce()),
            values));
    scheduleNext(current);
    applyWaiting(named, time);
  }

  private void noteJudging(RiskFactorParameters current) {
    if (current.inForce().isJudged()) {
      judged.add(current.id());
    } else {
      judged.remove(current.id());
    }
  }

  private void scheduleNext(RiskFactorParameters current) {
    Long next = current.nextEffectiveTime();
    if (next != null) {
      agenda.add(
          new MarketInput.OfFactor(new FactorUpdate(current.afterNext(), next, Origin.NONE)));
    }
  }

  /**
   * Checks that an instrument can be priced as it says; changes nothing.
   *
   * @throws RefusedException where a product of its price and an index cannot be, where one would
   *     move by two factors of a group, or where it states another scale than its own factor's
   *     parameters
   */
  void requirePricing(InstrumentParameters instrument) {
    for (BalanceSide side : BalanceSide.values()) {
      Product grown = instrument.factors().grown(side);
      if (grown != null) {
        String implied = grown.impliedId();
        graph.requireDefinable(implied, grown, records.containsKey(implied));
        groups.requireAgreement(implied, grown);
      }
    }
    Integer scale = scalesOfFactors.get(instrument.id());
    if (instrument.statesPriceScale() && scale != null && scale != instrument.priceScale()) {
      throw new RefusedException(
          Refusal.CONTRADICTION,
          "it states a priceScale of %d, and the parameters of its factor a scale of %d: leave it out."
              .formatted(instrument.priceScale(), scale));
    }
  }

  /**
   * The factors of an instrument are named, and its own is counted in its price scale.
   *
   * @return what of all values has changed, or is there for the first time
   * @throws RefusedException when its price scale cannot tell the last accepted value; nothing has
   *     changed then but that its own factor may be named
   */
  List<FactorValue> price(InstrumentParameters instrument) {
    Map<Integer, FactorValue> changed = new LinkedHashMap<>();
    add(restate(instrument), changed);
    graph.name(instrument.factors().price());
    if (instrument.factors().price().equals(instrument.id())) {
      state(scalesOfInstruments, instrument.id(), instrument.priceScale());
    }
    for (BalanceSide side : BalanceSide.values()) {
      Product grown = instrument.factors().grown(side);
      if (grown != null && !graph.isDerived(grown.impliedId())) {
        graph.define(grown.impliedId(), grown);
        add(graph.derive(grown.impliedId()), changed);
      }
    }
    return List.copyOf(changed.values());
  }

  private List<FactorValue> restate(InstrumentParameters instrument) {
    if (!instrument.statesPriceScale()) {
      return List.of();
    }
    graph.name(instrument.id());
    return graph.restate(instrument.id(), instrument.priceScale());
  }

  /** Announces the factors that were named since the last time, as a part of the next event. */
  List<RiskFactor> announce(long time) {
    List<RiskFactor> named = graph.takeNews();
    if (!named.isEmpty()) {
      numbering.announce(new MarketEvent.FactorsNamed(numbering.next(), time, named, List.of()));
    }
    return named;
  }

  /**
   * Applies the values that have waited for factors to be named. Where a factor is judged nobody
   * has judged them: they are forgotten, and a verdict follows where they count.
   */
  void applyWaiting(List<RiskFactor> named, long time) {
    for (RiskFactor factor : named) {
      MarketInput.OfPrice kept = waiting.take(factor.id());
      if (kept != null && !judged.contains(factor.id())) {
        apply(kept.price(), time);
      }
    }
  }

  /** The newest values of factors that nobody has named. */
  Collection<MarketInput> waitingPrices() {
    return waiting.all();
  }

  int waitingCount() {
    return waiting.size();
  }

  /** The last records that were used. */
  List<MarketInput> records() {
    return records.values().stream().<MarketInput>map(MarketInput.OfFactor::new).toList();
  }

  /** Takes over what a picture says; a scale that was stated before any value is stated again. */
  void restore(MarketPicture picture) {
    List<RiskFactor> named = new ArrayList<>();
    for (int i = 0; i < picture.factorCount(); i++) {
      named.add(picture.factor(i));
    }
    graph.restore(named, picture.values());
    for (MarketEvent.FactorChange change : picture.factorChanges()) {
      state(scalesOfFactors, change.parameters().id(), change.parameters().inForce().scale());
      noteJudging(change.parameters());
    }
    for (MarketEvent.InstrumentChange change : picture.instruments()) {
      InstrumentParameters parameters = change.parameters();
      if (parameters.factors().price().equals(parameters.id())) {
        state(scalesOfInstruments, parameters.id(), parameters.priceScale());
      }
    }
    graph.takeNews();
  }

  void restore(FactorUpdate record) {
    records.put(record.parameters().id(), record);
  }

  void restoreWaiting(MarketInput.OfPrice price) {
    waiting.restore(price);
  }
}
