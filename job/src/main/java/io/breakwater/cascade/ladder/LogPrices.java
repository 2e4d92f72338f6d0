package io.breakwater.cascade.ladder;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * An absolute grid of prices, by their logarithms: edge h is √1.001^h, about 5 bps above the one
 * below, rounded to the nearest double. Whether a price lies in a cell is decided against these
 * edges and by nothing else, so that cells and edges never disagree, on any machine.
 *
 * <p>Cell k of an aggregate, ⌊ln p / ln 1.001⌋, is cells 2k and 2k + 1 of this grid: a rise of 10
 * bps of the mark is less than 10 bps of a price that has risen.
 */
public final class LogPrices {
  /** The lowest cell; prices below it, zero among them, count as in it. */
  public static final int LOWEST = -95_000;

  /** The highest cell; prices above it count as in it. */
  public static final int HIGHEST = 95_000;

  private static final double PER_LOG = 2 / StrictMath.log1p(0.001);
  private static final double[] EDGES = edges();

  private LogPrices() {}

  /**
   * Powers of the root in twice the precision of a double: the last digit of each edge is right.
   */
  private static double[] edges() {
    BigDecimal root = new BigDecimal("1.001").sqrt(new MathContext(40));
    BigDecimal inverse = BigDecimal.ONE.divide(root, new MathContext(40));
    double[] edges = new double[HIGHEST - LOWEST + 2];
    fill(edges, root, 1);
    fill(edges, inverse, -1);
    return edges;
  }

  private static void fill(double[] edges, BigDecimal factor, int step) {
    double factorHigh = factor.doubleValue();
    double factorLow = factor.subtract(new BigDecimal(factorHigh)).doubleValue();
    double high = 1;
    double low = 0;
    for (int i = -LOWEST; i >= 0 && i < edges.length; i += step) {
      edges[i] = high;
      double product = high * factorHigh;
      double rest = Math.fma(high, factorHigh, -product) + (high * factorLow + low * factorHigh);
      high = product + rest;
      low = rest - (high - product);
    }
  }

  /** The lower edge of a cell, which belongs to it; beyond the grid its last edge. */
  public static double edge(int cell) {
    return EDGES[Math.max(0, Math.min(EDGES.length - 1, cell - LOWEST))];
  }

  /** The cell that a price lies in. */
  public static int cell(double price) {
    if (!(price >= EDGES[0])) {
      return LOWEST;
    }
    if (price >= EDGES[EDGES.length - 1]) {
      return HIGHEST;
    }
    int guess = (int) Math.floor(Math.log(price) * PER_LOG);
    int cell = Math.max(LOWEST, Math.min(HIGHEST, guess));
    while (price < edge(cell)) {
      cell--;
    }
    while (price >= edge(cell + 1)) {
      cell++;
    }
    return cell;
  }
}
