package io.breakwater.margin.fast;

import java.util.Arrays;

/**
 * The bends of h_k of one factor: at which price, and by how much the constant and the slope of the
 * piece after differ from those of the piece before. Not thread-safe.
 *
 * <p>Bends come in runs that rise, one of each tiered element, as long as its instrument's tiers
 * say; {@link #sort} merges them, in a time of bends · log runs, and allocates nothing but when it
 * grows. Equal prices keep their order, so that the bends of one element do.
 */
final class Bends {
  private static final int FIRST_SIZE = 32;

  private double[] prices = new double[FIRST_SIZE];
  private double[] constants = new double[FIRST_SIZE];
  private double[] slopes = new double[FIRST_SIZE];
  private double[] mergedPrices = new double[0];
  private double[] mergedConstants = new double[0];
  private double[] mergedSlopes = new double[0];
  private int[] runEnds = new int[FIRST_SIZE];
  private int count;
  private int runs;

  public void clear() {
    count = 0;
    runs = 0;
  }

  /** Ends a run: the bends since the one before it rise. */
  public void endRun() {
    if (runs == runEnds.length) {
      runEnds = Arrays.copyOf(runEnds, 2 * runs);
    }
    runEnds[runs++] = count;
  }

  public int count() {
    return count;
  }

  /** Where a bend is. */
  double price(int bend) {
    return prices[bend];
  }

  /** What a bend adds to the constant. */
  public double constant(int bend) {
    return constants[bend];
  }

  /** What a bend adds to the slope. */
  public double slope(int bend) {
    return slopes[bend];
  }

  /** Makes room for more bends. */
  public void reserve(int more) {
    if (count + more > prices.length) {
      int capacity = Math.max(count + more, prices.length * 2);
      prices = Arrays.copyOf(prices, capacity);
      constants = Arrays.copyOf(constants, capacity);
      slopes = Arrays.copyOf(slopes, capacity);
    }
  }

  /** Adds a bend for which there is room. */
  public void add(double price, double constant, double slope) {
    prices[count] = price;
    constants[count] = constant;
    slopes[count] = slope;
    count++;
  }

  /**
   * Orders all bends by their prices; all are in runs that have ended.
   *
   * @return how many times each bend was moved
   */
  public int sort() {
    if (runs > 1 && mergedPrices.length < prices.length) {
      mergedPrices = new double[prices.length];
      mergedConstants = new double[prices.length];
      mergedSlopes = new double[prices.length];
    }
    int passes = 0;
    for (; runs > 1; passes++) {
      mergePairs();
      swap();
    }
    return passes;
  }

  private void mergePairs() {
    int from = 0;
    int merged = 0;
    for (int run = 0; run < runs; run += 2) {
      int middle = runEnds[run];
      int to = run + 1 < runs ? runEnds[run + 1] : middle;
      merge(from, middle, to);
      runEnds[merged++] = to;
      from = to;
    }
    runs = merged;
  }

  private void merge(int from, int middle, int to) {
    int left = from;
    int right = middle;
    for (int i = from; i < to; i++) {
      boolean takesLeft = right == to || left < middle && prices[left] <= prices[right];
      int taken = takesLeft ? left++ : right++;
      mergedPrices[i] = prices[taken];
      mergedConstants[i] = constants[taken];
      mergedSlopes[i] = slopes[taken];
    }
  }

  private void swap() {
    double[] swapped = prices;
    prices = mergedPrices;
    mergedPrices = swapped;
    swapped = constants;
    constants = mergedConstants;
    mergedConstants = swapped;
    swapped = slopes;
    slopes = mergedSlopes;
    mergedSlopes = swapped;
  }
}
