package io.breakwater.margin.linear;

import io.breakwater.margin.account.Account;
import io.breakwater.margin.model.CriticalPrices;
import io.breakwater.margin.model.FactorsOf;
import io.breakwater.margin.model.Market;
import io.breakwater.margin.model.PriceInterval;
import io.breakwater.margin.terms.Level;
import io.breakwater.margin.terms.PolicyTerms;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds critical prices along observed factors in closed form.
 *
 * <p>Along an observed factor, each derived one is a multiple of it: the product of the other
 * factors in it, at their accepted values. So health stays concave and piecewise linear, and ends
 * have closed forms; only the rounding of products to their scale is left out of account.
 */
final class CriticalPriceFinder {
  private CriticalPriceFinder() {}

  /** By observed factor, in the order of their names, for every one that the account rests on. */
  static Map<String, CriticalPrices> of(Account account, Market market) {
    PolicyTerms policy = market.policy().inForce();
    BigDecimal multiplier = policy.threshold(Level.LIQUIDATABLE).entry();
    boolean strict = policy.belowAtZero(Level.LIQUIDATABLE);
    Map<String, List<ElementCurve>> curves = LinearMarginModel.curves(account, market);
    BigDecimal health = account.cash();
    for (Map.Entry<String, List<ElementCurve>> entry : curves.entrySet()) {
      health = health.add(health(entry.getValue(), multiplier, entry.getKey(), market));
    }
    Map<String, CriticalPrices> prices = new LinkedHashMap<>();
    for (String observed : FactorsOf.observed(curves.keySet(), market)) {
      prices.put(
          observed,
          account.owes()
              ? along(observed, curves, health, multiplier, strict, market)
              : new CriticalPrices(PriceInterval.UNBOUNDED, strict, false));
    }
    return prices;
  }

  private static BigDecimal health(
      List<ElementCurve> elements, BigDecimal multiplier, String factor, Market market) {
    return HealthCurve.of(elements, multiplier).at(market.value(factor));
  }

  private static CriticalPrices along(
      String observed,
      Map<String, List<ElementCurve>> curves,
      BigDecimal health,
      BigDecimal multiplier,
      boolean strict,
      Market market) {
    List<ElementCurve> moving = new ArrayList<>();
    BigDecimal held = health;
    for (Map.Entry<String, List<ElementCurve>> entry : curves.entrySet()) {
      BigDecimal multiple = Multiples.of(entry.getKey(), observed, market);
      if (multiple != null) {
        held = held.subtract(health(entry.getValue(), multiplier, entry.getKey(), market));
        entry.getValue().forEach(element -> moving.add(element.along(multiple)));
      }
    }
    return of(HealthCurve.of(moving, multiplier), held.negate(), strict);
  }

  private static CriticalPrices of(HealthCurve curve, BigDecimal least, boolean strict) {
    HealthCurve.Range range = curve.reaching(least, strict);
    return range.empty()
        ? new CriticalPrices(PriceInterval.UNBOUNDED, strict, true)
        : new CriticalPrices(range.toInterval(), strict, false);
  }
}
