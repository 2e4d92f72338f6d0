package io.breakwater.margin.terms;

import io.breakwater.value.Decimals;
import io.breakwater.value.Refusal;
import io.breakwater.value.RefusedException;
import java.math.BigDecimal;

/**
 * The rules of one instrument, as they stand at one time.
 *
 * @param tiers maintenance margin table of positions; empty for assets
 * @param marginBasis notional on which positions' maintenance margin is taken
 * @param closingFeeRate added to every tier's rate, in [0, 1); rate plus fee stays below 1
 * @param flatMargin added to the requirement of each position, numeraire, 0 or more
 * @param depositWeight maintenance weight w of a deposit, in [0, 1]: it adds (1 − w) · amount ·
 *     price to the requirement
 * @param debtWeight liability weight v of a debt, 1 or more: it adds (v − 1) · amount · price to
 *     the requirement
 * @param liquidationFeeRate incentive paid to who closes, share of the notional, in [0, 1)
 * @param impact how closing moves the price, and who pays what is left; no level follows from it
 */
public record MarginParameters(
    TierTable tiers,
    MarginBasis marginBasis,
    BigDecimal closingFeeRate,
    BigDecimal flatMargin,
    BigDecimal depositWeight,
    BigDecimal debtWeight,
    BigDecimal liquidationFeeRate,
    ImpactTerms impact) {

  /** With the default impact. */
  public MarginParameters(
      TierTable tiers,
      MarginBasis marginBasis,
      BigDecimal closingFeeRate,
      BigDecimal flatMargin,
      BigDecimal depositWeight,
      BigDecimal debtWeight,
      BigDecimal liquidationFeeRate) {
    this(
        tiers,
        marginBasis,
        closingFeeRate,
        flatMargin,
        depositWeight,
        debtWeight,
        liquidationFeeRate,
        ImpactTerms.DEFAULT);
  }

  /**
   * @throws RefusedException {@link Refusal#INVALID_PARAMETERS} for rates plus fee outside of [0,
   *     1), a deposit weight outside of [0, 1], a debt weight below 1
   */
  public MarginParameters {
    closingFeeRate = rate(closingFeeRate, "closingFeeRate");
    flatMargin = Decimals.checkedNotNegative(flatMargin, "flatMargin");
    depositWeight = Decimals.checked(depositWeight, "depositWeight");
    debtWeight = Decimals.checked(debtWeight, "debtWeight");
    liquidationFeeRate = rate(liquidationFeeRate, "liquidationFeeRate");
    require(
        depositWeight.signum() >= 0 && depositWeight.compareTo(BigDecimal.ONE) <= 0,
        "depositWeight is " + depositWeight.toPlainString() + ": it lies in [0, 1].");
    require(
        debtWeight.compareTo(BigDecimal.ONE) >= 0,
        "debtWeight is " + debtWeight.toPlainString() + ": it is 1 or more.");
    for (MarginTier tier : tiers.tiers()) {
      require(
          tier.rate().add(closingFeeRate).compareTo(BigDecimal.ONE) < 0,
          "tier rate "
              + tier.rate().toPlainString()
              + " plus closingFeeRate "
              + closingFeeRate.toPlainString()
              + " reaches 1: rate plus fee must stay below 1.");
    }
  }

  private static BigDecimal rate(BigDecimal value, String name) {
    BigDecimal rate = Decimals.checked(value, name);
    require(
        rate.signum() >= 0 && rate.compareTo(BigDecimal.ONE) < 0,
        name + " is " + rate.toPlainString() + ": it lies in [0, 1).");
    return rate;
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new RefusedException(Refusal.INVALID_PARAMETERS, message);
    }
  }

  /** The same with another impact. */
  public MarginParameters withImpact(ImpactTerms other) {
    return new MarginParameters(
        tiers,
        marginBasis,
        closingFeeRate,
        flatMargin,
        depositWeight,
        debtWeight,
        liquidationFeeRate,
        other);
  }

  /** Whether all decisions are the same by other rules: all but the impact is equal. */
  public boolean decidesLike(MarginParameters other) {
    return withImpact(other.impact).equals(other);
  }

  /**
   * The maintenance margin of a position: rate_t · N − deduction_t + fee · N + flat, exact. There
   * must be tiers.
   *
   * @param notional N, numeraire, 0 or more
   */
  public BigDecimal maintenanceMargin(BigDecimal notional) {
    int tier = tiers.tierOf(notional);
    return tiers
        .tiers()
        .get(tier)
        .rate()
        .add(closingFeeRate)
        .multiply(notional)
        .subtract(tiers.deductions().get(tier))
        .add(flatMargin);
  }

  /**
   * What a unit of a balance's worth adds to the requirement: 1 − w of a deposit, v − 1 of a debt.
   */
  public BigDecimal addOn(BalanceSide side) {
    return switch (side) {
      case DEPOSIT -> BigDecimal.ONE.subtract(depositWeight);
      case DEBT -> debtWeight.subtract(BigDecimal.ONE);
    };
  }
}
