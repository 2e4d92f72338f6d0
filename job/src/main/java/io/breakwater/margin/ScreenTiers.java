package io.breakwater.margin;

import java.math.BigDecimal;
import java.util.List;

/**
 * The tiers of one instrument as floating-point numbers.
 *
 * @param from lower bounds, numeraire
 * @param rate tier rate plus closing fee
 * @param deduction numeraire
 */
record ScreenTiers(double[] from, double[] rate, double[] deduction) {

  static ScreenTiers of(MarginParameters parameters) {
    TierTable table = parameters.tiers();
    List<BigDecimal> deductions = table.deductions();
    int size = table.tiers().size();
    double[] from = new double[size];
    double[] rate = new double[size];
    double[] deduction = new double[size];
    for (int t = 0; t < size; t++) {
      MarginTier tier = table.tiers().get(t);
      from[t] = tier.notionalFrom().doubleValue();
      rate[t] = tier.rate().add(parameters.closingFeeRate()).doubleValue();
      deduction[t] = deductions.get(t).doubleValue();
    }
    return new ScreenTiers(from, rate, deduction);
  }

  /** The tier in which a notional lies. */
  int tierOf(double notional) {
    int t = 0;
    while (t + 1 < from.length && notional >= from[t + 1]) {
      t++;
    }
    return t;
  }

  double requirement(int tier, double notional) {
    return rate[tier] * notional - deduction[tier];
  }

  double requirement(double notional) {
    return requirement(tierOf(notional), notional);
  }
}
