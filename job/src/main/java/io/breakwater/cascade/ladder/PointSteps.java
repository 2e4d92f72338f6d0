package io.breakwater.cascade.ladder;

import io.breakwater.cascade.Side;
import io.breakwater.cascade.record.Figures;
import io.breakwater.collections.LongRows;
import io.breakwater.collections.Words128;

/**
 * One side of a ladder, group by group in the order in which a price meets them, each at the mean
 * price at which its accounts become liquidatable, weighted by size.
 */
public final class PointSteps {
  /** Variance below which moves are one: that of a basis point. */
  private static final double ONE = 1e-8;

  private final int count;
  private final int[] steps;
  private final double[] prices;
  private final long[] accounts;
  private final double[] sizes;
  private final double[] losses;
  private final double[] lossesPerMove;

  /** Half the width of the moves among which nothing is left of the accounts of a group. */
  private final double[] spreads;

  private final double[] seized;
  private final double[] discounts;

  private PointSteps(int count) {
    this.count = count;
    steps = new int[count];
    prices = new double[count];
    accounts = new long[count];
    sizes = new double[count];
    losses = new double[count];
    lossesPerMove = new double[count];
    spreads = new double[count];
    seized = new double[count];
    discounts = new double[count];
  }

  static PointSteps of(SideSums sums, Side side, LadderGrid grid) {
    LongRows groups = sums.groups();
    int[] order = groups.byKey();
    double[] means = new double[order.length];
    for (int i = 0; i < order.length; i++) {
      means[i] = mean(sums, groups, order[i], grid);
    }
    sort(order, means, groups, side);
    PointSteps result = new PointSteps(order.length);
    for (int i = 0; i < order.length; i++) {
      result.steps[i] = SideSums.step(groups.key(order[i]) >>> SideSums.GROUP_BITS);
      result.prices[i] = means[i];
      result.take(i, groups, order[i]);
    }
    return result;
  }

  /** The mean price of a group; rounding cannot take it out of its cell. */
  private static double mean(SideSums sums, LongRows groups, int row, LadderGrid grid) {
    long cell = groups.key(row) >>> SideSums.GROUP_BITS;
    if (SideSums.step(cell) == 0) {
      return grid.mark();
    }
    int at = groups.offset(row);
    double size = Words128.doubleValue(groups.words(), at + SideSums.SIZE, Figures.SIZE);
    double notional = Words128.doubleValue(groups.words(), at + SideSums.NOTIONAL, Figures.MONEY);
    return sums.held(cell, notional / size);
  }

  /** Cells are in order already: what lies within one is put in order of its means. */
  private static void sort(int[] order, double[] means, LongRows groups, Side side) {
    for (int i = 1; i < order.length; i++) {
      int row = order[i];
      double mean = means[i];
      int step = SideSums.step(groups.key(row) >>> SideSums.GROUP_BITS);
      int hole = i;
      while (hole > 0
          && SideSums.step(groups.key(order[hole - 1]) >>> SideSums.GROUP_BITS) == step
          && side.sign() * (means[hole - 1] - mean) > 0) {
        order[hole] = order[hole - 1];
        means[hole] = means[hole - 1];
        hole--;
      }
      order[hole] = row;
      means[hole] = mean;
    }
  }

  private void take(int i, LongRows groups, int row) {
    long[] words = groups.words();
    int at = groups.offset(row);
    accounts[i] = words[at + SideSums.ACCOUNTS];
    sizes[i] = Words128.doubleValue(words, at + SideSums.SIZE, Figures.SIZE);
    int group = SideSums.group(groups.key(row));
    if (group != GapGroups.NEVER) {
      losses[i] = Words128.doubleValue(words, at + SideSums.LOSS, Figures.MONEY);
      lossesPerMove[i] = Words128.doubleValue(words, at + SideSums.LOSS_PER_MOVE, Figures.MONEY);
      double squares = Words128.doubleValue(words, at + SideSums.SQUARES, Figures.MONEY);
      spreads[i] = GapGroups.isSpread(group) && accounts[i] > 1 ? spread(i, squares) : 0;
    }
    seized[i] = Words128.doubleValue(words, at + SideSums.SEIZED, Figures.SIZE);
    double incentive = Words128.doubleValue(words, at + SideSums.SEIZED_INCENTIVE, Figures.SIZE);
    discounts[i] = seized[i] == 0 ? 0 : incentive / seized[i];
  }

  /** How many there are. */
  public int count() {
    return count;
  }

  /** Number of shocks that do not reach it, and one; 0 for the backlog. */
  public int step(int i) {
    return steps[i];
  }

  /** Mean price at which it becomes liquidatable; the mark for the backlog. */
  public double price(int i) {
    return prices[i];
  }

  public long accounts(int i) {
    return accounts[i];
  }

  /** Net size that closing sells or buys. */
  public double size(int i) {
    return sizes[i];
  }

  /** Part of the size that is deposits. */
  public double seized(int i) {
    return seized[i];
  }

  /** Mean discount at which deposits are bought, share of their value. */
  public double discount(int i) {
    return discounts[i];
  }

  /** Of moves that lie evenly about their mean, with the variance that they have. */
  private double spread(int i, double squares) {
    double mean = -losses[i] / lossesPerMove[i];
    double variance = squares / lossesPerMove[i] - mean * mean;
    return variance > ONE ? Math.sqrt(3 * variance) : 0;
  }

  /**
   * What is missing: of a group whose accounts are not as rich as each other, what of those is that
   * have nothing left, taken to lie evenly about their mean.
   *
   * @param distance of the fill from the mark, share of it; may be infinite
   * @param unpaid incentive within it for which nobody is paid
   */
  public double loss(int i, double distance, double unpaid) {
    double linear = linear(i, distance) - unpaid;
    double spread = spreads[i] * lossesPerMove[i];
    if (Math.abs(linear) >= spread) {
      return Math.max(0, linear);
    }
    return (linear + spread) * ((linear + spread) / (4 * spread));
  }

  private double linear(int i, double distance) {
    double perMove = lossesPerMove[i];
    return perMove == 0 ? losses[i] : losses[i] + perMove * distance;
  }

  /** The share of a group's accounts of which something is missing, where {@link #loss} is that. */
  public double missingShare(int i, double distance, double unpaid) {
    double linear = linear(i, distance) - unpaid;
    double spread = spreads[i] * lossesPerMove[i];
    if (Math.abs(linear) >= spread) {
      return linear > 0 ? 1 : 0;
    }
    return (linear + spread) / (2 * spread);
  }
}
