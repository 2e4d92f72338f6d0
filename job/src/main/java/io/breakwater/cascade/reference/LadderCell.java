package io.breakwater.cascade.reference;

import io.breakwater.cascade.record.Figures;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * A range of prices of the ladder, by where a price lies: on a grid of 0.1 % in logarithms, ten
 * cells together away from the mark, and one open cell at each end.
 *
 * @param from lower edge, inclusive; null for the open cell below
 * @param to upper edge; null for the open cell above
 */
record LadderCell(BigDecimal from, BigDecimal to) {
  private static final BigDecimal STEP = new BigDecimal("1.001");
  private static final BigDecimal NEAR_BELOW = new BigDecimal("0.9");
  private static final BigDecimal NEAR_ABOVE = new BigDecimal("1.1");
  private static final BigDecimal THREE = BigDecimal.valueOf(3);
  private static final MathContext GUESS = MathContext.DECIMAL64;
  private static final int COARSE = 10;

  static LadderCell of(BigDecimal price, BigDecimal mark) {
    if (price.multiply(THREE).compareTo(mark) < 0) {
      return new LadderCell(null, Figures.price(Exact.quotient(mark, THREE)));
    }
    if (price.compareTo(mark.multiply(THREE)) >= 0) {
      return new LadderCell(Figures.price(mark.multiply(THREE)), null);
    }
    int fine = number(price);
    int coarse = Math.floorDiv(fine, COARSE) * COARSE;
    boolean isNear =
        edge(coarse).compareTo(mark.multiply(NEAR_ABOVE)) <= 0
            && edge(coarse + COARSE).compareTo(mark.multiply(NEAR_BELOW)) > 0;
    return isNear ? between(fine, fine + 1) : between(coarse, coarse + COARSE);
  }

  private static LadderCell between(int from, int to) {
    return new LadderCell(Figures.price(edge(from)), Figures.price(edge(to)));
  }

  /** ⌊ln p / ln 1.001⌋, exact. */
  private static int number(BigDecimal price) {
    double guess = Math.log(price.round(GUESS).doubleValue()) / Math.log1p(0.001);
    int number = (int) Math.floor(guess);
    while (edge(number).compareTo(price) > 0) {
      number--;
    }
    while (edge(number + 1).compareTo(price) <= 0) {
      number++;
    }
    return number;
  }

  private static BigDecimal edge(int number) {
    BigDecimal power = STEP.pow(Math.abs(number), Exact.DIGITS);
    return number < 0 ? Exact.quotient(BigDecimal.ONE, power) : power;
  }
}
