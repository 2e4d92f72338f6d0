package io.breakwater.cascade.aggregate;

import io.breakwater.cascade.record.Figures;
import io.breakwater.value.Decimals;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Quotients of exact numbers, rounded once. */
final class Ratios {
  private Ratios() {}

  /** A quotient, 6 decimals; null where it divides by zero. */
  static BigDecimal of(BigDecimal over, BigDecimal under) {
    return under.signum() == 0
        ? null
        : Decimals.canonical(over.divide(under, Figures.RATIO, RoundingMode.HALF_EVEN));
  }
}
