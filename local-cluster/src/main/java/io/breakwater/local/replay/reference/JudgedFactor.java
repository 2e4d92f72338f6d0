package io.breakwater.local.replay.reference;

import io.breakwater.oracle.Certainty;
import io.breakwater.oracle.Doubt;
import io.breakwater.oracle.Interval;
import io.breakwater.oracle.JudgingTerms;
import io.breakwater.oracle.OraclePrice;
import io.breakwater.oracle.SourceTerms;
import io.breakwater.oracle.Validity;
import io.breakwater.oracle.judge.JudgedBy;
import io.breakwater.oracle.judge.Judgement;
import io.breakwater.oracle.judge.Published;
import io.breakwater.oracle.judge.SourceVerdict;
import io.breakwater.oracle.judge.Verdict;
import io.breakwater.oracle.reference.ReferenceJudge;
import io.breakwater.value.Origin;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One observed factor through time, judged by {@link ReferenceJudge}: what its sources say, its
 * terms, and when time alone calls for a judgement.
 */
final class JudgedFactor {
  /** At no time. */
  static final long NEVER = Long.MAX_VALUE;

  private final String factor;
  private final ReferenceJudge judge = new ReferenceJudge();
  private final Map<String, OraclePrice> last = new HashMap<>();
  private JudgingTerms terms;
  private int scale;
  private BigDecimal accepted;
  private ReferenceJudge.Outcome outcome;
  private Certainty certainty;
  private Set<String> used = Set.of();
  private boolean haltWasSilent;
  private long backSince = NEVER;
  private long silencedAt = NEVER;

  /**
   * @param scale decimals of its values; negative where none is stated and no value has set one
   */
  JudgedFactor(String factor, int scale) {
    this.factor = factor;
    this.scale = scale;
    if (scale >= 0) {
      judge.countIn(scale);
    }
  }

  boolean isJudged() {
    return terms != null;
  }

  boolean names(String source) {
    return terms.names(source);
  }

  /** Whether a value of a source comes after all that the source has said before. */
  boolean isNews(OraclePrice price) {
    OraclePrice before = last.get(price.source());
    return before == null
        || price.publishTime() > before.publishTime()
        || price.publishTime() == before.publishTime() && price.sequence() > before.sequence();
  }

  /** A source has said something that is not refused. */
  void heard(OraclePrice price) {
    last.put(price.source(), price);
    judge.heard(price.source(), price.value(), price.confidence(), price.publishTime());
  }

  /** A value was accepted, while it is not judged. */
  void acceptedUnjudged(BigDecimal value) {
    accepted = value;
    judge.accepted(value);
  }

  /** Its values are counted with so many decimals; whether that is another number than before. */
  boolean countIn(int decimals) {
    if (decimals == scale || decimals < 0) {
      return false;
    }
    scale = decimals;
    judge.countIn(decimals);
    accepted = accepted == null ? null : accepted.setScale(decimals, RoundingMode.HALF_EVEN);
    return true;
  }

  /**
   * Terms are in force.
   *
   * @param inForce null where it is not judged
   * @param counted whether its values are counted anew
   * @return what others must hear of
   */
  Optional<Verdict> bringIntoForce(JudgingTerms inForce, boolean counted, long time) {
    boolean isOther = counted || !Objects.equals(inForce, terms);
    boolean wasJudged = isJudged();
    terms = inForce;
    if (isJudged()) {
      return isOther && canBeJudged() ? judge(time, JudgedBy.PARAMETERS, null) : Optional.empty();
    }
    return wasJudged ? endJudging(time) : Optional.empty();
  }

  /** What others must hear of where its values are counted anew under the same terms. */
  Optional<Verdict> countedAnew(boolean counted, long time) {
    return bringIntoForce(terms, counted, time);
  }

  /** Not before the first value of a source that counts, or of whatever was accepted. */
  private boolean canBeJudged() {
    return accepted != null || last.keySet().stream().anyMatch(terms::names);
  }

  private Optional<Verdict> endJudging(long time) {
    boolean wasCertain = certainty == null || certainty.isValid();
    judge.accepted(accepted);
    outcome = null;
    certainty = null;
    used = Set.of();
    haltWasSilent = false;
    backSince = NEVER;
    silencedAt = NEVER;
    return wasCertain || accepted == null
        ? Optional.empty()
        : Optional.of(verdict(time, JudgedBy.PARAMETERS, Certainty.VALID, false, null, null, null));
  }

  /** A source has said something that is heard. */
  Optional<Verdict> judgeValue(OraclePrice price) {
    return judge(price.publishTime(), JudgedBy.VALUE, price);
  }

  /** When time alone calls for a judgement: a source falls silent, or a grace ends. */
  long nextTime() {
    if (!isJudged() || outcome == null) {
      return NEVER;
    }
    long judged = outcome.time();
    long next = NEVER;
    for (SourceTerms source : terms.sources()) {
      OraclePrice heard = last.get(source.source());
      if (heard != null) {
        long ofAge = heard.publishTime() + source.maximumAgeMicros();
        boolean comes = ofAge > judged || ofAge == judged && silencedAt != judged;
        next = comes ? Math.min(next, ofAge) : next;
      }
    }
    long graceEnd = backSince == NEVER ? NEVER : backSince + terms.recoveryGraceMicros();
    return graceEnd > judged ? Math.min(next, graceEnd) : next;
  }

  /** {@link #nextTime} has come, and all values of that time. */
  Optional<Verdict> timeIsUp() {
    silencedAt = nextTime();
    return judge(silencedAt, JudgedBy.TIME, null);
  }

  private Optional<Verdict> judge(long time, JudgedBy by, OraclePrice price) {
    Validity previous = outcome == null ? null : outcome.validity();
    Set<String> usedBefore = used;
    BigDecimal acceptedBefore = accepted;
    Certainty certaintyBefore = certainty;
    outcome = judge.judge(terms, time, by == JudgedBy.TIME);
    noteHalt(previous);
    used = new HashSet<>(terms.sourceNames());
    used.removeAll(outcome.doubts().keySet());
    accepted = outcome.value();
    scale = accepted == null ? scale : accepted.scale();
    certainty = certainty();
    boolean isTold = outcome.validity() != previous || !used.equals(usedBefore);
    boolean isMade = usedBefore.isEmpty() && !used.isEmpty();
    boolean isOfUsed = price != null && used.contains(price.source());
    boolean isAccepted = isMade || isOfUsed || !Objects.equals(accepted, acceptedBefore);
    if (!isTold && !isAccepted && certainty.equals(certaintyBefore)) {
      return Optional.empty();
    }
    Published newest = newest();
    Judgement told = new Judgement(time, accepted, certainty, newest, outcome.reasons(), sources());
    return Optional.of(
        verdict(time, by, certainty, isAccepted, newest, isTold ? told : null, previous));
  }

  private void noteHalt(Validity previous) {
    boolean wasHalted = previous == Validity.HALTED;
    if (outcome.validity() == Validity.HALTED) {
      haltWasSilent = wasHalted && haltWasSilent || !outcome.anyFresh();
    } else if (wasHalted && haltWasSilent) {
      backSince = outcome.time();
    }
  }

  private Certainty certainty() {
    return new Certainty(
        outcome.validity(),
        outcome.provisional(),
        outcome.lowest() == null ? null : new Interval(outcome.lowest(), outcome.highest()),
        outcome.mayBeBelow(),
        outcome.mayBeAbove());
  }

  /** Of the used values the one published last; null where none is. */
  private Published newest() {
    Published newest = null;
    for (String source : used) {
      OraclePrice price = last.get(source);
      Published published = new Published(price.publishTime(), price.sequence());
      newest = newest == null || published.compareTo(newest) > 0 ? published : newest;
    }
    return newest;
  }

  private List<SourceVerdict> sources() {
    return terms.sourceNames().stream().map(this::source).toList();
  }

  private SourceVerdict source(String name) {
    OraclePrice price = last.get(name);
    Doubt doubt = outcome.doubts().get(name);
    return new SourceVerdict(
        name,
        price == null ? null : price.value(),
        price == null ? null : price.publishTime(),
        doubt == null,
        doubt);
  }

  private Verdict verdict(
      long time,
      JudgedBy by,
      Certainty now,
      boolean isAccepted,
      Published newest,
      Judgement told,
      Validity previous) {
    return new Verdict(
        factor,
        time,
        by,
        accepted,
        now,
        isAccepted,
        newest,
        told,
        previous,
        "",
        0,
        0,
        0,
        Origin.NONE,
        null);
  }
}
