package io.breakwater.oracle.judge;

import io.breakwater.oracle.Certainty;
import io.breakwater.oracle.JudgingTerms;
import io.breakwater.oracle.SourceTerms;
import io.breakwater.oracle.Validity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The judgement of a factor whose only source goes on as it was: the factor is VALID and no grace
 * is left, the source is fresh, inside of the bounds, sure, and has not jumped. Nothing is doubted
 * then, and {@link Judge} would say the same after its passes.
 */
final class SteadySource {
  private final JudgingTerms terms;
  private final SourceTerms source;
  private final JudgeState before;
  private final SourceState heard;
  private final long time;

  private SteadySource(
      JudgingTerms terms, SourceTerms source, JudgeState before, SourceState heard, long time) {
    this.terms = terms;
    this.source = source;
    this.before = before;
    this.heard = heard;
    this.time = time;
  }

  /** Null where it is not so. */
  static Judge.Result judge(JudgingTerms terms, JudgeState before, long time) {
    if (terms.sources().size() != 1 || before.validity() != Validity.VALID) {
      return null;
    }
    SourceTerms source = terms.sources().get(0);
    SourceState heard = before.sources().get(source.source());
    if (heard == null) {
      return null;
    }
    SteadySource steady = new SteadySource(terms, source, before, heard, time);
    return steady.isSteady() ? steady.result() : null;
  }

  private boolean isSteady() {
    BigDecimal value = heard.value();
    return heard.publishTime() >= time - source.maximumAgeMicros()
        && time >= before.graceUntil(terms)
        && terms.isInside(value)
        && !BasisPoints.isFurther(value, before.confirmed(), terms.maximumJumpBps())
        && !heard.isUnsure(terms);
  }

  private Judge.Result result() {
    BigDecimal accepted = heard.value().setScale(before.scale(), RoundingMode.HALF_EVEN);
    JudgeState after =
        new JudgeState(
            sources(),
            before.scale(),
            accepted,
            false,
            accepted,
            false,
            Certainty.VALID,
            false,
            before.backSince(),
            before.silencedAt(),
            Set.of(source.source()));
    return new Judge.Result(after, judgement(accepted));
  }

  private Map<String, SourceState> sources() {
    return heard.firstJump() == null
        ? before.sources()
        : before.with(source.source(), heard.jumpedSince(null)).sources();
  }

  private Judgement judgement(BigDecimal accepted) {
    return new Judgement(
        time,
        accepted,
        Certainty.VALID,
        new Published(heard.publishTime(), heard.sequence()),
        Set.of(),
        List.of(
            new SourceVerdict(source.source(), heard.value(), heard.publishTime(), true, null)));
  }
}
