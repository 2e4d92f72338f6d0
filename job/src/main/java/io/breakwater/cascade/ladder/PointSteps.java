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
  private final int count;
  private final int[] steps;
  private final double[] prices;
  private final long[] accounts;
  private final double[] sizes;
  private final double[] losses;
  private final double[] lossesPerMove;
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
    if (SideSums.group(groups.key(row)) != GapGroups.NEVER) {
      losses[i] = Words128.doubleValue(words, at + SideSums.LOSS, Figures.MONEY);
      lossesPerMove[i] = Words128.doubleValue(words, at + SideSums.LOSS_PER_MOVE, Figures.MONEY);
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

  /**
   * What is missing, below 0 where something is left.
   *
   * @param distance of the fill from the mark, share of it; may be infinite
   */
  public double loss(int i, double distance) {
    double perMove = lossesPerMove[i];
    return perMove == 0 ? losses[i] : losses[i] + perMove * distance;
  }
}
