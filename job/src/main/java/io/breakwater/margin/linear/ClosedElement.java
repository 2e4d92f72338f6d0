package io.breakwater.margin.linear;

import io.breakwater.margin.account.Balance;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.model.LegKind;
import io.breakwater.margin.model.Market;
import io.breakwater.margin.terms.BalanceSide;
import io.breakwater.margin.terms.InstrumentFactors;
import io.breakwater.margin.terms.InstrumentKind;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.value.Decimals;
import io.breakwater.value.Fraction;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What a plan closes of one position or balance.
 *
 * @param instrument the contract or asset
 * @param kind position, deposit or debt
 * @param leg of the position; empty by default and for balances
 * @param size how much is closed, with the sign of what is held
 * @param worth size · price, numeraire: exact where an index has grown the size, which is rounded;
 *     of an inverse contract its size
 * @param requirement what is closed adds to the requirement, numeraire, 0 or more
 * @param coin value of the coin in which fills of an inverse contract pay; null for all else
 */
record ClosedElement(
    String instrument,
    LegKind kind,
    String leg,
    BigDecimal size,
    BigDecimal worth,
    BigDecimal requirement,
    BigDecimal coin) {

  /** All of a position. */
  static ClosedElement of(Position position, Market market) {
    InstrumentParameters instrument = market.parameters(position.instrument());
    BigDecimal price = market.value(instrument.factors().price());
    BigDecimal size = position.size();
    boolean isInverse = instrument.kind() == InstrumentKind.INVERSE_PERPETUAL;
    return new ClosedElement(
        position.instrument(),
        LegKind.POSITION,
        position.leg(),
        size,
        isInverse ? size : size.multiply(price),
        LinearMarginModel.requirement(position, instrument, price),
        isInverse ? price : null);
  }

  /** All of a balance: what it has grown to, where an index grows it. */
  static ClosedElement of(Balance balance, Market market) {
    InstrumentParameters instrument = market.parameters(balance.instrument());
    InstrumentFactors factors = instrument.factors();
    BigDecimal units = balance.units(factors);
    BigDecimal worth = units.multiply(market.value(factors.of(balance.side())));
    BigDecimal size = balance.signed(grown(balance, units, factors, market));
    return new ClosedElement(
        balance.instrument(),
        LegKind.of(balance.side()),
        "",
        size,
        balance.signed(worth),
        instrument.inForce().addOn(balance.side()).multiply(worth),
        null);
  }

  /** Units of the asset at present; a debt's rounded up, a deposit's down, to 18 decimals. */
  private static BigDecimal grown(
      Balance balance, BigDecimal units, InstrumentFactors factors, Market market) {
    String index = factors.index(balance.side());
    if (index == null) {
      return units;
    }
    boolean owed = balance.side() == BalanceSide.DEBT;
    BigDecimal grown = units.multiply(market.value(index));
    return Decimals.canonical(
        grown.setScale(Decimals.SCALE, owed ? RoundingMode.CEILING : RoundingMode.FLOOR));
  }

  /**
   * The price at which closing it costs a part of what the account has: where it pays in the
   * numeraire, worth + size · (price − mark) falls short by that; where it pays in a coin, whose
   * value stays, size · coin · (1 / coin − 1 / price) does.
   *
   * @param share of {@code whole} of the equity, times the equity
   * @return null where no price above zero does
   */
  Fraction priceThatCosts(BigDecimal share, BigDecimal whole) {
    if (coin == null) {
      return Fraction.of(worth.multiply(whole).subtract(share), size.multiply(whole));
    }
    BigDecimal left = size.multiply(whole).add(share);
    return left.signum() == size.signum()
        ? Fraction.of(size.multiply(coin).multiply(whole), left)
        : null;
  }

  /** Magnitude of what it is worth, numeraire. */
  BigDecimal notional() {
    return worth.abs();
  }
}
