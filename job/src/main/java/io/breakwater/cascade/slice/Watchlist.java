package io.breakwater.cascade.slice;

import io.breakwater.cascade.Side;
import io.breakwater.cascade.record.Figures;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The largest accounts that are not below and fall within 500 bps: by notional, rounded half-even
 * to 6 decimals, ties by id.
 */
public final class Watchlist {
  /** How many there are at most. */
  public static final int LONGEST = 20;

  /**
   * A double that is less than another by this share is certainly less than what that stands for.
   */
  private static final double LESS = 1 - 0x1p-40;

  private static final Comparator<Entry> LARGEST_FIRST =
      Comparator.comparing(Entry::notional).reversed().thenComparing(Entry::account);

  /**
   * One account.
   *
   * @param side on which it falls first
   * @param move share of the price until then
   */
  public record Entry(String account, Side side, double move, BigDecimal notional) {}

  private final List<Entry> entries = new ArrayList<>(LONGEST + 1);
  private double least = -1;

  /**
   * Adds an account, unless there are enough that are larger.
   *
   * @param ids of accounts by their names
   */
  void add(int account, IntFunction<String> ids, Side side, double move, double notional) {
    if (entries.size() < LONGEST || notional >= least) {
      add(new Entry(ids.apply(account), side, move, Figures.money(notional)));
    }
  }

  private void add(Entry entry) {
    int place = entries.size();
    while (place > 0 && LARGEST_FIRST.compare(entry, entries.get(place - 1)) < 0) {
      place--;
    }
    if (place == LONGEST) {
      return;
    }
    entries.add(place, entry);
    if (entries.size() > LONGEST) {
      entries.remove(LONGEST);
    }
    if (entries.size() == LONGEST) {
      double last = entries.get(LONGEST - 1).notional().doubleValue();
      least = last * LESS - Math.pow(10, -Figures.MONEY);
    }
  }

  void merge(Watchlist other) {
    other.entries.forEach(this::add);
  }

  /** The largest first. */
  public List<Entry> entries() {
    return List.copyOf(entries);
  }

  void write(DataOutput out) throws IOException {
    out.writeByte(entries.size());
    for (Entry entry : entries) {
      out.writeUTF(entry.account());
      out.writeByte(entry.side().ordinal());
      out.writeDouble(entry.move());
      out.writeUTF(entry.notional().toString());
    }
  }

  void read(DataInput in) throws IOException {
    int count = in.readByte();
    for (int i = 0; i < count; i++) {
      String account = in.readUTF();
      Side side = Side.values()[in.readByte()];
      double move = in.readDouble();
      add(new Entry(account, side, move, new BigDecimal(in.readUTF())));
    }
  }
}
