package io.breakwater.margin.linear;

import io.breakwater.margin.account.Account;
import io.breakwater.margin.model.Market;
import io.breakwater.margin.model.PriceInterval;
import io.breakwater.margin.terms.Level;
import io.breakwater.margin.terms.PolicyTerms;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where one instrument's price makes an account liquidatable, the other prices held.
 *
 * @param safe ends of the interval of prices at which H at the LIQUIDATABLE multiplier is not below
 *     zero, to 34 significant digits, rounded into the safe side; unbounded when no price is safe
 * @param unsafeAtEnds whether the account is liquidatable at the ends themselves, as it is where
 *     the policy counts a health of zero as below
 * @param unsafeAtEveryPrice whether there is no safe price
 */
public record CriticalPrices(PriceInterval safe, boolean unsafeAtEnds, boolean unsafeAtEveryPrice) {

  /** By instrument, in the order of their names, for every instrument that the account holds. */
  public static Map<String, CriticalPrices> of(Account account, Market market) {
    PolicyTerms policy = market.policy().inForce();
    BigDecimal multiplier = policy.threshold(Level.LIQUIDATABLE).entry();
    Map<String, Part> parts = new LinkedHashMap<>();
    BigDecimal health = account.cash();
    for (Map.Entry<String, List<ElementCurve>> entry :
        LinearMarginModel.curves(account, market).entrySet()) {
      HealthCurve curve = HealthCurve.of(entry.getValue(), multiplier);
      Part part = new Part(curve, curve.at(market.price(entry.getKey())));
      parts.put(entry.getKey(), part);
      health = health.add(part.health());
    }
    boolean strict = policy.belowAtZero(Level.LIQUIDATABLE);
    Map<String, CriticalPrices> prices = new LinkedHashMap<>();
    for (Map.Entry<String, Part> entry : parts.entrySet()) {
      BigDecimal others = health.subtract(entry.getValue().health());
      prices.put(
          entry.getKey(),
          account.owes()
              ? of(entry.getValue().curve(), others.negate(), strict)
              : new CriticalPrices(PriceInterval.UNBOUNDED, strict, false));
    }
    return prices;
  }

  /** What one instrument adds to health at its price, and at every other. */
  private record Part(HealthCurve curve, BigDecimal health) {}

  private static CriticalPrices of(HealthCurve curve, BigDecimal least, boolean strict) {
    HealthCurve.Range range = curve.reaching(least, strict);
    return range.empty()
        ? new CriticalPrices(PriceInterval.UNBOUNDED, strict, true)
        : new CriticalPrices(range.toInterval(), strict, false);
  }
}
