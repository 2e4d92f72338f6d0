package io.breakwater.margin.linear;

import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.AccountShape;
import io.breakwater.margin.model.Levels;
import io.breakwater.margin.model.Market;
import io.breakwater.margin.model.PriceInterval;
import io.breakwater.margin.model.SafeBox;
import io.breakwater.margin.terms.Level;
import io.breakwater.margin.terms.PolicyTerms;
import io.breakwater.value.Decimals;
import io.breakwater.value.Fraction;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds prices among which an account keeps its level.
 *
 * <p>Two guarantees are kept, each with its own slack shared equally among the factors: the next
 * worse level is not entered (H at its entry multiplier stays up), and the present one does not end
 * (H at its exit multiplier stays below). If every h_k stays within its share, their sum stays
 * within the slack; each share is inverted exactly and rounded into the safe side.
 */
final class SafeBoxFinder {
  private static final BigDecimal STEP = BigDecimal.ONE.movePointLeft(Decimals.SCALE);

  private final Account account;
  private final Level level;
  private final Level remembered;
  private final Market market;
  private final PolicyTerms policy;
  private final Map<String, List<ElementCurve>> curves;

  SafeBoxFinder(
      Account account,
      Level level,
      Level remembered,
      Market market,
      Map<String, List<ElementCurve>> curves) {
    this.account = account;
    this.level = level;
    this.remembered = remembered;
    this.market = market;
    this.policy = market.policy().inForce();
    this.curves = curves;
  }

  SafeBox find() {
    Map<String, PriceInterval> box = new HashMap<>();
    if (AccountShape.of(account) == AccountShape.OWES_NOTHING || curves.isEmpty()) {
      return new SafeBox(box);
    }
    Level worse = Levels.nextWorse(level);
    if (worse != null) {
      keepAbove(box, policy.threshold(worse).entry(), policy.belowAtZero(worse));
    }
    if (level != Level.HEALTHY) {
      keepBelow(box, endOf(level), policy.belowAtZero(level));
    }
    return new SafeBox(box);
  }

  /**
   * A level worse than the remembered one ends where it is entered; BAD_DEBT is BANKRUPT in this.
   */
  private BigDecimal endOf(Level reached) {
    PolicyTerms.Threshold threshold = policy.threshold(reached);
    boolean isRemembered = !Level.better(reached, Level.BANKRUPT).isWorseThan(remembered);
    return isRemembered ? threshold.exit() : threshold.entry();
  }

  private void keepAbove(Map<String, PriceInterval> box, BigDecimal multiplier, boolean strict) {
    Map<String, HealthCurve> health = healthCurves(multiplier);
    BigDecimal share = share(total(health).negate());
    health.forEach(
        (factor, curve) -> {
          BigDecimal least = curve.at(market.value(factor)).add(share);
          merge(box, factor, closed(curve.reaching(least, strict), strict));
        });
  }

  private void keepBelow(Map<String, PriceInterval> box, BigDecimal multiplier, boolean atZero) {
    Map<String, HealthCurve> health = healthCurves(multiplier);
    BigDecimal share = share(total(health).negate());
    health.forEach(
        (factor, curve) -> {
          BigDecimal price = market.value(factor);
          BigDecimal most = curve.at(price).add(share);
          merge(box, factor, outside(curve.reaching(most, atZero), price, !atZero));
        });
  }

  private Map<String, HealthCurve> healthCurves(BigDecimal multiplier) {
    Map<String, HealthCurve> health = new HashMap<>();
    curves.forEach((name, elements) -> health.put(name, HealthCurve.of(elements, multiplier)));
    return health;
  }

  private BigDecimal total(Map<String, HealthCurve> health) {
    BigDecimal total = account.cash();
    for (Map.Entry<String, HealthCurve> entry : health.entrySet()) {
      total = total.add(entry.getValue().at(market.value(entry.getKey())));
    }
    return total;
  }

  /** An equal share, rounded so that all shares together never exceed the whole. */
  private BigDecimal share(BigDecimal whole) {
    RoundingMode towardsZero = whole.signum() < 0 ? RoundingMode.CEILING : RoundingMode.FLOOR;
    int scale = whole.scale() + Decimals.SCALE;
    return whole.divide(BigDecimal.valueOf(curves.size()), scale, towardsZero);
  }

  private static void merge(Map<String, PriceInterval> box, String factor, PriceInterval interval) {
    box.merge(factor, interval, PriceInterval::intersect);
  }

  /** The prices of 18 decimals inside of a range. */
  private static PriceInterval closed(HealthCurve.Range range, boolean strict) {
    return new PriceInterval(
        range.low() == null ? null : atLeast(range.low(), strict),
        range.high() == null ? null : atMost(range.high(), strict));
  }

  /** The prices of 18 decimals outside of a range, on the side on which the price is. */
  private static PriceInterval outside(HealthCurve.Range range, BigDecimal price, boolean strict) {
    if (range.empty()) {
      return PriceInterval.UNBOUNDED;
    }
    boolean below =
        range.low() != null && range.low().compareTo(Fraction.of(price, BigDecimal.ONE)) >= 0;
    return below
        ? new PriceInterval(null, atMost(range.low(), strict))
        : new PriceInterval(atLeast(range.high(), strict), null);
  }

  private static BigDecimal atLeast(Fraction end, boolean strict) {
    BigDecimal price = end.toPrice(RoundingMode.CEILING);
    return strict && end.equalsPrice(price) ? price.add(STEP) : price;
  }

  private static BigDecimal atMost(Fraction end, boolean strict) {
    BigDecimal price = end.toPrice(RoundingMode.FLOOR);
    return strict && end.equalsPrice(price) ? price.subtract(STEP) : price;
  }
}
