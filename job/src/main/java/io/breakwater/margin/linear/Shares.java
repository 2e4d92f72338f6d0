package io.breakwater.margin.linear;

import io.breakwater.margin.model.Market;
import io.breakwater.margin.model.PriceInterval;
import io.breakwater.value.Decimals;
import io.breakwater.value.Fraction;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The slack of health at one multiplier, shared equally among factors: if every h_k stays within
 * its share, their sum stays within the slack. Each share is inverted exactly and rounded into the
 * safe side.
 */
final class Shares {
  private static final BigDecimal STEP = BigDecimal.ONE.movePointLeft(Decimals.SCALE);

  private final Map<String, HealthCurve> health = new HashMap<>();
  private final BigDecimal share;
  private final Market market;

  /**
   * @param curves of elements, by the factor that values them
   * @param constant health that does not move with them
   */
  Shares(
      Map<String, List<ElementCurve>> curves,
      BigDecimal constant,
      BigDecimal multiplier,
      Market market) {
    this.market = market;
    curves.forEach((name, elements) -> health.put(name, HealthCurve.of(elements, multiplier)));
    this.share = health.isEmpty() ? BigDecimal.ZERO : share(total(constant).negate());
  }

  private BigDecimal total(BigDecimal constant) {
    BigDecimal total = constant;
    for (Map.Entry<String, HealthCurve> entry : health.entrySet()) {
      total = total.add(entry.getValue().at(market.value(entry.getKey())));
    }
    return total;
  }

  /** An equal share, rounded so that all shares together never exceed the whole. */
  private BigDecimal share(BigDecimal whole) {
    RoundingMode towardsZero = whole.signum() < 0 ? RoundingMode.CEILING : RoundingMode.FLOOR;
    int scale = whole.scale() + Decimals.SCALE;
    return whole.divide(BigDecimal.valueOf(health.size()), scale, towardsZero);
  }

  /**
   * Cuts a box to where health stays up.
   *
   * @param strict whether it must stay above zero, not at it
   */
  void keepAbove(boolean strict, Map<String, PriceInterval> box) {
    health.forEach(
        (factor, curve) -> {
          BigDecimal least = curve.at(market.value(factor)).add(share);
          merge(box, factor, closed(curve.reaching(least, strict), strict));
        });
  }

  /**
   * Cuts a box to where health stays below.
   *
   * @param atZero whether zero is below
   */
  void keepBelow(boolean atZero, Map<String, PriceInterval> box) {
    health.forEach(
        (factor, curve) -> {
          BigDecimal price = market.value(factor);
          BigDecimal most = curve.at(price).add(share);
          merge(box, factor, outside(curve.reaching(most, atZero), price, !atZero));
        });
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
