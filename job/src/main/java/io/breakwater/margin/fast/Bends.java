package io.breakwater.margin.fast;

import java.util.Arrays;

/**
 * The bends of h_k of one instrument: at which price, and by how much the constant and the slope of
 * the piece after differ from those of the piece before. Not thread-safe.
 *
 * <p>Bends come in runs that rise, one of each tiered element, all as long as the instrument's
 * tiers say; {@link #sort} merges them, in a time of bends · log runs, and allocates nothing but
 * when it grows. Equal prices keep their order, so that the bends of one element do.
 */
public final class Bends {
  private static final int FIRST_SIZE = 32;

  private double[] prices = new double[FIRST_SIZE];
  private double[] constants = new double[FIRST_SIZE];
  private double[] slopes = new double[FIRST_SIZE];
  private double[] mergedPrices = new double[0];
  private double[] mergedConstants = new double[0];
  private double[] mergedSlopes = new double[0];
  private int count;

  public void clear() {
    count = 0;
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
   * Orders all bends by their prices.
   *
   * @param run bends of each run, above 0
   * @return how many times each bend was moved
   */
  public int sort(int run) {
    if (mergedPrices.length < prices.length) {
      mergedPrices = new double[prices.length];
      mergedConstants = new double[prices.length];
      mergedSlopes = new double[prices.length];
    }
    int passes = 0;
    for (int width = run; width < count; width *= 2) {
      for (int from = 0; from < count; from += 2 * width) {
        merge(from, Math.min(from + width, count), Math.min(from + 2 * width, count));
      }
      swap();
      passes++;
    }
    return passes;
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
