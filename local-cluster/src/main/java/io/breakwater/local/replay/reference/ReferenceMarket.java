package io.breakwater.local.replay.reference;

import io.breakwater.local.replay.lines.LongList;
import io.breakwater.margin.terms.BalanceSide;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.PolicyTerms;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.margin.trigger.Cause;
import io.breakwater.oracle.Interval;
import io.breakwater.oracle.OraclePrice;
import io.breakwater.oracle.Product;
import io.breakwater.oracle.RiskFactorParameters;
import io.breakwater.oracle.judge.JudgedBy;
import io.breakwater.oracle.judge.PriceQuality;
import io.breakwater.oracle.judge.Published;
import io.breakwater.oracle.judge.Verdict;
import io.breakwater.value.PriceScale;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The market events of a replay in their order, numbered as the job numbers them: 1, 2, 3, … in the
 * order in which they are added.
 *
 * <p>A value is an event when its scale can tell it: once rounded half-even it fits a {@code long}
 * and differs by no more than a millionth; others are passed over. So is each value that a
 * judgement accepts, and that a value is more or less certain than before. Parameters that
 * contradict what stands, or whose scale cannot tell the last value, are passed over too.
 */
public final class ReferenceMarket {
  private final ReferenceFactors factors = new ReferenceFactors();
  private final Set<String> stated = new HashSet<>();
  private final Map<String, Integer> scalesOfFactors = new HashMap<>();
  private final Map<String, Integer> scalesOfInstruments = new HashMap<>();
  private final Map<String, Instrument> instruments = new HashMap<>();
  private final Terms<RiskPolicy> policies = new Terms<>();
  private final Map<Long, Cause> causes = new HashMap<>();
  private final LongList times = new LongList();
  private final LongList numbersOfObserved = new LongList();
  private final List<String> observed = new ArrayList<>();
  private final Set<Long> validities = new HashSet<>();
  private final LongList lateNumbers = new LongList();
  private final LongList lateTimes = new LongList();
  private final List<PriceQuality> qualities = new ArrayList<>();

  /** Terms of one kind as they come into force. */
  static final class Terms<T> {
    /** Numbers of the events that brought them. */
    private final LongList numbers = new LongList();

    /** Numbers of those by which more than a version changed. */
    final LongList newsNumbers = new LongList();

    private final List<T> all = new ArrayList<>();

    private void add(T terms, boolean isNews, long number) {
      numbers.add(number);
      all.add(terms);
      if (isNews) {
        newsNumbers.add(number);
      }
    }

    private T last() {
      return all.isEmpty() ? null : all.get(all.size() - 1);
    }

    /** What is in force after an event; null before the first. */
    T at(long number) {
      int count = numbers.countUpTo(number);
      return count == 0 ? null : all.get(count - 1);
    }
  }

  /** The events of one instrument. */
  static final class Instrument {
    final Terms<InstrumentParameters> terms = new Terms<>();

    private Instrument() {}

    /** What it is worth rests on, which is fixed. */
    InstrumentParameters any() {
      return terms.last();
    }
  }

  /**
   * Parameters of a factor come into force.
   *
   * @param isKnown whether a record of the factor was used before
   * @param news where the names of factors go that nobody has named before
   * @return whether they are an event
   */
  boolean add(RiskFactorParameters parameters, boolean isKnown, long time, List<String> news) {
    String id = parameters.id();
    if (!factors.canBe(id, parameters.product(), isKnown)
        || !factors.canTell(id, parameters.inForce().scale())) {
      return false;
    }
    long number = next(time);
    stated.add(id);
    factors.name(id, news);
    factors.restate(id, parameters.inForce().scale(), number);
    state(scalesOfFactors, id, parameters.inForce().scale());
    if (parameters.product() != null) {
      factors.define(id, parameters.product(), number, news);
    }
    factors.multiply(number);
    causes.put(number, Cause.parameters(id, parameters.version()));
    return true;
  }

  /** A factor without a value has the scale that was stated last, or none again. */
  private void state(Map<String, Integer> scales, String factor, int scale) {
    scales.put(factor, scale);
    int ofFactor = scalesOfFactors.getOrDefault(factor, PriceScale.UNSTATED);
    int ofInstrument = scalesOfInstruments.getOrDefault(factor, PriceScale.UNSTATED);
    if (!factors.find(factor).hasValue()) {
      factors.find(factor).setScale(ofFactor == PriceScale.UNSTATED ? ofInstrument : ofFactor);
    }
  }

  /**
   * Parameters of an instrument come into force.
   *
   * @param news where the names of factors go that nobody has named before
   * @return whether they are an event
   */
  boolean add(InstrumentParameters parameters, long time, List<String> news) {
    String id = parameters.id();
    if (!canBePriced(parameters)) {
      return false;
    }
    long number = next(time);
    factors.name(parameters.factors().price(), news);
    factors.restate(parameters.factors().price(), parameters.priceScale(), number);
    if (parameters.factors().price().equals(id)) {
      state(scalesOfInstruments, id, parameters.priceScale());
    }
    for (BalanceSide side : BalanceSide.values()) {
      Product grown = parameters.factors().grown(side);
      if (grown != null) {
        factors.define(grown.impliedId(), grown, number, news);
      }
    }
    factors.multiply(number);
    bringIntoForce(parameters, number);
    return true;
  }

  /** What parameters have scheduled comes into force: other rules, and nothing else. */
  void addScheduled(InstrumentParameters parameters, long time) {
    bringIntoForce(parameters, next(time));
  }

  private void bringIntoForce(InstrumentParameters parameters, long number) {
    Terms<InstrumentParameters> terms =
        instruments.computeIfAbsent(parameters.id(), name -> new Instrument()).terms;
    InstrumentParameters before = terms.last();
    terms.add(parameters, before == null || !before.decidesLike(parameters), number);
    causes.put(number, Cause.parameters(parameters.id(), parameters.version()));
  }

  private boolean canBePriced(InstrumentParameters parameters) {
    for (BalanceSide side : BalanceSide.values()) {
      Product grown = parameters.factors().grown(side);
      if (grown != null
          && !factors.canBe(grown.impliedId(), grown, stated.contains(grown.impliedId()))) {
        return false;
      }
    }
    if (!parameters.statesPriceScale()) {
      return true;
    }
    int ofFactor = scalesOfFactors.getOrDefault(parameters.id(), PriceScale.UNSTATED);
    boolean agrees = ofFactor == PriceScale.UNSTATED || ofFactor == parameters.priceScale();
    return agrees && factors.canTell(parameters.id(), parameters.priceScale());
  }

  /**
   * A record of the policy is to be followed, with what it has scheduled.
   *
   * @return whether it can be
   */
  boolean follow(RiskPolicy whole) {
    boolean canBe = factors.canBe(whole);
    if (canBe) {
      factors.follow(whole);
    }
    return canBe;
  }

  /** A policy comes into force. */
  void add(RiskPolicy policy, long time) {
    RiskPolicy before = policies.last();
    long number = next(time);
    policies.add(policy, before == null || !before.decidesLike(policy), number);
    causes.put(number, Cause.policy(policy.version()));
  }

  private long next(long time) {
    times.add(time);
    return times.size();
  }

  /** Whether somebody has named a factor. */
  boolean isNamed(String factor) {
    return factors.find(factor) != null;
  }

  /** Whether the scale of a factor that somebody has named can tell a value. */
  boolean canTell(OraclePrice price) {
    return factors.told(price.factor(), price.value()) != null;
  }

  /** Decimals of the values of a factor; negative while no scale is known. */
  int scale(String factor) {
    return isNamed(factor) ? factors.find(factor).scale() : PriceScale.UNSTATED;
  }

  /**
   * A value of a factor that somebody has named, and that is not judged, is applied.
   *
   * @return whether it is an event
   */
  boolean add(OraclePrice price, long time) {
    Published published = new Published(price.publishTime(), price.sequence());
    if (!factors.accept(price.factor(), price.value(), published, size() + 1)) {
      return false;
    }
    long number = next(time);
    addObserved(price.factor(), number);
    addLate(number, time);
    return true;
  }

  /**
   * Others hear of a judgement: of its value where one is accepted, else of how certain the value
   * is where that has changed; and of its quality.
   */
  void add(Verdict verdict) {
    ReferenceFactor factor = factors.find(verdict.factor());
    long number = size() + 1;
    boolean isEvent =
        verdict.accepted()
            ? factors.accept(factor.name, verdict.value(), verdict.newest(), number)
            : factor.hasValue() && !factor.certaintyAt(number).equals(verdict.certainty());
    if (isEvent) {
      next(verdict.time());
      factor.set(verdict.certainty(), number);
      addObserved(factor.name, number);
      if (!verdict.accepted()) {
        validities.add(number);
      }
      if (verdict.by() != JudgedBy.PARAMETERS) {
        addLate(number, verdict.time());
      }
    }
    if (verdict.told() != null) {
      qualities.add(quality(verdict, factor));
    }
  }

  private PriceQuality quality(Verdict verdict, ReferenceFactor factor) {
    PolicyTerms terms = policies.last() == null ? PolicyTerms.DEFAULT : policies.last().inForce();
    Interval interval =
        factor.hasValue()
            ? ReferenceInterval.of(verdict.certainty(), factor.value(), terms, false)
            : null;
    return new PriceQuality(factor.name, size(), verdict.previous(), verdict.told(), interval);
  }

  private void addObserved(String factor, long number) {
    numbersOfObserved.add(number);
    observed.add(factors.find(factor).name);
  }

  private void addLate(long number, long time) {
    lateNumbers.add(number);
    lateTimes.add(time);
  }

  /** The observed factor that an event was about. */
  String observedBy(long number) {
    return observed.get(numbersOfObserved.countUpTo(number) - 1);
  }

  /** Whether an event said how certain a value is, and brought none. */
  boolean isOfValidity(long number) {
    return validities.contains(number);
  }

  /** What is told of the quality of values, in its order. */
  public List<PriceQuality> qualities() {
    return qualities;
  }

  /** The number of the last event. */
  long size() {
    return times.size();
  }

  /**
   * The number of the last event before the account updates of a time: parameters and policies of
   * that time come before them, and what these make of judged values, unless after a price; prices
   * come after, and what time makes of them.
   */
  long lastBeforeAccounts(long time) {
    int before = lateTimes.countUpTo(time - 1);
    boolean anyThen = before < lateTimes.size() && lateTimes.get(before) == time;
    return anyThen ? lateNumbers.get(before) - 1 : lastUpTo(time);
  }

  /** The number of the last event up to a time. */
  long lastUpTo(long time) {
    return times.countUpTo(time);
  }

  /** When an event happened. */
  long time(long number) {
    return times.get((int) number - 1);
  }

  /** An event that is about no observed factor, as a cause; null for others. */
  Cause causeUnlessObserved(long number) {
    return causes.get(number);
  }

  /** A factor that somebody has named, sooner or later; null for others. */
  ReferenceFactor factor(String name) {
    return factors.find(name);
  }

  /** The events of an instrument; null when none of its parameters are ever known. */
  Instrument instrument(String name) {
    return instruments.get(name);
  }

  Terms<RiskPolicy> policies() {
    return policies;
  }
}
