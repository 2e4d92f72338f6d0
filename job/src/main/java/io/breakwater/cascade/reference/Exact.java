package io.breakwater.cascade.reference;

import io.breakwater.cascade.record.Figures;
import io.breakwater.value.Decimals;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/** Decimals to more digits than anything here can lose, and the roundings of contributions. */
final class Exact {
  /** What quotients, roots and powers are taken to. */
  static final MathContext DIGITS = new MathContext(60, RoundingMode.HALF_EVEN);

  static final BigDecimal TWO = BigDecimal.valueOf(2);

  /** Basis points of a whole. */
  static final BigDecimal WHOLE_BPS = BigDecimal.valueOf(10_000);

  /** The largest magnitude, in units of the last decimal, that sums can take. */
  private static final BigInteger LARGEST = BigInteger.ONE.shiftLeft(127).subtract(BigInteger.ONE);

  /** Beyond which e^−x is nothing to 60 digits of what it is added to. */
  private static final BigDecimal VANISHED = BigDecimal.valueOf(400);

  private Exact() {}

  static BigDecimal money(BigDecimal value) {
    return rounded(value, Figures.MONEY);
  }

  static BigDecimal size(BigDecimal value) {
    return rounded(value, Figures.SIZE);
  }

  static BigDecimal ratio(BigDecimal value) {
    return rounded(value, Figures.RATIO);
  }

  /** A quotient as a ratio; null where it divides by nothing. */
  static BigDecimal ratio(BigDecimal over, BigDecimal under) {
    return under.signum() == 0 ? null : ratio(quotient(over, under));
  }

  static BigDecimal quotient(BigDecimal over, BigDecimal under) {
    return over.divide(under, DIGITS);
  }

  static BigDecimal rounded(BigDecimal value, int decimals) {
    return Decimals.canonical(value.setScale(decimals, RoundingMode.HALF_EVEN));
  }

  /** Whether a rounded contribution can be added. */
  static boolean fitsMoney(BigDecimal money) {
    return money.setScale(Figures.MONEY).unscaledValue().abs().compareTo(LARGEST) <= 0;
  }

  /** Basis points as a share. */
  static BigDecimal share(int bps) {
    return BigDecimal.valueOf(bps, 4);
  }

  /** e^−x, x 0 or more: (e^−(x / 2^n))^(2^n), the inner one by its series. */
  static BigDecimal expOfMinus(BigDecimal x) {
    if (x.compareTo(VANISHED) > 0) {
      return BigDecimal.ZERO;
    }
    BigDecimal small = x.negate();
    int halvings = 0;
    while (small.abs().compareTo(new BigDecimal("0.01")) > 0) {
      small = small.divide(TWO, DIGITS);
      halvings++;
    }
    BigDecimal power = series(small);
    for (int i = 0; i < halvings; i++) {
      power = power.multiply(power, DIGITS);
    }
    return power;
  }

  /** 1 + x + x² / 2! + …, |x| at most 0.01. */
  private static BigDecimal series(BigDecimal x) {
    BigDecimal sum = BigDecimal.ONE;
    BigDecimal term = BigDecimal.ONE;
    for (int n = 1; n < 40 && term.signum() != 0; n++) {
      term = term.multiply(x, DIGITS).divide(BigDecimal.valueOf(n), DIGITS);
      sum = sum.add(term, DIGITS);
    }
    return sum;
  }
}
