package io.breakwater.cascade.reference;

import io.breakwater.cascade.Side;
import io.breakwater.cascade.record.Leverage;
import io.breakwater.margin.account.Position;
import java.math.BigDecimal;
import java.util.List;

/** Leverage of a row's accounts, or of all. */
final class LeverageFromScratch {
  private LeverageFromScratch() {}

  static Leverage of(Row row) {
    Leverage all = of(row.counted(), row.price(), row.marker());
    BigDecimal depth = depth(row);
    BigDecimal notional = all.openInterest().longs().add(all.openInterest().shorts());
    return new Leverage(
        all.openInterest(),
        all.equity(),
        all.leverage(),
        depth == null ? null : Exact.ratio(notional, depth.multiply(row.mark())));
  }

  /** What rests on both sides within the largest shock; null where a side is not told. */
  private static BigDecimal depth(Row row) {
    List<Integer> shocks = row.marker().terms().shocksBps();
    BigDecimal depth = BigDecimal.ZERO;
    for (Side side : Side.values()) {
      RestingDepth resting = row.market().resting(side);
      if (resting == null || shocks.isEmpty()) {
        return null;
      }
      depth = depth.add(resting.within(Exact.share(shocks.get(shocks.size() - 1))));
    }
    return depth;
  }

  /**
   * Leverage of some accounts, without depth.
   *
   * @param row whose positions are counted; null for all
   */
  static Leverage of(List<Counted> counted, String row, Marker marker) {
    Contributions sums = new Contributions(3);
    for (Counted account : counted) {
      if (account.hasSomethingToClose()) {
        sums.add(side(account, row, 1), side(account, row, -1), account.valuation().equity());
      }
    }
    return new Leverage(
        new Leverage.OpenInterest(sums.sum(0), sums.sum(1)),
        sums.sum(2),
        Exact.ratio(sums.sum(0).add(sums.sum(1)), sums.sum(2)),
        null);
  }

  private static BigDecimal side(Counted account, String row, int sign) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Position position : account.account().positions()) {
      boolean isOf = row == null || account.marker().restsOn(account.factor(position), row);
      if (isOf && position.size().signum() == sign) {
        sum = sum.add(Closed.value(position, account.marker().market()).abs());
      }
    }
    return sum;
  }
}
