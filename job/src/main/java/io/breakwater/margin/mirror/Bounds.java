package io.breakwater.margin.mirror;

import java.util.Arrays;

/**
 * For each factor of one account, a lowest and a highest value, ends included, such that while
 * every factor stays within its own the level cannot change. In units of the factor's scale, at the
 * offset of the first element that the factor values from the account's first element; other
 * offsets have none. Holds one account after the other, so that nothing is allocated. Not
 * thread-safe.
 */
public final class Bounds {
  /** No lower bound: below every value. */
  public static final long NO_LOW = Long.MIN_VALUE;

  /** No upper bound. It is also the largest value, so that a bound there excludes as little. */
  public static final long NO_HIGH = Long.MAX_VALUE;

  private long[] lows = new long[16];
  private long[] highs = new long[16];

  /** Begins an account of so many elements, with no bounds. */
  public void clear(int elements) {
    if (elements > lows.length) {
      int size = Math.max(elements, lows.length * 2);
      lows = new long[size];
      highs = new long[size];
    }
    Arrays.fill(lows, 0, elements, NO_LOW);
    Arrays.fill(highs, 0, elements, NO_HIGH);
  }

  /** Lowest safe value of the factor whose first element is at an offset. */
  public long low(int offset) {
    return lows[offset];
  }

  /** Highest safe value of the factor whose first element is at an offset. */
  public long high(int offset) {
    return highs[offset];
  }

  /** No value below these units is safe. */
  public void raiseLow(int offset, long units) {
    lows[offset] = Math.max(lows[offset], units);
  }

  /** No value above these units is safe. */
  public void lowerHigh(int offset, long units) {
    highs[offset] = Math.min(highs[offset], units);
  }
}
