package io.breakwater.collections;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;

/**
 * A sum of decimals with a fixed number of decimals, in integers of 128 bits: whatever the order in
 * which it was added and merged, it is the same. Nothing is allocated by adding. Not thread-safe.
 *
 * <p>All that is added to one sum, and read from it, is of one number of decimals.
 */
public final class Sum128 {
  private final long[] words = new long[Words128.WORDS];

  /**
   * Adds a value, rounded half-even to the decimals.
   *
   * @param value any double; its exact value is what is rounded
   * @param decimals 0 to 18
   * @return whether it fits; what is no number, or too large, or would make the sum so, is not
   *     added
   */
  public boolean add(double value, int decimals) {
    return Words128.add(words, 0, value, decimals);
  }

  /**
   * Adds another sum.
   *
   * @return whether it fits; else nothing is added
   */
  public boolean merge(Sum128 other) {
    return Words128.add(words, 0, other.words[0], other.words[1]);
  }

  public boolean isZero() {
    return (words[0] | words[1]) == 0;
  }

  public void clear() {
    words[0] = 0;
    words[1] = 0;
  }

  /** The sum, correct to about the precision of a double. */
  public double doubleValue(int decimals) {
    return Words128.doubleValue(words, 0, decimals);
  }

  /** The sum, exact, with that scale. */
  public BigDecimal value(int decimals) {
    return Words128.value(words, 0, decimals);
  }

  /** Writes 16 bytes, the same for the same sum. */
  public void write(DataOutput out) throws IOException {
    out.writeLong(words[0]);
    out.writeLong(words[1]);
  }

  /** The sum that was written. */
  public static Sum128 read(DataInput in) throws IOException {
    Sum128 sum = new Sum128();
    sum.words[0] = in.readLong();
    sum.words[1] = in.readLong();
    return sum;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sum128 sum && words[0] == sum.words[0] && words[1] == sum.words[1];
  }

  @Override
  public int hashCode() {
    return Long.hashCode(words[0] * 31 + words[1]);
  }

  @Override
  public String toString() {
    return Words128.value(words, 0, 0).toPlainString();
  }
}
