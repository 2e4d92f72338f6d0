package io.breakwater.cascade.record;

import io.breakwater.value.Decimals;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** The precision of the numbers in aggregates: half-even, in canonical form. */
public final class Figures {
  /** Decimals of money. */
  public static final int MONEY = 6;

  /** Decimals of sizes. */
  public static final int SIZE = 8;

  /** Decimals of ratios. */
  public static final int RATIO = 6;

  private static final MathContext PRICE = new MathContext(12, RoundingMode.HALF_EVEN);

  private Figures() {}

  /** Money, 6 decimals. */
  public static BigDecimal money(double value) {
    return rounded(value, MONEY);
  }

  /** A size, 8 decimals. */
  public static BigDecimal size(double value) {
    return rounded(value, SIZE);
  }

  /** A ratio, 6 decimals; null where it is not a finite number. */
  public static BigDecimal ratio(double value) {
    return Double.isFinite(value) ? rounded(value, RATIO) : null;
  }

  /** A price, 12 significant digits. */
  public static BigDecimal price(double value) {
    return Decimals.canonical(BigDecimal.valueOf(value).round(PRICE));
  }

  /** A price, 12 significant digits. */
  public static BigDecimal price(BigDecimal value) {
    return Decimals.canonical(value.round(PRICE));
  }

  private static BigDecimal rounded(double value, int decimals) {
    return Decimals.canonical(BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN));
  }
}
