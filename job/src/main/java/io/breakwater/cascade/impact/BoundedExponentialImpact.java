package io.breakwater.cascade.impact;

/**
 * The move is maximum · (1 − e^(−size / scale)): linear for little, and never above the maximum,
 * for markets that others come to support. (Alfonsi, Fruth and Schied, Optimal Execution Strategies
 * in Limit Order Books with General Shape Functions, Quantitative Finance 10, 2010, derive moves
 * from the shape of a book; this is that of a book whose density grows as 1 / (maximum − move).)
 *
 * @param maximum the move that no size exceeds, in (0, 1]
 * @param scale size that moves the price by about 63 % of the maximum, above 0
 */
public record BoundedExponentialImpact(double maximum, double scale) implements ImpactModel {
  /** Below it the series of {@link #shortfall} is exact to the precision of a double. */
  private static final double SMALL = 1e-3;

  @Override
  public String name() {
    return "BOUNDED_EXPONENTIAL";
  }

  @Override
  public double move(double size) {
    return maximum * -StrictMath.expm1(-size / scale);
  }

  /**
   * The mean of 1 − e^(−q) for q from a to a + u is 1 − e^(−a) · (1 − e^(−u)) / u, taken as (1 −
   * e^(−a)) + e^(−a) · (1 − (1 − e^(−u)) / u), where nothing cancels.
   */
  @Override
  public double meanMove(double from, double to) {
    double a = from / scale;
    double u = (to - from) / scale;
    return maximum * (-StrictMath.expm1(-a) + StrictMath.exp(-a) * shortfall(u));
  }

  /** 1 − (1 − e^(−u)) / u, u being 0 or more. */
  private static double shortfall(double u) {
    if (u < SMALL) {
      return u / 2 * (1 - u / 3 * (1 - u / 4 * (1 - u / 5 * (1 - u / 6))));
    }
    return 1 + StrictMath.expm1(-u) / u;
  }

  @Override
  public double sizeWithin(double move) {
    return move >= maximum ? Double.POSITIVE_INFINITY : -scale * StrictMath.log1p(-move / maximum);
  }
}
