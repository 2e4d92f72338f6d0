package io.breakwater.cascade.aggregate;

import io.breakwater.cascade.record.Figures;
import io.breakwater.cascade.record.OracleQuality;
import io.breakwater.cascade.slice.RowSums;
import java.math.BigDecimal;

/** Tells {@link OracleQuality}. */
public final class OracleQualities {
  private static final long MICROS_PER_MILLI = 1_000;
  private static final BigDecimal WHOLE_BPS = BigDecimal.valueOf(10_000);

  private OracleQualities() {}

  /**
   * How certain the price of a row is.
   *
   * @param asOf of the marker, microseconds since the epoch
   */
  public static OracleQuality of(RowSums sums, PriceFacts price, long asOf) {
    return new OracleQuality(
        price.validity(),
        Figures.price(price.mark()),
        Figures.price(price.lowest()),
        price.highest() == null ? null : Figures.price(price.highest()),
        (asOf - price.publishTime()) / MICROS_PER_MILLI,
        price.sources(),
        price.used(),
        dispersionBps(price),
        new OracleQuality.Ambiguous(sums.ambiguous().accounts(), sums.ambiguous().sum(0)));
  }

  private static BigDecimal dispersionBps(PriceFacts price) {
    return price.lowestUsed() == null
        ? null
        : Ratios.of(
            price.highestUsed().subtract(price.lowestUsed()).multiply(WHOLE_BPS), price.mark());
  }
}
