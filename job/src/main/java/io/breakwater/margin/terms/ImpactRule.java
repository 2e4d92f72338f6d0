package io.breakwater.margin.terms;

import io.breakwater.value.Decimals;
import io.breakwater.value.Refusal;
import io.breakwater.value.RefusedException;
import java.math.BigDecimal;

/** How what is sold or bought moves the price of an instrument, as its parameters say. */
public sealed interface ImpactRule {
  /** Does what a visitor does with a rule of this kind. */
  <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X;

  /** What is done with a rule of each kind. */
  interface Visitor<R, X extends Exception> {
    R depthCurve(DepthCurve rule) throws X;

    R linear(Linear rule) throws X;

    R squareRoot(SquareRoot rule) throws X;

    R boundedExponential(BoundedExponential rule) throws X;
  }

  /** The instrument's depth, as its records tell it. */
  record DepthCurve() implements ImpactRule {
    @Override
    public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
      return visitor.depthCurve(this);
    }
  }

  /**
   * The move is size / depth.
   *
   * @param depth size that moves the price by all of it, above 0
   */
  record Linear(BigDecimal depth) implements ImpactRule {
    public Linear {
      depth = positive(depth, "depth");
    }

    @Override
    public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
      return visitor.linear(this);
    }
  }

  /**
   * The move is coefficient · volatility · √(size / volume).
   *
   * @param coefficient of about 1, above 0
   * @param dailyVolatility of the price, share of it, above 0
   * @param dailyVolume size that is traded a day, above 0
   */
  record SquareRoot(BigDecimal coefficient, BigDecimal dailyVolatility, BigDecimal dailyVolume)
      implements ImpactRule {
    public SquareRoot {
      coefficient = positive(coefficient, "coefficient");
      dailyVolatility = positive(dailyVolatility, "dailyVolatility");
      dailyVolume = positive(dailyVolume, "dailyVolume");
    }

    @Override
    public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
      return visitor.squareRoot(this);
    }
  }

  /**
   * The move is maximum · (1 − e^(−size / scale)).
   *
   * @param maximum the move that no size exceeds, share of the price, in (0, 1]
   * @param scale size that moves the price by about 63 % of the maximum, above 0
   */
  record BoundedExponential(BigDecimal maximum, BigDecimal scale) implements ImpactRule {
    public BoundedExponential {
      maximum = positive(maximum, "maximum");
      scale = positive(scale, "scale");
      if (maximum.compareTo(BigDecimal.ONE) > 0) {
        throw new RefusedException(
            Refusal.INVALID_PARAMETERS,
            "impact: maximum is " + maximum.toPlainString() + ": it lies in (0, 1].");
      }
    }

    @Override
    public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
      return visitor.boundedExponential(this);
    }
  }

  private static BigDecimal positive(BigDecimal value, String name) {
    BigDecimal checked = Decimals.checked(value, "impact: " + name);
    if (checked.signum() <= 0) {
      throw new RefusedException(
          Refusal.INVALID_PARAMETERS,
          "impact: %s is %s: it must be above 0.".formatted(name, checked.toPlainString()));
    }
    return checked;
  }
}
