package io.breakwater.margin.linear;

import io.breakwater.value.Decimals;
import io.breakwater.value.Fraction;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.Function;

/**
 * The prices at which a plan's legs can all be closed so that an account is left with exactly
 * nothing.
 *
 * <p>The account's equity E, at the accepted prices, is shared among what is closed: each leg bears
 * E · (its requirement / the requirement of all legs), and its price is the accepted one less what
 * it bears per unit of price: {@code (worth − share) / size}. A fill of an inverse contract pays in
 * its coin, at whose accepted value that counts: {@code size · coin / (size + share)}. Where no leg
 * has a requirement, shares go by notional. A leg whose worth no price moves bears nothing. What
 * the plan leaves open stays at the accepted prices, so a plan that closes a part of each leg puts
 * all of E on those parts.
 */
final class BankruptcyPrices {
  private final BigDecimal equity;
  private final Function<ClosedElement, BigDecimal> weight;
  private final BigDecimal whole;

  /**
   * Shares equity among legs.
   *
   * @param equity of the account at the accepted prices
   */
  BankruptcyPrices(BigDecimal equity, List<ClosedElement> legs) {
    this.equity = equity;
    boolean required = sum(legs, ClosedElement::requirement).signum() > 0;
    this.weight = required ? ClosedElement::requirement : ClosedElement::notional;
    this.whole = sum(legs, weight);
  }

  private static BigDecimal sum(
      List<ClosedElement> legs, Function<ClosedElement, BigDecimal> weight) {
    BigDecimal sum = BigDecimal.ZERO;
    for (ClosedElement leg : legs) {
      if (leg.size().signum() != 0) {
        sum = sum.add(weight.apply(leg));
      }
    }
    return sum;
  }

  /**
   * The price of one of the legs: numeraire, 18 decimals, rounded up for what gains with the price
   * and down for what loses with it, so that all together leave nothing or, for each leg, less than
   * what 1e-18 of the price is worth more. Null where it would not be above zero, or 1e20 or more,
   * or moves nothing.
   */
  BigDecimal of(ClosedElement leg) {
    int direction = leg.size().signum();
    if (direction == 0) {
      return null;
    }
    Fraction exact = leg.priceThatCosts(equity.multiply(weight.apply(leg)), whole);
    if (exact == null) {
      return null;
    }
    BigDecimal price = exact.toPrice(direction > 0 ? RoundingMode.CEILING : RoundingMode.FLOOR);
    return price.signum() <= 0 || price.compareTo(Decimals.MAX) > 0
        ? null
        : Decimals.canonical(price);
  }
}
