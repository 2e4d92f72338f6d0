package io.breakwater.cascade.slice;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;

/** Accounts whose triggers are held back, and by which doubtful factors. */
public final class HeldSums {
  private final MoneySums notional = new MoneySums(1);
  private final SortedMap<Integer, Long> byFactor = new TreeMap<>();
  private long oldest = RowSums.NO_TIME;

  void add(Money positions, long since) {
    notional.add(positions);
    oldest = Math.min(oldest, since);
  }

  void addFactor(int factor) {
    byFactor.merge(factor, 1L, Long::sum);
  }

  void merge(HeldSums other) {
    notional.merge(other.notional);
    oldest = Math.min(oldest, other.oldest);
    other.byFactor.forEach((factor, accounts) -> byFactor.merge(factor, accounts, Long::sum));
  }

  /** How many there are, and the notional of their positions. */
  public MoneySums notional() {
    return notional;
  }

  /** How many rest on each doubtful factor, by the integer of that. */
  public SortedMap<Integer, Long> byFactor() {
    return byFactor;
  }

  /** Since when the first of them is held; {@link RowSums#NO_TIME} for none. */
  public long oldest() {
    return oldest;
  }

  void write(DataOutput out) throws IOException {
    notional.write(out);
    out.writeLong(oldest);
    out.writeInt(byFactor.size());
    for (var entry : byFactor.entrySet()) {
      out.writeInt(entry.getKey());
      out.writeLong(entry.getValue());
    }
  }

  void read(DataInput in) throws IOException {
    notional.read(in);
    oldest = in.readLong();
    int factors = in.readInt();
    for (int i = 0; i < factors; i++) {
      int factor = in.readInt();
      byFactor.put(factor, in.readLong());
    }
  }
}
