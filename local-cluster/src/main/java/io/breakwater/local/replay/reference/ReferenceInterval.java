package io.breakwater.local.replay.reference;

import io.breakwater.margin.terms.PolicyTerms;
import io.breakwater.oracle.Certainty;
import io.breakwater.oracle.Interval;
import io.breakwater.oracle.Validity;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Where the true value of a factor is taken to lie, by the table of validities. */
final class ReferenceInterval {
  private ReferenceInterval() {}

  /**
   * Rounded outwards to the decimals of the value.
   *
   * @param value the accepted one, in the factor's scale
   * @param lateLevels for levels before the policy's {@code recoveringLevel}
   */
  static Interval of(
      Certainty certainty, BigDecimal value, PolicyTerms policy, boolean lateLevels) {
    if (certainty.validity() == Validity.VALID) {
      return new Interval(value, value);
    }
    int scale = value.scale();
    boolean isAsHalted =
        certainty.validity() == Validity.HALTED
            || certainty.validity() == Validity.RECOVERING
                && (certainty.provisional() || lateLevels);
    if (!isAsHalted) {
      return new Interval(
          certainty.range().low().max(BigDecimal.ZERO).setScale(scale, RoundingMode.FLOOR),
          certainty.range().high().setScale(scale, RoundingMode.CEILING));
    }
    BigDecimal k = policy.haltedFactor();
    return new Interval(
        certainty.mayBeBelow() ? BigDecimal.ZERO : value.divide(k, scale, RoundingMode.FLOOR),
        certainty.mayBeAbove() ? null : value.multiply(k).setScale(scale, RoundingMode.CEILING));
  }
}
