package io.breakwater.margin;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where one instrument's price makes an account liquidatable, the other prices held.
 *
 * @param safe ends of the interval of prices at which H at the LIQUIDATABLE multiplier is not below
 *     zero, to 34 significant digits, rounded into the safe side; unbounded when no price is safe
 * @param unsafeAtEveryPrice whether there is no such price
 */
public record CriticalPrices(PriceInterval safe, boolean unsafeAtEveryPrice) {
  private static final CriticalPrices NONE = new CriticalPrices(PriceInterval.UNBOUNDED, false);
  private static final CriticalPrices UNSAFE = new CriticalPrices(PriceInterval.UNBOUNDED, true);

  /** By instrument, in the order of their names, for every instrument that the account holds. */
  public static Map<String, CriticalPrices> of(Account account, Market market) {
    Map<String, List<ElementCurve>> curves = LinearMarginModel.curves(account, market);
    Map<String, CriticalPrices> prices = new LinkedHashMap<>();
    boolean owes = account.owes();
    curves.keySet().forEach(name -> prices.put(name, owes ? of(name, account, market) : NONE));
    return prices;
  }

  private static CriticalPrices of(String instrument, Account account, Market market) {
    PolicyTerms policy = market.policy().inForce();
    BigDecimal multiplier = policy.threshold(Level.LIQUIDATABLE).entry();
    Map<String, List<ElementCurve>> curves = LinearMarginModel.curves(account, market);
    BigDecimal others = account.cash();
    for (Map.Entry<String, List<ElementCurve>> entry : curves.entrySet()) {
      if (!entry.getKey().equals(instrument)) {
        others =
            others.add(
                HealthCurve.of(entry.getValue(), multiplier).at(market.price(entry.getKey())));
      }
    }
    HealthCurve.Range range =
        HealthCurve.of(curves.get(instrument), multiplier)
            .reaching(others.negate(), policy.belowAtZero(Level.LIQUIDATABLE));
    return range.empty() ? UNSAFE : new CriticalPrices(range.toInterval(), false);
  }

  /**
   * The price of each instrument at which equity is zero, the other prices held: numeraire, 18
   * decimals, rounded towards closing earlier; absent where no positive price below 1e20 makes it
   * zero.
   */
  public static Map<String, BigDecimal> bankruptcyPrices(Account account, Market market) {
    Map<String, Affine> equities = LinearMarginModel.equities(account, market);
    BigDecimal equity = account.cash();
    for (Map.Entry<String, Affine> entry : equities.entrySet()) {
      equity = equity.add(entry.getValue().at(market.price(entry.getKey())));
    }
    Map<String, BigDecimal> prices = new TreeMap<>();
    for (Map.Entry<String, Affine> entry : equities.entrySet()) {
      Affine own = entry.getValue();
      BigDecimal others = equity.subtract(own.at(market.price(entry.getKey())));
      BigDecimal price = zeroOf(own.plusConstant(others));
      if (price != null) {
        prices.put(entry.getKey(), price);
      }
    }
    return prices;
  }

  private static BigDecimal zeroOf(Affine equity) {
    int slope = equity.slope().signum();
    if (slope == 0 || equity.root().signum() <= 0) {
      return null;
    }
    BigDecimal price = equity.root().toPrice(slope > 0 ? RoundingMode.CEILING : RoundingMode.FLOOR);
    return price.signum() == 0 || price.compareTo(Decimals.MAX) > 0
        ? null
        : Decimals.canonical(price);
  }
}
