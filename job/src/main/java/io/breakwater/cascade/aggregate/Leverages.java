package io.breakwater.cascade.aggregate;

import io.breakwater.cascade.record.Figures;
import io.breakwater.cascade.record.Leverage;
import io.breakwater.cascade.slice.MoneySums;
import io.breakwater.cascade.slice.RowSums;
import java.math.BigDecimal;

/** Tells {@link Leverage}: with open interest of both sides, and depth valued at the mark. */
public final class Leverages {
  private Leverages() {}

  /**
   * The leverage of a row's accounts, or of all.
   *
   * @param mark of the row; of the whole system anything
   * @param depth size that rests on both sides within the largest shock; null where that is not
   *     told, and of the whole system
   */
  public static Leverage of(RowSums sums, BigDecimal mark, Double depth) {
    MoneySums leverage = sums.leverage();
    BigDecimal longs = leverage.sum(RowSums.LONGS);
    BigDecimal shorts = leverage.sum(RowSums.SHORTS);
    BigDecimal equity = leverage.sum(RowSums.EQUITY);
    BigDecimal both = longs.add(shorts);
    return new Leverage(
        new Leverage.OpenInterest(longs, shorts),
        equity,
        Ratios.of(both, equity),
        depth == null ? null : Figures.ratio(both.doubleValue() / (depth * mark.doubleValue())));
  }
}
