package io.breakwater.cascade.slice;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Accounts that are below and still open. */
public final class BacklogSums {
  /** Figure of the notional of their positions. */
  public static final int NOTIONAL = 0;

  /** Figure of how far their health is below zero. */
  public static final int DEFICIT = 1;

  private final MoneySums sums = new MoneySums(2);
  private long oldest = RowSums.NO_TIME;

  void add(Money notional, Money deficit, long since) {
    sums.add(notional, deficit);
    oldest = Math.min(oldest, since);
  }

  void merge(BacklogSums other) {
    sums.merge(other.sums);
    oldest = Math.min(oldest, other.oldest);
  }

  public MoneySums sums() {
    return sums;
  }

  /** Since when the first of them is below; {@link RowSums#NO_TIME} for none. */
  public long oldest() {
    return oldest;
  }

  void write(DataOutput out) throws IOException {
    sums.write(out);
    out.writeLong(oldest);
  }

  void read(DataInput in) throws IOException {
    sums.read(in);
    oldest = in.readLong();
  }
}
