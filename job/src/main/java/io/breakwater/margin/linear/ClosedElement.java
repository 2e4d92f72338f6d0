package io.breakwater.margin.linear;

import io.breakwater.margin.account.Balance;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.model.LegKind;
import io.breakwater.margin.model.Market;
import io.breakwater.margin.terms.BalanceSide;
import io.breakwater.margin.terms.InstrumentFactors;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.value.Decimals;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What a plan closes of one position or balance.
 *
 * @param instrument the contract or asset
 * @param kind position, deposit or debt
 * @param leg of the position; empty by default and for balances
 * @param size how much is closed, with the sign of what is held
 * @param slope equity per price of what is closed
 * @param worth slope · price, numeraire: exact where an index has grown the size, which is rounded
 * @param requirement what is closed adds to the requirement, numeraire, 0 or more
 */
record ClosedElement(
    String instrument,
    LegKind kind,
    String leg,
    BigDecimal size,
    BigDecimal slope,
    BigDecimal worth,
    BigDecimal requirement) {

  /** All of a position. */
  static ClosedElement of(Position position, Market market) {
    InstrumentParameters instrument = market.parameters(position.instrument());
    BigDecimal price = market.value(instrument.factors().price());
    BigDecimal slope = ElementCurve.profit(position, instrument).slope();
    return new ClosedElement(
        position.instrument(),
        LegKind.POSITION,
        position.leg(),
        position.size(),
        slope,
        slope.multiply(price),
        LinearMarginModel.requirement(position, instrument, price));
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
        size,
        balance.signed(worth),
        instrument.inForce().addOn(balance.side()).multiply(worth));
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

  /** Magnitude of what it is worth, numeraire. */
  BigDecimal notional() {
    return worth.abs();
  }
}
