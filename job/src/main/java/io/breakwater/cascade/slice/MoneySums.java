package io.breakwater.cascade.slice;

import io.breakwater.cascade.record.Figures;
import io.breakwater.collections.Words128;
import io.breakwater.value.Decimals;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;

/**
 * How many accounts there are of some kind, and the sums of up to three figures of them: money,
 * each rounded half-even to 6 decimals before it is added. An account with a figure that does not
 * fit 128 bits is not counted at all.
 */
public final class MoneySums {
  /** Magnitude, in units of the last decimal, from which on nothing is counted. */
  private static final double LIMIT = 0x1p126 / 1e6;

  private long accounts;
  private boolean fits = true;
  private final long[] words;

  /**
   * @param figures how many are added of each account, 1 to 3
   */
  MoneySums(int figures) {
    words = new long[figures * Words128.WORDS];
  }

  private static boolean isMoney(double value) {
    return Math.abs(value) < LIMIT;
  }

  void add(double first) {
    add(first, 0, 0);
  }

  void add(double first, double second) {
    add(first, second, 0);
  }

  void add(double first, double second, double third) {
    if (!(isMoney(first) && isMoney(second) && isMoney(third))) {
      fits = false;
      return;
    }
    accounts++;
    add(0, first);
    add(1, second);
    add(2, third);
  }

  private void add(int figure, double value) {
    if (value != 0) {
      fits &= Words128.add(words, figure * Words128.WORDS, value, Figures.MONEY);
    }
  }

  void merge(MoneySums other) {
    accounts += other.accounts;
    fits &= other.fits;
    for (int at = 0; at < words.length; at += Words128.WORDS) {
      fits &= Words128.add(words, at, other.words[at], other.words[at + 1]);
    }
  }

  /** How many accounts are counted. */
  public long accounts() {
    return accounts;
  }

  /** The sum of a figure, numeraire, in canonical form. */
  public BigDecimal sum(int figure) {
    return Decimals.canonical(Words128.value(words, figure * Words128.WORDS, Figures.MONEY));
  }

  /** Whether all accounts are counted. */
  boolean fits() {
    return fits;
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(accounts);
    out.writeBoolean(fits);
    for (long word : words) {
      out.writeLong(word);
    }
  }

  void read(DataInput in) throws IOException {
    accounts = in.readLong();
    fits = in.readBoolean();
    for (int i = 0; i < words.length; i++) {
      words[i] = in.readLong();
    }
  }
}
