package io.breakwater.cascade.reference;

import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.Balance;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.model.Market;
import io.breakwater.margin.terms.BalanceSide;
import io.breakwater.margin.terms.InstrumentKind;
import io.breakwater.margin.terms.InstrumentParameters;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * What a full close-out closes of an element.
 *
 * @param soldIn row in whose market it is sold, or bought where it is short or owed; null for none
 * @param value of what is closed, at the marker, numeraire: above 0 for what is sold
 * @param incentive paid for closing it at the marker's prices, numeraire
 * @param seized whether it is a deposit
 */
record Closed(String soldIn, BigDecimal value, BigDecimal incentive, boolean seized) {

  /**
   * All that is closed: positions whole; of an account that owes cash or assets the same share of
   * every deposit, as much as debts with the liquidators' bonus come to, and of every debt what
   * that repays.
   *
   * @param atTrigger the prices at which the account is found below
   */
  static List<Closed> of(Account account, Market atTrigger, Marker marker) {
    List<Closed> closed = new ArrayList<>();
    for (Position position : account.positions()) {
      closed.add(of(position, marker));
    }
    if (account.owesCashOrAssets()) {
      Shares shares = Shares.of(account, atTrigger);
      for (Balance balance : account.balances()) {
        closed.add(of(balance, shares, marker));
      }
    }
    return closed;
  }

  private static Closed of(Position position, Marker marker) {
    InstrumentParameters instrument = marker.market().parameters(position.instrument());
    BigDecimal value = value(position, marker.market());
    BigDecimal fee = instrument.inForce().liquidationFeeRate();
    return new Closed(
        marker.soldIn(instrument.factors().price()), value, fee.multiply(value.abs()), false);
  }

  private static Closed of(Balance balance, Shares shares, Marker marker) {
    InstrumentParameters instrument = marker.market().parameters(balance.instrument());
    boolean isDeposit = balance.side() == BalanceSide.DEPOSIT;
    BigDecimal share = isDeposit ? shares.seized() : shares.repaid();
    BigDecimal value = value(balance, marker.market()).multiply(share);
    BigDecimal bonus = instrument.inForce().liquidationFeeRate();
    BigDecimal discount = Exact.quotient(bonus, BigDecimal.ONE.add(bonus));
    return new Closed(
        marker.soldIn(instrument.factors().of(balance.side())),
        value,
        isDeposit ? discount.multiply(value) : BigDecimal.ZERO,
        isDeposit);
  }

  /** What a position is worth at a market, with its sign: of inverse contracts their size. */
  static BigDecimal value(Position position, Market market) {
    InstrumentParameters instrument = market.parameters(position.instrument());
    return instrument.kind() == InstrumentKind.INVERSE_PERPETUAL
        ? position.size()
        : position.size().multiply(market.value(instrument.factors().price()));
  }

  /** What a balance is worth at a market, below 0 for a debt. */
  static BigDecimal value(Balance balance, Market market) {
    InstrumentParameters instrument = market.parameters(balance.instrument());
    BigDecimal units = balance.units(instrument.factors());
    return balance.signed(units.multiply(market.value(instrument.factors().of(balance.side()))));
  }

  /**
   * Of what is owed and deposited.
   *
   * @param seized share of each deposit
   * @param repaid share of each debt
   */
  private record Shares(BigDecimal seized, BigDecimal repaid) {
    static Shares of(Account account, Market market) {
      BigDecimal owed = account.cash().min(BigDecimal.ZERO).negate();
      BigDecimal repays = BigDecimal.ZERO;
      for (Balance balance : account.balances()) {
        BigDecimal worth = value(balance, market).abs();
        if (balance.side() == BalanceSide.DEBT) {
          owed = owed.add(worth);
        } else {
          BigDecimal bonus = market.parameters(balance.instrument()).inForce().liquidationFeeRate();
          repays = repays.add(Exact.quotient(worth, BigDecimal.ONE.add(bonus)));
        }
      }
      return new Shares(atMostAll(owed, repays), atMostAll(repays, owed));
    }

    private static BigDecimal atMostAll(BigDecimal part, BigDecimal whole) {
      return part.compareTo(whole) >= 0 ? BigDecimal.ONE : Exact.quotient(part, whole);
    }
  }
}
