package io.breakwater.cascade.slice;

import io.breakwater.cascade.record.Figures;
import io.breakwater.collections.Words128;

/**
 * One account's money, rounded half-even to 6 decimals, once for all the sums that it is added to.
 * One is set for one account after the other.
 */
final class Money {
  /** Nothing. */
  static final Money NONE = new Money();

  /** Magnitude, in units of the last decimal, from which on nothing is counted. */
  private static final double LIMIT = 0x1p126 / 1e6;

  private final long[] words = new long[Words128.WORDS];
  private boolean fits = true;

  Money set(double value) {
    words[0] = 0;
    words[1] = 0;
    fits = Math.abs(value) < LIMIT;
    if (fits) {
      Words128.add(words, 0, value, Figures.MONEY);
    }
    return this;
  }

  /** Whether it can be counted. */
  boolean fits() {
    return fits;
  }

  /** Adds it to an integer; answers whether that fits. */
  boolean addTo(long[] sums, int at) {
    return Words128.add(sums, at, words[0], words[1]);
  }
}
