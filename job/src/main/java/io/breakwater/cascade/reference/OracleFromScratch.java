package io.breakwater.cascade.reference;

import io.breakwater.cascade.record.Figures;
import io.breakwater.cascade.record.OracleQuality;
import io.breakwater.margin.model.Market;
import java.math.BigDecimal;

/** OracleQuality of a row. */
final class OracleFromScratch {
  private static final long MICROS_PER_MILLI = 1_000;

  /** So many times the value that whatever grows without end has become large. */
  private static final BigDecimal WITHOUT_END = BigDecimal.ONE.scaleByPowerOfTen(60);

  private OracleFromScratch() {}

  static OracleQuality of(Row row) {
    PriceState price = row.marker().price(row.price());
    return new OracleQuality(
        price.validity(),
        Figures.price(row.mark()),
        Figures.price(price.lowest()),
        price.highest() == null ? null : Figures.price(price.highest()),
        (row.marker().asOf() - price.publishTime()) / MICROS_PER_MILLI,
        price.sources(),
        price.used(),
        dispersionBps(price, row.mark()),
        ambiguous(row, price));
  }

  private static BigDecimal dispersionBps(PriceState price, BigDecimal mark) {
    return price.lowestUsed() == null
        ? null
        : Exact.ratio(
            price.highestUsed().subtract(price.lowestUsed()).multiply(Exact.WHOLE_BPS), mark);
  }

  private static OracleQuality.Ambiguous ambiguous(Row row, PriceState price) {
    Market low = at(price.lowest(), row);
    Market high =
        price.highest() == null
            ? Moves.alone(row.price(), row.marker().market()).after(WITHOUT_END)
            : at(price.highest(), row);
    Contributions sums = new Contributions(1);
    for (Counted account : row.counted()) {
      if (account.hasSomethingToClose() && isBelow(account, low) != isBelow(account, high)) {
        sums.add(account.positions(row.price()));
      }
    }
    return new OracleQuality.Ambiguous(sums.accounts(), sums.sum(0));
  }

  /** The market with the price at another value, whatever its group. */
  private static Market at(BigDecimal value, Row row) {
    BigDecimal move = Exact.quotient(value.subtract(row.mark()), row.mark());
    return Moves.alone(row.price(), row.marker().market()).after(move);
  }

  private static boolean isBelow(Counted account, Market market) {
    return account
        .marker()
        .model()
        .decide(account.account(), account.holder().remembered(), market)
        .level()
        .isTriggered();
  }
}
