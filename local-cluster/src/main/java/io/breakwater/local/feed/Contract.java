package io.breakwater.local.feed;

import io.breakwater.margin.terms.TierTable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * A linear perpetual that generated accounts trade.
 *
 * @param id the contract
 * @param price at which the book stands, numeraire, above 0
 * @param tiers its maintenance margin table
 * @param deductions of the tiers
 */
record Contract(String id, BigDecimal price, TierTable tiers, List<BigDecimal> deductions) {

  static Contract of(String id, BigDecimal price, TierTable tiers) {
    return new Contract(id, price, tiers, tiers.deductions());
  }

  /** The size whose notional is nearest to the one given, in steps; at least one step. */
  BigDecimal size(double notional) {
    BigDecimal size =
        BigDecimal.valueOf(notional).divide(price, stepScale(), RoundingMode.HALF_EVEN);
    return size.signum() > 0 ? size : BigDecimal.ONE.movePointLeft(stepScale());
  }

  /** As many decimals as the price has digits before the point: a step is worth 0.1 to 10. */
  private int stepScale() {
    return Math.max(0, price.precision() - price.scale());
  }

  BigDecimal notional(BigDecimal size) {
    return size.abs().multiply(price);
  }

  /** Maintenance margin of a notional: rate · notional − deduction of its tier. */
  BigDecimal maintenanceMargin(BigDecimal notional) {
    int tier = tiers.tierOf(notional);
    return tiers.tiers().get(tier).rate().multiply(notional).subtract(deductions.get(tier));
  }
}
