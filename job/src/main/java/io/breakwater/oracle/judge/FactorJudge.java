package io.breakwater.oracle.judge;

import io.breakwater.oracle.Certainty;
import io.breakwater.oracle.JudgingTerms;
import io.breakwater.oracle.OraclePrice;
import io.breakwater.oracle.RiskFactorParameters;
import io.breakwater.oracle.SourceTerms;
import io.breakwater.oracle.Spread;
import io.breakwater.oracle.Validity;
import io.breakwater.value.Limits;
import io.breakwater.value.Origin;
import io.breakwater.value.PriceScale;
import io.breakwater.value.Refusal;
import io.breakwater.value.RefusedException;
import io.breakwater.value.Scheduling;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The judge of one factor through time: takes values of its sources, its parameters and time
 * itself, in their order, and says what of it others must hear.
 *
 * <p>A factor without terms is not judged: its values are put in the order of each source, and
 * passed on. Terms that come later judge from the sources' last values on, and where the sources
 * that they name have said nothing, what was accepted is HALTED; what was accepted unjudged is
 * nothing that a jump is measured from. Of parameters the largest version counts, and what whoever
 * keeps the order of the market would refuse is not used here either. Not thread-safe.
 */
public final class FactorJudge {
  /** No time: nothing changes by time alone. */
  public static final long NEVER = Long.MAX_VALUE;

  /** What becomes of what comes. */
  public interface Output {
    /** A value of a factor that is not judged. */
    void unjudged(OraclePrice price);

    /** A judgement that others must hear of. */
    void judged(Verdict verdict);

    /** A value that is not used. */
    void refused(OraclePrice price, RefusedException why);

    /** A value that equals the last of its source in time and sequence. */
    void duplicate();

    /** A value that comes before the last of its source. */
    void older();

    /**
     * A judgement was told: which sources a guard holds back although they agree with each other.
     *
     * @param agreeing two or more; none where no guard does
     */
    default void heldBack(String factor, Judgement judgement, List<SourceVerdict> agreeing) {}
  }

  /** The most sources of an unjudged factor of which the order is kept. */
  public static final int MOST_SOURCES = Limits.SOURCES;

  /** A clock goes back by more only when it is set right. */
  private static final long LARGEST_STEP_BACK_MICROS = 5_000_000;

  private final String factor;
  private final Output output;
  private FactorState state;

  /**
   * @param state as another has left it
   */
  public FactorJudge(String factor, FactorState state, Output output) {
    this.factor = factor;
    this.state = state;
    this.output = output;
  }

  public FactorState state() {
    return state;
  }

  /** The terms in force; null where it is not judged. */
  private JudgingTerms terms() {
    return state.current() == null ? null : state.current().inForce().judging();
  }

  /** By the last judgement; null before the first, and where it is not judged. */
  public Validity validity() {
    return terms() == null ? null : state.judge().validity();
  }

  private boolean isDerived() {
    return state.current() != null && state.current().product() != null;
  }

  /** When the next scheduled terms come into force; {@link #NEVER} where none are. */
  public long nextTerms() {
    Long next = state.current() == null ? null : state.current().nextEffectiveTime();
    return next == null ? NEVER : next;
  }

  /** When a source falls silent, or a grace ends; {@link #NEVER} where neither will. */
  public long nextSilence() {
    return terms() == null || !canBeJudged()
        ? NEVER
        : Judge.nextTime(terms(), state.judge(), state.judgedAt());
  }

  /** A value of a source has come. */
  public void price(OraclePrice price, long time) {
    int order = state.judge().order(price.source(), price.publishTime(), price.sequence());
    if (order == 0) {
      output.duplicate();
    } else if (order < 0) {
      output.older();
    } else if (isDerived()) {
      output.unjudged(price);
    } else {
      try {
        accept(price, time);
      } catch (RefusedException e) {
        output.refused(price, e);
      }
    }
  }

  private void accept(OraclePrice price, long time) {
    Integer scale = state.judge().scale();
    int counted = scale == null ? PriceScale.setBy(price.value()) : scale;
    if (state.current() != null) {
      requireKind(price);
    }
    if (terms() == null) {
      requireRoom(price.source());
      output.unjudged(price);
      if (canTell(price.value(), counted)) {
        BigDecimal rounded = price.value().setScale(counted, RoundingMode.HALF_EVEN);
        state = state.with(heard(price).accepted(rounded, counted), time);
      }
      return;
    }
    requireSource(price);
    PriceScale.units(price.value(), counted, factor);
    state = state.with(heard(price), state.judgedAt());
    judge(time, JudgedBy.VALUE, price);
  }

  private JudgeState heard(OraclePrice price) {
    return state
        .judge()
        .heard(
            price.source(),
            price.value(),
            price.confidence(),
            price.publishTime(),
            price.sequence());
  }

  private void requireRoom(String source) {
    Set<String> known = state.judge().sources().keySet();
    if (known.size() >= MOST_SOURCES && !known.contains(source)) {
      throw new RefusedException(
          Refusal.TOO_LARGE,
          "factor %s has values of %d sources already: name those that count in its parameters."
              .formatted(factor, known.size()));
    }
  }

  private void requireSource(OraclePrice price) {
    if (!terms().names(price.source())) {
      throw new RefusedException(
          Refusal.UNKNOWN_SOURCE,
          "factor %s is judged by %s, and the value is of the source '%s': let its parameters name that, or send it by another name."
              .formatted(factor, terms().sourceNames(), price.source()));
    }
  }

  private void requireKind(OraclePrice price) {
    if (price.kind() != null && price.kind() != state.current().kind()) {
      throw new RefusedException(
          Refusal.CONTRADICTION,
          "factor %s is a %s by its parameters, and the source says a %s: correct one of them."
              .formatted(factor, state.current().kind(), price.kind()));
    }
  }

  /** Parameters of the factor have come. */
  public void parameters(RiskFactorParameters record, long time) {
    RiskFactorParameters current = Scheduling.at(record, time);
    if (isNews(record) && isPossible(record) && canBeTold(current.inForce().scale())) {
      bringIntoForce(state.with(record, current), current.inForce().scale(), time);
    }
  }

  private boolean isNews(RiskFactorParameters record) {
    RiskFactorParameters last = state.record();
    return last == null
        || record.version() > last.version()
        || record.version() == last.version() && !record.hasTermsOf(last);
  }

  /** What it is, and what it derives from, is fixed once it is used. */
  private boolean isPossible(RiskFactorParameters record) {
    RiskFactorParameters last = state.record();
    boolean isUsed = last != null || state.judge().accepted() != null;
    boolean isDerivedLikewise = !isUsed || Objects.equals(record.product(), product(last));
    return isDerivedLikewise && (last == null || last.kind() == record.kind());
  }

  private static Object product(RiskFactorParameters record) {
    return record == null ? null : record.product();
  }

  /** Parameters of the instrument that has the factor's id, and is priced by it, have come. */
  public void instrument(long version, int priceScale, long time) {
    if (version >= state.instrumentVersion()
        && !contradictsFactor(priceScale)
        && canBeTold(priceScale)) {
      bringIntoForce(state.withInstrument(version, priceScale), priceScale, time);
    }
  }

  /** Whether the factor's own terms state another scale. */
  private boolean contradictsFactor(int priceScale) {
    return priceScale != PriceScale.UNSTATED
        && state.current() != null
        && state.current().inForce().statesScale()
        && state.current().inForce().scale() != priceScale;
  }

  /** The time of {@link #nextTerms} has come. */
  public void termsAreDue() {
    long time = nextTerms();
    RiskFactorParameters current = Scheduling.at(state.current(), time);
    if (canBeTold(current.inForce().scale())) {
      bringIntoForce(state.with(state.record(), current), current.inForce().scale(), time);
    } else {
      RiskFactorParameters skipped =
          state.current().afterNext().withTerms(state.current().inForce());
      state = state.with(state.record(), skipped);
    }
  }

  /** The time of {@link #nextSilence} has come, and all values of that time. */
  public void silenceIsDue() {
    judge(nextSilence(), JudgedBy.TIME, null);
  }

  /**
   * @param stated the scale that is stated now, or {@link PriceScale#UNSTATED}
   */
  private void bringIntoForce(FactorState changed, int stated, long time) {
    boolean wasJudged = terms() != null;
    JudgingTerms before = terms();
    Integer scaleBefore = state.judge().scale();
    state = changed;
    Integer scale = scaleOnceStated(stated);
    if (!Objects.equals(scale, scaleBefore)) {
      state = state.with(state.judge().restated(scale), state.judgedAt());
    }
    if (terms() != null) {
      boolean isOther =
          !terms().equals(before) || !Objects.equals(scaleBefore, state.judge().scale());
      if (isOther && canBeJudged()) {
        judge(Math.max(time, state.judgedAt()), JudgedBy.PARAMETERS, null);
      }
    } else if (wasJudged) {
      endJudging(time);
    }
  }

  /**
   * A value that was accepted keeps its scale until another is stated; before the first the last
   * records say it, of the factor before that of its instrument, or null where none does.
   */
  private Integer scaleOnceStated(int stated) {
    if (state.judge().accepted() != null) {
      return stated == PriceScale.UNSTATED ? state.judge().scale() : Integer.valueOf(stated);
    }
    int first = scaleOfFirst();
    return first == PriceScale.UNSTATED ? null : Integer.valueOf(first);
  }

  private void endJudging(long time) {
    JudgeState judged = state.judge();
    state = state.with(judged.unjudged(), time);
    if (judged.accepted() != null && !judged.certainty().isValid()) {
      output.judged(
          new Verdict(
              factor,
              time,
              JudgedBy.PARAMETERS,
              judged.accepted(),
              Certainty.VALID,
              false,
              null,
              null,
              judged.validity(),
              "",
              0,
              state.number() + 1,
              state.record().version(),
              Origin.NONE,
              Spread.UNJUDGED));
      state = state.said(0);
    }
  }

  /** Not before the first value: of a source that counts, or of any that was accepted before. */
  private boolean canBeJudged() {
    if (state.judge().accepted() != null) {
      return true;
    }
    Map<String, SourceState> heard = state.judge().sources();
    for (SourceTerms source : terms().sources()) {
      if (heard.containsKey(source.source())) {
        return true;
      }
    }
    return false;
  }

  private int scaleOfFirst() {
    RiskFactorParameters current = state.current();
    return current != null && current.inForce().statesScale()
        ? current.inForce().scale()
        : state.instrumentScale();
  }

  /** Whether a scale can tell the accepted value. */
  private boolean canBeTold(int scale) {
    BigDecimal accepted = state.judge().accepted();
    return scale == PriceScale.UNSTATED
        || accepted == null
        || isDerived()
        || canTell(accepted, scale);
  }

  /** Whether a scale can tell a value; who keeps the order of the market says so where not. */
  private boolean canTell(BigDecimal value, int scale) {
    try {
      PriceScale.units(value, scale, factor);
      return true;
    } catch (RefusedException e) {
      return false;
    }
  }

  /** A clock that was ahead and has been set right must not hold judgements back until then. */
  private void forgetFuture(long now) {
    if (state.judgedAt() - now > LARGEST_STEP_BACK_MICROS && state.judgedAt() > 0) {
      state = state.with(state.judge().possible(now), now);
    }
  }

  private void judge(long at, JudgedBy by, OraclePrice price) {
    forgetFuture(at);
    long time = Math.max(at, state.judgedAt());
    boolean isAtOnce = time == state.judgedAt() && by == JudgedBy.VALUE;
    JudgeState before = state.judge();
    Judge.Result result = Judge.judge(terms(), before, time, by == JudgedBy.TIME);
    JudgeState after = result.state();
    Judgement judgement = result.judgement();
    state = state.with(after, time);
    boolean isTold = before.validity() != after.validity() || !before.used().equals(after.used());
    boolean isMade = before.used().isEmpty() && !after.used().isEmpty();
    boolean isOther = !Objects.equals(before.accepted(), after.accepted());
    boolean accepted = isMade || isOther || price != null && after.used().contains(price.source());
    if (accepted || isTold || !after.certainty().equals(before.certainty())) {
      long sequence = price == null ? 0 : price.sequence();
      state = state.said(isAtOnce ? Math.max(sequence, state.sequence()) : sequence);
      output.judged(
          new Verdict(
              factor,
              time,
              by,
              after.accepted(),
              after.certainty(),
              accepted,
              judgement.newest(),
              isTold ? judgement : null,
              before.validity(),
              price == null ? "" : price.source(),
              state.sequence(),
              state.number(),
              state.record().version(),
              price == null ? Origin.NONE : price.origin().withoutBytes(),
              judgement.sources().size() == 1 ? null : judgement.spread()));
      if (isTold) {
        output.heldBack(factor, judgement, AgreeingOutside.in(judgement, terms()));
      }
    }
  }
}
