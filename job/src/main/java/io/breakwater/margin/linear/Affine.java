package io.breakwater.margin.linear;

import io.breakwater.value.Fraction;
import java.math.BigDecimal;

/**
 * constant + slope · price, exact.
 *
 * @param constant numeraire
 * @param slope numeraire per unit of price
 */
public record Affine(BigDecimal constant, BigDecimal slope) {
  static final Affine ZERO = new Affine(BigDecimal.ZERO, BigDecimal.ZERO);

  static Affine constant(BigDecimal constant) {
    return new Affine(constant, BigDecimal.ZERO);
  }

  static Affine proportional(BigDecimal slope) {
    return new Affine(BigDecimal.ZERO, slope);
  }

  BigDecimal at(BigDecimal price) {
    return constant.add(slope.multiply(price));
  }

  Affine plus(Affine other) {
    return new Affine(constant.add(other.constant), slope.add(other.slope));
  }

  /** This − factor · other. */
  Affine minus(BigDecimal factor, Affine other) {
    return new Affine(
        constant.subtract(factor.multiply(other.constant)),
        slope.subtract(factor.multiply(other.slope)));
  }

  /** With the price a multiple of what it is. */
  Affine steeper(BigDecimal multiple) {
    return new Affine(constant, slope.multiply(multiple));
  }

  Affine minusConstant(BigDecimal amount) {
    return new Affine(constant.subtract(amount), slope);
  }

  /** The price at which this is zero. The slope must not be. */
  Fraction root() {
    return Fraction.of(constant.negate(), slope);
  }
}
