package io.breakwater.kafka;

import io.breakwater.value.Decimals;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Brings the numbers of one aggregate into decimal(38, 18), and knows whether one did not fit. */
final class AggregateFigures {
  private boolean anyTooLarge;

  /** Rounded half-even to 18 decimals; null for null, and where the magnitude is 1e20 or more. */
  BigDecimal of(BigDecimal value) {
    if (value == null) {
      return null;
    }
    BigDecimal rounded =
        value.scale() > Decimals.SCALE
            ? value.setScale(Decimals.SCALE, RoundingMode.HALF_EVEN)
            : value;
    if (rounded.abs().compareTo(Decimals.MAX) > 0) {
      anyTooLarge = true;
      return null;
    }
    return rounded;
  }

  /** Whether a number became null because it did not fit. */
  boolean anyTooLarge() {
    return anyTooLarge;
  }
}
