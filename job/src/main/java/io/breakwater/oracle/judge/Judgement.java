package io.breakwater.oracle.judge;

import io.breakwater.oracle.Validity;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/**
 * What is said of a factor at one time.
 *
 * @param time on the job's clock, microseconds since the epoch
 * @param validity how far the value can be relied upon
 * @param value accepted, rounded to the factor's scale; null before the first
 * @param provisional whether it was taken unconfirmed after a silence
 * @param range of what is used, with what its sources say of their confidence, and at least the
 *     maximum jump where too few are used; null where none is
 * @param mayBeBelow whether the true value may lie as low as can be: a source stands at or below
 *     the lower bound, fresh or not
 * @param mayBeAbove whether the true value may lie as high as can be: a source stands at or above
 *     the upper bound
 * @param reasons in the order of {@link Doubt}
 * @param sources in the order of the terms
 */
public record Judgement(
    long time,
    Validity validity,
    BigDecimal value,
    boolean provisional,
    Interval range,
    boolean mayBeBelow,
    boolean mayBeAbove,
    Set<Doubt> reasons,
    List<SourceVerdict> sources) {

  /**
   * Where the true value is taken to lie.
   *
   * @param haltedFactor k above 1: a halted value may lie from value / k to value · k
   * @param scale decimals of the ends, which are rounded outwards
   * @return null before the first value
   */
  public Interval interval(BigDecimal haltedFactor, int scale) {
    if (value == null) {
      return null;
    }
    if (validity == Validity.VALID) {
      return new Interval(value, value);
    }
    boolean isRange = validity != Validity.HALTED && !provisional;
    return isRange ? range.outwards(scale) : halted(haltedFactor, scale);
  }

  /** As {@link #interval} of a value that is halted, or for levels that recover late. */
  public Interval halted(BigDecimal haltedFactor, int scale) {
    return new Interval(
            mayBeBelow ? BigDecimal.ZERO : Interval.quotient(value, haltedFactor, scale),
            mayBeAbove ? null : value.multiply(haltedFactor))
        .outwards(scale);
  }
}
