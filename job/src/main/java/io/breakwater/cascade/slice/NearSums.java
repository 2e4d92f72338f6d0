package io.breakwater.cascade.slice;

import io.breakwater.collections.Words128;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;

/**
 * How what becomes liquidatable within 500 bps of a side is shared out: notionals at the mark,
 * rounded half-even to 0.01, their sum, the sum of their squares, and the largest ones.
 */
public final class NearSums {
  /** How many of the largest are known. */
  public static final int LARGEST = 20;

  private static final int CENTS = 2;

  /**
   * Notional from which on nothing is counted: its cents fit a long, with their square 128 bits.
   */
  private static final double LIMIT = 0x1p62 / 100;

  private static final int SQUARES = Words128.WORDS;

  private boolean fits = true;
  private final long[] words = new long[2 * Words128.WORDS];
  private final long[] single = new long[Words128.WORDS];

  /** Cents, the largest first. */
  private final long[] largest = new long[LARGEST];

  private int count;

  void add(double notional) {
    if (!(notional < LIMIT)) {
      fits = false;
      return;
    }
    single[0] = 0;
    single[1] = 0;
    Words128.add(single, 0, notional, CENTS);
    long cents = single[1];
    fits &= Words128.add(words, 0, 0, cents);
    fits &= Words128.add(words, SQUARES, Math.multiplyHigh(cents, cents), cents * cents);
    addLargest(cents);
  }

  private void addLargest(long cents) {
    if (count == LARGEST && cents <= largest[LARGEST - 1]) {
      return;
    }
    int place = count < LARGEST ? count++ : LARGEST - 1;
    while (place > 0 && largest[place - 1] < cents) {
      largest[place] = largest[place - 1];
      place--;
    }
    largest[place] = cents;
  }

  void merge(NearSums other) {
    fits &= other.fits;
    for (int at = 0; at < words.length; at += Words128.WORDS) {
      fits &= Words128.add(words, at, other.words[at], other.words[at + 1]);
    }
    for (int i = 0; i < other.count; i++) {
      addLargest(other.largest[i]);
    }
  }

  /** All notionals together, units of 0.01. */
  public BigDecimal whole() {
    return Words128.value(words, 0, 0);
  }

  /** The squares of all notionals together, units of 0.0001. */
  public BigDecimal squares() {
    return Words128.value(words, SQUARES, 0);
  }

  /** So many of the largest notionals together, at most {@link #LARGEST}; units of 0.01. */
  public BigDecimal largest(int many) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < Math.min(many, count); i++) {
      sum = sum.add(BigDecimal.valueOf(largest[i]));
    }
    return sum;
  }

  /** Whether all are counted. */
  boolean fits() {
    return fits;
  }

  void write(DataOutput out) throws IOException {
    out.writeBoolean(fits);
    for (long word : words) {
      out.writeLong(word);
    }
    out.writeByte(count);
    for (int i = 0; i < count; i++) {
      out.writeLong(largest[i]);
    }
  }

  void read(DataInput in) throws IOException {
    fits = in.readBoolean();
    for (int i = 0; i < words.length; i++) {
      words[i] = in.readLong();
    }
    count = in.readByte();
    for (int i = 0; i < count; i++) {
      largest[i] = in.readLong();
    }
  }
}
