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
  private long accounts;
  private boolean fits = true;
  private final long[] words;

  /**
   * @param figures how many are added of each account, 1 to 3
   */
  MoneySums(int figures) {
    words = new long[figures * Words128.WORDS];
  }

  void add(Money first) {
    if (begins(first.fits())) {
      add(0, first);
    }
  }

  void add(Money first, Money second) {
    if (begins(first.fits() && second.fits())) {
      add(0, first);
      add(1, second);
    }
  }

  void add(Money first, Money second, Money third) {
    if (begins(first.fits() && second.fits() && third.fits())) {
      add(0, first);
      add(1, second);
      add(2, third);
    }
  }

  private boolean begins(boolean counted) {
    accounts += counted ? 1 : 0;
    fits &= counted;
    return counted;
  }

  private void add(int figure, Money money) {
    fits &= money.addTo(words, figure * Words128.WORDS);
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
