package io.breakwater.cascade.impact;

/**
 * The move is coefficient · volatility · √(size / volume), the law that large orders are found to
 * follow. (Tóth et al., Anomalous Price Impact and the Critical Nature of Liquidity in Financial
 * Markets, Physical Review X 1, 2011.)
 *
 * @param coefficient of about 1, above 0
 * @param dailyVolatility share of the price, above 0
 * @param dailyVolume size that is traded a day, above 0
 */
public record SquareRootImpact(double coefficient, double dailyVolatility, double dailyVolume)
    implements ImpactModel {
  @Override
  public String name() {
    return "SQUARE_ROOT";
  }

  @Override
  public double move(double size) {
    return coefficient * dailyVolatility * Math.sqrt(size / dailyVolume);
  }

  /**
   * With the roots a and b of both sizes the integral of the root is ⅔ (b³ − a³) over b² − a²,
   * which is ⅔ (a² + ab + b²) / (a + b): nothing cancels where they are close.
   */
  @Override
  public double meanMove(double from, double to) {
    double a = Math.sqrt(from / dailyVolume);
    double b = Math.sqrt(to / dailyVolume);
    if (b == 0) {
      return 0;
    }
    double mean = 2.0 / 3 * (a * a + a * b + b * b) / (a + b);
    return coefficient * dailyVolatility * mean;
  }

  @Override
  public double sizeWithin(double move) {
    double root = move / (coefficient * dailyVolatility);
    return root * root * dailyVolume;
  }
}
