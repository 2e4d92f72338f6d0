package io.breakwater.cascade.ladder;

import io.breakwater.cascade.record.Figures;
import io.breakwater.collections.LongRows;
import io.breakwater.collections.Words128;

/**
 * One side of a ladder, cell by cell in the order in which a price meets them, each at the price of
 * the first of its accounts that becomes liquidatable, with all that plans can ever close.
 */
public final class UpperSteps {
  private final int count;
  private final int[] steps;
  private final double[] prices;
  private final long[] accounts;
  private final double[] sizes;
  private final double[] seized;
  private final double[] missing;
  private final double[] missingPerMove;
  private final double[] soundPerMove;
  private final double[] leastMoves;

  private UpperSteps(int count) {
    this.count = count;
    steps = new int[count];
    prices = new double[count];
    accounts = new long[count];
    sizes = new double[count];
    seized = new double[count];
    missing = new double[count];
    missingPerMove = new double[count];
    soundPerMove = new double[count];
    leastMoves = new double[count];
  }

  static UpperSteps of(SideSums sums) {
    LongRows cells = sums.cells();
    int[] order = cells.byKey();
    UpperSteps result = new UpperSteps(order.length);
    for (int i = 0; i < order.length; i++) {
      result.take(i, cells, order[i]);
    }
    return result;
  }

  private void take(int i, LongRows cells, int row) {
    long[] words = cells.words();
    int at = cells.offset(row);
    steps[i] = SideSums.step(cells.key(row));
    prices[i] = Double.longBitsToDouble(words[at + SideSums.NEAREST]);
    leastMoves[i] = Double.longBitsToDouble(words[at + SideSums.LEAST_MOVE]);
    accounts[i] = words[at + SideSums.CELL_ACCOUNTS];
    sizes[i] = Words128.doubleValue(words, at + SideSums.LARGEST_SIZE, Figures.SIZE);
    seized[i] = Words128.doubleValue(words, at + SideSums.LARGEST_SEIZED, Figures.SIZE);
    missing[i] = money(words, at + SideSums.MISSING) + money(words, at + SideSums.FALLING);
    missingPerMove[i] = money(words, at + SideSums.MISSING_PER_MOVE);
    soundPerMove[i] = money(words, at + SideSums.SOUND_PER_MOVE);
  }

  private static double money(long[] words, int at) {
    return Words128.doubleValue(words, at, Figures.MONEY);
  }

  /** How many there are. */
  public int count() {
    return count;
  }

  /** Number of shocks that do not reach it, and one; 0 for the backlog. */
  public int step(int i) {
    return steps[i];
  }

  /** Price at which its first account becomes liquidatable; the mark for the backlog. */
  public double price(int i) {
    return prices[i];
  }

  public long accounts(int i) {
    return accounts[i];
  }

  /** The most that closing can sell or buy. */
  public double size(int i) {
    return sizes[i];
  }

  /** Part of the size that is deposits. */
  public double seized(int i) {
    return seized[i];
  }

  /**
   * The most that can be missing: of accounts of which nothing is at the mark as though each were
   * bankrupt as soon as the first of them; of the others what is.
   *
   * @param distance of the fill from the mark, share of it; may be infinite
   */
  public double loss(int i, double distance) {
    double loss = missing[i];
    if (missingPerMove[i] > 0) {
      loss += missingPerMove[i] * distance;
    }
    if (soundPerMove[i] > 0 && distance > leastMoves[i]) {
      loss += soundPerMove[i] * (distance - leastMoves[i]);
    }
    return loss;
  }
}
