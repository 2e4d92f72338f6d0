package io.breakwater.value;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * An exact quotient. Compared by cross-multiplication, never by dividing.
 *
 * @param numerator any number
 * @param denominator above 0
 */
public record Fraction(BigDecimal numerator, BigDecimal denominator)
    implements Comparable<Fraction> {
  private static final int SIGNIFICANT_DIGITS = 34;

  /** The quotient of two numbers, the second not zero. */
  public static Fraction of(BigDecimal numerator, BigDecimal denominator) {
    return denominator.signum() < 0
        ? new Fraction(numerator.negate(), denominator.negate())
        : new Fraction(numerator, denominator);
  }

  public int signum() {
    return numerator.signum();
  }

  @Override
  public int compareTo(Fraction other) {
    return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
  }

  /** To 34 significant digits. */
  public BigDecimal toSignificant(RoundingMode mode) {
    return Decimals.canonical(
        numerator.divide(denominator, new MathContext(SIGNIFICANT_DIGITS, mode)));
  }

  /** To the 18 decimals that a price can have. */
  public BigDecimal toPrice(RoundingMode mode) {
    return numerator.divide(denominator, Decimals.SCALE, mode);
  }

  public boolean equalsPrice(BigDecimal price) {
    return price.multiply(denominator).compareTo(numerator) == 0;
  }
}
