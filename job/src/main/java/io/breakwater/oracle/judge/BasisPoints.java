package io.breakwater.oracle.judge;

import java.math.BigDecimal;

/** Distances as shares of a value, in basis points, compared exactly. */
final class BasisPoints {
  private static final int PLACES = 4;

  private BasisPoints() {}

  /** Whether two values are further apart than so many basis points of the second. */
  static boolean isFurther(BigDecimal value, BigDecimal of, int bps) {
    return isMore(value.subtract(of).abs(), of, bps);
  }

  /** Whether an amount is more than so many basis points of a value. */
  static boolean isMore(BigDecimal amount, BigDecimal of, int bps) {
    return amount.compareTo(share(of, bps)) > 0;
  }

  /** So many basis points of a value. */
  static BigDecimal share(BigDecimal of, int bps) {
    return of.multiply(BigDecimal.valueOf(bps)).movePointLeft(PLACES);
  }
}
