package io.breakwater.margin.linear;

import io.breakwater.margin.account.Balance;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.model.LegKind;
import io.breakwater.margin.model.Market;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.MarginParameters;
import java.math.BigDecimal;

/**
 * What a plan closes of one position or balance.
 *
 * @param instrument the contract or asset
 * @param kind position, deposit or debt
 * @param leg of the position; empty by default and for balances
 * @param size how much is closed, with the sign of what is held
 * @param slope equity per price of what is closed
 * @param requirement what is closed adds to the requirement, numeraire, 0 or more
 * @param price accepted price of the instrument, numeraire, above 0
 */
record ClosedElement(
    String instrument,
    LegKind kind,
    String leg,
    BigDecimal size,
    BigDecimal slope,
    BigDecimal requirement,
    BigDecimal price) {

  /** All of a position. */
  static ClosedElement of(Position position, Market market) {
    InstrumentParameters instrument = market.parameters(position.instrument());
    BigDecimal price = market.price(position.instrument());
    return new ClosedElement(
        position.instrument(),
        LegKind.POSITION,
        position.leg(),
        position.size(),
        ElementCurve.profit(position, instrument).slope(),
        LinearMarginModel.requirement(position, instrument, price),
        price);
  }

  /** All of a balance. */
  static ClosedElement of(Balance balance, Market market) {
    BigDecimal price = market.price(balance.instrument());
    MarginParameters parameters = market.parameters(balance.instrument()).inForce();
    BigDecimal worth = balance.amount().multiply(price);
    return new ClosedElement(
        balance.instrument(),
        CloseOutPlan.kindOf(balance),
        "",
        balance.signedAmount(),
        balance.signedAmount(),
        parameters.addOn(balance.side()).multiply(worth),
        price);
  }

  /** Magnitude of what it is worth, numeraire. */
  BigDecimal notional() {
    return slope.abs().multiply(price);
  }
}
