package io.breakwater.oracle.judge;

import io.breakwater.oracle.RiskFactorParameters;
import io.breakwater.value.PriceScale;

/**
 * What the judge of one factor keeps.
 *
 * @param record the last record of the factor that was used; null before the first
 * @param current the same with the terms in force, and what is still scheduled
 * @param instrumentVersion of the last record of the instrument with the factor's id; {@link
 *     #NO_VERSION} before the first
 * @param instrumentScale scale of prices that it states, or {@link PriceScale#UNSTATED}
 * @param judge what was heard, accepted and judged
 * @param judgedAt when, microseconds since the epoch; the smallest number before the first time
 */
public record FactorState(
    RiskFactorParameters record,
    RiskFactorParameters current,
    long instrumentVersion,
    int instrumentScale,
    JudgeState judge,
    long judgedAt) {
  public static final long NO_VERSION = -1;

  /** Nothing is known. */
  public static final FactorState EMPTY =
      new FactorState(
          null, null, NO_VERSION, PriceScale.UNSTATED, JudgeState.EMPTY, JudgeState.NEVER);

  /**
   * Without what is of times that nothing can have.
   *
   * @param latest the latest time that there can be, microseconds since the epoch
   */
  public FactorState possible(long latest) {
    JudgeState healed = judge.possible(latest);
    return healed.equals(judge) && judgedAt <= latest
        ? this
        : with(healed, judgedAt <= latest ? judgedAt : JudgeState.NEVER);
  }

  FactorState with(JudgeState changed, long time) {
    return new FactorState(record, current, instrumentVersion, instrumentScale, changed, time);
  }

  FactorState with(RiskFactorParameters newRecord, RiskFactorParameters inForce) {
    return new FactorState(newRecord, inForce, instrumentVersion, instrumentScale, judge, judgedAt);
  }

  FactorState withInstrument(long version, int scale) {
    return new FactorState(record, current, version, scale, judge, judgedAt);
  }
}
