package io.breakwater.oracle;

import io.breakwater.value.Decimals;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * From a lowest to a highest value, ends included.
 *
 * @param low 0 or more
 * @param high null without end
 */
public record Interval(BigDecimal low, BigDecimal high) {
  public Interval {
    low = Decimals.canonical(low);
    high = high == null ? null : Decimals.canonical(high);
  }

  /** At least as wide as another. */
  public Interval including(Interval other) {
    return new Interval(
        low.min(other.low), high == null || other.high == null ? null : high.max(other.high));
  }

  /** The products of what lies in this and in another, both of values above 0. */
  public Interval times(Interval other) {
    return new Interval(
        low.multiply(other.low),
        high == null || other.high == null ? null : high.multiply(other.high));
  }

  /** With ends of so many decimals, as wide or wider; never below 0. */
  public Interval outwards(int scale) {
    return new Interval(
        low.max(BigDecimal.ZERO).setScale(scale, RoundingMode.FLOOR),
        high == null ? null : high.setScale(scale, RoundingMode.CEILING));
  }

  /** A quotient rounded down. */
  static BigDecimal quotient(BigDecimal value, BigDecimal divisor, int scale) {
    return value.divide(divisor, scale, RoundingMode.FLOOR);
  }
}
