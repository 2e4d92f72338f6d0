package io.breakwater.oracle.judge;

import io.breakwater.oracle.Certainty;
import io.breakwater.oracle.Doubt;
import io.breakwater.oracle.Interval;
import io.breakwater.oracle.JudgingTerms;
import io.breakwater.oracle.SourceTerms;
import io.breakwater.oracle.Validity;
import io.breakwater.value.PriceScale;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Judges one factor at one time: one pass over what its sources last said, against the value that
 * was accepted before.
 *
 * <p>What it cannot see: sources that are all moved together, one that is slightly off, and of two
 * sources the one that is moved by somebody who wants nothing to be certain.
 */
public final class Judge {
  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  /** How long after a source's first jump a value of its own may confirm it. */
  private static final long CONFIRMS_AFTER_MICROS = 1_000_000;

  private final JudgingTerms terms;
  private final JudgeState before;
  private final long time;
  private final boolean silencing;
  private final List<Heard> all = new ArrayList<>();

  /**
   * What a judgement gives.
   *
   * @param state to be kept for the next one
   */
  public record Result(JudgeState state, Judgement judgement) {}

  /** One source in this pass. */
  private static final class Heard implements WeightedMedian.Weighted {
    final SourceTerms terms;
    SourceState state;
    Doubt doubt;
    boolean isUnconfirmed;

    Heard(SourceTerms terms, SourceState state) {
      this.terms = terms;
      this.state = state;
    }

    boolean isFresh() {
      return doubt != Doubt.STALE;
    }

    @Override
    public BigDecimal value() {
      return state.value();
    }

    @Override
    public BigDecimal weight() {
      return terms.weight();
    }
  }

  private Judge(JudgingTerms terms, JudgeState before, long time, boolean silencing) {
    this.terms = terms;
    this.before = before;
    this.time = time;
    this.silencing = silencing || time == before.silencedAt();
  }

  /**
   * Judges.
   *
   * @param before what was kept of the last judgement, with what sources have said since
   * @param time on the job's clock, microseconds since the epoch
   * @param silencing whether time itself is the cause, after all values of that time: then what has
   *     just come of age is silent
   */
  public static Result judge(JudgingTerms terms, JudgeState before, long time, boolean silencing) {
    boolean isSilencing = silencing || time == before.silencedAt();
    Result steady = isSilencing ? null : SteadySource.judge(terms, before, time);
    return steady == null ? inFull(terms, before, time, silencing) : steady;
  }

  /** As {@link #judge}, by all passes, also where a source is steady. */
  static Result inFull(JudgingTerms terms, JudgeState before, long time, boolean silencing) {
    return new Judge(terms, before, time, silencing).judge();
  }

  /**
   * The next time at which time alone changes something; {@link Long#MAX_VALUE} for none.
   *
   * @param state as a judgement has left it
   * @param time of that judgement
   */
  public static long nextTime(JudgingTerms terms, JudgeState state, long time) {
    boolean silenced = state.silencedAt() == time;
    long grace = state.graceUntil(terms);
    long next = grace > time ? grace : Long.MAX_VALUE;
    for (SourceTerms source : terms.sources()) {
      SourceState heard = state.sources().get(source.source());
      if (heard != null) {
        long ofAge = heard.publishTime() + source.maximumAgeMicros();
        next = ofAge > time || ofAge == time && !silenced ? Math.min(next, ofAge) : next;
      }
    }
    return next;
  }

  private Result judge() {
    for (SourceTerms source : terms.sources()) {
      all.add(new Heard(source, before.sources().get(source.source())));
    }
    all.forEach(this::checkAge);
    fresh().forEach(this::checkBounds);
    heard().forEach(this::followJump);
    inside().forEach(this::checkJump);
    checkDeviation();
    checkConfidence();
    return result();
  }

  private void checkAge(Heard source) {
    if (source.state == null) {
      source.doubt = Doubt.STALE;
      return;
    }
    long oldest = time - source.terms.maximumAgeMicros();
    long published = source.state.publishTime();
    if (silencing ? published <= oldest : published < oldest) {
      source.doubt = Doubt.STALE;
    }
  }

  private void checkBounds(Heard source) {
    if (!terms.isInside(source.value())) {
      source.doubt = Doubt.OUT_OF_BOUNDS;
    }
  }

  private List<Heard> heard() {
    return those(source -> source.state != null);
  }

  private List<Heard> fresh() {
    return those(Heard::isFresh);
  }

  /** A loop: judging is what each value costs, and a stream costs several times as much. */
  private List<Heard> those(Predicate<Heard> condition) {
    return those(all, condition);
  }

  private static List<Heard> those(List<Heard> sources, Predicate<Heard> condition) {
    List<Heard> those = new ArrayList<>(sources.size());
    for (Heard source : sources) {
      if (condition.test(source)) {
        those.add(source);
      }
    }
    return those;
  }

  private static boolean any(List<Heard> sources, Predicate<Heard> condition) {
    for (Heard source : sources) {
      if (condition.test(source)) {
        return true;
      }
    }
    return false;
  }

  /** The fresh ones inside of the bounds, unconfirmed ones included. */
  private List<Heard> inside() {
    return those(source -> source.isFresh() && source.doubt != Doubt.OUT_OF_BOUNDS);
  }

  private List<Heard> undoubted() {
    return those(source -> source.doubt == null);
  }

  /** Notes since when a source has jumped. A value outside of the bounds is no part of a run. */
  private void followJump(Heard source) {
    boolean isOutside = !terms.isInside(source.value());
    Long first = source.state.firstJump();
    source.state =
        source.state.jumpedSince(
            isOutside || !hasJumped(source, before.confirmed())
                ? null
                : first == null ? Long.valueOf(source.state.publishTime()) : first);
  }

  private boolean hasJumped(Heard source, BigDecimal from) {
    return from != null && BasisPoints.isFurther(source.value(), from, terms.maximumJumpBps());
  }

  /** Doubts a value that has jumped and that nothing confirms. */
  private void checkJump(Heard source) {
    if (!hasJumped(source, before.confirmed())) {
      return;
    }
    boolean isHard = BasisPoints.isFurther(source.value(), before.confirmed(), terms.hardJumpBps());
    if (!isConfirmedByAnother(source) && (isHard || !isConfirmedByItself(source.state))) {
      source.isUnconfirmed = true;
      source.doubt = isHard || !before.silentSince() ? Doubt.UNCONFIRMED_JUMP : null;
    }
  }

  private boolean isConfirmedByAnother(Heard source) {
    return any(
        fresh(),
        other ->
            other != source
                && !BasisPoints.isFurther(
                    other.value(), source.value(), terms.maximumDeviationBps()));
  }

  /** Where no other is fresh, by a later value near the one before it. */
  private boolean isConfirmedByItself(SourceState jumped) {
    return fresh().size() == 1
        && jumped.before() != null
        && jumped.publishTime() - jumped.firstJump() >= CONFIRMS_AFTER_MICROS
        && !BasisPoints.isFurther(jumped.value(), jumped.before(), terms.maximumJumpBps());
  }

  private void checkDeviation() {
    List<Heard> candidates = undoubted();
    if (candidates.isEmpty()) {
      return;
    }
    BigDecimal median = WeightedMedian.of(candidates);
    List<Heard> out =
        those(
            candidates, c -> BasisPoints.isFurther(c.value(), median, terms.maximumDeviationBps()));
    boolean bothOut = candidates.size() == 2 && !out.isEmpty();
    (bothOut ? candidates : out).forEach(source -> source.doubt = Doubt.DEVIATION);
  }

  /** The unsure are used only where there are too few others. */
  private void checkConfidence() {
    List<Heard> candidates = undoubted();
    List<Heard> unsure = those(candidates, this::isUnsure);
    if (candidates.size() - unsure.size() >= terms.minimumSources()) {
      unsure.forEach(source -> source.doubt = Doubt.CONFIDENCE);
    }
  }

  private boolean isUnsure(Heard source) {
    return source.state.isUnsure(terms);
  }

  private Result result() {
    List<Heard> used = undoubted();
    boolean halted = used.isEmpty() || isOutweighed(used);
    boolean inSilence =
        halted && (fresh().isEmpty() || before.haltedInSilence() && isHalted(before));
    if (halted) {
      used.forEach(source -> source.doubt = Doubt.DEVIATION);
    }
    List<Heard> counted = halted ? List.of() : used;
    boolean provisional = halted ? before.provisional() : any(counted, s -> s.isUnconfirmed);
    BigDecimal median = halted ? null : WeightedMedian.of(counted);
    Integer scale =
        halted || before.scale() != null ? before.scale() : Integer.valueOf(scaleSetBy(median));
    BigDecimal accepted =
        halted ? before.accepted() : median.setScale(scale, RoundingMode.HALF_EVEN);
    boolean isFirm = !halted && !provisional;
    boolean isBack = !halted && isHalted(before) && before.haltedInSilence();
    long backSince = isBack ? time : before.backSince();
    boolean inGrace =
        backSince != JudgeState.NEVER && time < backSince + terms.recoveryGraceMicros();
    Validity validity = validity(halted, provisional || inGrace, counted);
    if (isFirm) {
      forgetJumpsTo(accepted);
    }
    Certainty certainty = certainty(validity, accepted, provisional, counted);
    JudgeState after =
        new JudgeState(
            sources(),
            scale,
            accepted,
            provisional,
            isFirm ? accepted : before.confirmed(),
            !isFirm && (before.silentSince() || fresh().isEmpty()),
            certainty,
            inSilence,
            backSince,
            silencing ? time : before.silencedAt(),
            names(counted));
    return new Result(after, judgement(after, counted));
  }

  /** What has not jumped from the value that is accepted now begins anew when it does. */
  private void forgetJumpsTo(BigDecimal accepted) {
    for (Heard source : heard()) {
      if (!hasJumped(source, accepted)) {
        source.state = source.state.jumpedSince(null);
      }
    }
  }

  private Map<String, SourceState> sources() {
    Map<String, SourceState> sources = new TreeMap<>(before.sources());
    heard().forEach(source -> sources.put(source.terms.source(), source.state));
    return sources;
  }

  private static boolean isHalted(JudgeState state) {
    return state.validity() == Validity.HALTED;
  }

  private static int scaleSetBy(BigDecimal first) {
    return PriceScale.setBy(first);
  }

  /** Whether the used carry no more than half of the weight of all who may be right. */
  private boolean isOutweighed(List<Heard> used) {
    BigDecimal whole = WeightedMedian.weight(inside());
    return WeightedMedian.weight(used).multiply(TWO).compareTo(whole) <= 0;
  }

  private Validity validity(boolean halted, boolean recovering, List<Heard> used) {
    if (halted) {
      return Validity.HALTED;
    }
    if (recovering) {
      return Validity.RECOVERING;
    }
    return isDegraded(used) ? Validity.DEGRADED : Validity.VALID;
  }

  private boolean isTooFew(List<Heard> used) {
    return used.size() < terms.minimumSources();
  }

  private boolean isDegraded(List<Heard> used) {
    return isTooFew(used) || any(used, this::isUnsure);
  }

  private static Set<String> names(List<Heard> sources) {
    Set<String> names = new HashSet<>();
    sources.forEach(source -> names.add(source.terms.source()));
    return names;
  }

  private Judgement judgement(JudgeState after, List<Heard> used) {
    return new Judgement(
        time,
        after.accepted(),
        after.certainty(),
        newest(used),
        reasons(after.validity(), used),
        all.stream().map(Judge::verdict).toList());
  }

  private static Published newest(List<Heard> used) {
    Published newest = null;
    for (Heard source : used) {
      Published published = new Published(source.state.publishTime(), source.state.sequence());
      newest = newest == null || published.compareTo(newest) > 0 ? published : newest;
    }
    return newest;
  }

  private Certainty certainty(
      Validity validity, BigDecimal accepted, boolean provisional, List<Heard> used) {
    return new Certainty(
        validity,
        provisional,
        used.isEmpty() ? null : range(accepted, used),
        any(heard(), source -> terms.isAtOrBelowMinimum(source.value())),
        any(heard(), source -> terms.isAtOrAboveMaximum(source.value())));
  }

  /** From the lowest to the highest that the used may mean. */
  private Interval range(BigDecimal accepted, List<Heard> used) {
    Interval range = new Interval(accepted, accepted);
    for (Heard source : used) {
      BigDecimal confidence = source.state.confidence();
      BigDecimal half = confidence == null ? BigDecimal.ZERO : confidence;
      range =
          range.including(new Interval(source.value().subtract(half), source.value().add(half)));
    }
    if (!isTooFew(used)) {
      return range;
    }
    BigDecimal jump = BasisPoints.share(accepted, terms.maximumJumpBps());
    return range.including(new Interval(accepted.subtract(jump), accepted.add(jump)));
  }

  private Set<Doubt> reasons(Validity validity, List<Heard> used) {
    Set<Doubt> reasons = EnumSet.noneOf(Doubt.class);
    switch (validity) {
      case VALID -> {}
      case HALTED -> all.forEach(source -> reasons.add(source.doubt));
      case DEGRADED -> addReasonsOfUsed(reasons, used);
      case RECOVERING -> {
        addReasonsOfUsed(reasons, used);
        reasons.add(Doubt.GRACE);
      }
    }
    return Collections.unmodifiableSet(reasons);
  }

  private void addReasonsOfUsed(Set<Doubt> reasons, List<Heard> used) {
    if (isTooFew(used)) {
      reasons.add(Doubt.TOO_FEW_SOURCES);
    }
    if (any(used, this::isUnsure)) {
      reasons.add(Doubt.CONFIDENCE);
    }
  }

  private static SourceVerdict verdict(Heard source) {
    return new SourceVerdict(
        source.terms.source(),
        source.state == null ? null : source.state.value(),
        source.state == null ? null : source.state.publishTime(),
        source.doubt == null,
        source.doubt);
  }
}
