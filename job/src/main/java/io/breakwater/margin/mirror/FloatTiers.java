package io.breakwater.margin.mirror;

import io.breakwater.margin.terms.MarginParameters;
import io.breakwater.margin.terms.MarginTier;
import io.breakwater.margin.terms.TierTable;
import java.math.BigDecimal;
import java.util.List;

/**
 * The tiers of one instrument as floating-point numbers, each the nearest double of an exact one:
 * the steps too, which a difference of doubles would not be.
 *
 * @param from lower bounds, numeraire
 * @param rate tier rate plus closing fee
 * @param deduction numeraire
 * @param rateStep by how much the rate exceeds that of the tier before, 0 or more
 * @param deductionStep by how much the deduction exceeds that of the tier before, 0 or more
 */
public record FloatTiers(
    double[] from, double[] rate, double[] deduction, double[] rateStep, double[] deductionStep) {

  public static FloatTiers of(MarginParameters parameters) {
    TierTable table = parameters.tiers();
    List<BigDecimal> deductions = table.deductions();
    int size = table.tiers().size();
    double[] from = new double[size];
    double[] rate = new double[size];
    double[] deduction = new double[size];
    double[] rateStep = new double[size];
    double[] deductionStep = new double[size];
    for (int t = 0; t < size; t++) {
      MarginTier tier = table.tiers().get(t);
      from[t] = tier.notionalFrom().doubleValue();
      rate[t] = tier.rate().add(parameters.closingFeeRate()).doubleValue();
      deduction[t] = deductions.get(t).doubleValue();
      if (t > 0) {
        MarginTier before = table.tiers().get(t - 1);
        rateStep[t] = tier.rate().subtract(before.rate()).doubleValue();
        deductionStep[t] = deductions.get(t).subtract(deductions.get(t - 1)).doubleValue();
      }
    }
    return new FloatTiers(from, rate, deduction, rateStep, deductionStep);
  }

  /** How often the margin of one position bends. */
  public int bends() {
    return from.length - 1;
  }

  /** The tier in which a notional lies. */
  public int tierOf(double notional) {
    int t = 0;
    while (t + 1 < from.length && notional >= from[t + 1]) {
      t++;
    }
    return t;
  }

  public double requirement(int tier, double notional) {
    return rate[tier] * notional - deduction[tier];
  }

  public double requirement(double notional) {
    return requirement(tierOf(notional), notional);
  }
}
