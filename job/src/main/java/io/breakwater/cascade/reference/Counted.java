package io.breakwater.cascade.reference;

import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.Balance;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.model.FactorsOf;
import io.breakwater.margin.model.Valuation;
import io.breakwater.margin.terms.BalanceSide;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.Level;
import java.math.BigDecimal;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * An account that owes something and can be valued.
 *
 * @param account what counts of it
 * @param valuation at the marker
 * @param prices observed ones that it rests on
 */
record Counted(
    Holder holder, Account account, Valuation valuation, SortedSet<String> prices, Marker marker) {

  static Counted of(Holder holder, Marker marker) {
    Account account = marker.model().appraise(holder.account(), marker.market()).account();
    return new Counted(
        holder,
        account,
        marker.model().value(account, marker.market()),
        prices(account, marker),
        marker);
  }

  /** The observed prices with a value that an account rests on, as far as that is known. */
  static SortedSet<String> prices(Account account, Marker marker) {
    SortedSet<String> prices =
        new TreeSet<>(
            FactorsOf.observed(marker.model().factors(account, marker.market()), marker.market()));
    prices.removeIf(factor -> !marker.isPrice(factor) || marker.market().value(factor) == null);
    return prices;
  }

  String id() {
    return account.id();
  }

  /** Whether a liquidator could close anything. Otherwise only its equity counts. */
  boolean hasSomethingToClose() {
    return account.hasSomethingToClose();
  }

  /** Whether it is LIQUIDATABLE or worse, and open. */
  boolean isBacklog() {
    return hasSomethingToClose() && holder.level().isTriggered();
  }

  boolean hasPositions() {
    return !account.positions().isEmpty();
  }

  /** How far its health at the entry of LIQUIDATABLE is below zero. */
  BigDecimal deficit() {
    BigDecimal multiplier =
        marker.market().policy().inForce().threshold(Level.LIQUIDATABLE).entry();
    return valuation.health(multiplier).negate();
  }

  /** What its positions that rest on a row's price are worth at the mark; null for all. */
  BigDecimal positions(String row) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Position position : account.positions()) {
      if (isOf(row, factor(position))) {
        sum = sum.add(Closed.value(position, marker.market()).abs());
      }
    }
    return sum;
  }

  /** The same of its debts; of the whole system with the cash that it owes. */
  BigDecimal debts(String row) {
    BigDecimal sum = row == null ? account.cash().min(BigDecimal.ZERO).negate() : BigDecimal.ZERO;
    return sum.add(balances(row, BalanceSide.DEBT));
  }

  /** The same of all that it holds and owes. */
  BigDecimal holdings(String row) {
    return positions(row)
        .add(balances(row, BalanceSide.DEPOSIT))
        .add(balances(row, BalanceSide.DEBT));
  }

  private BigDecimal balances(String row, BalanceSide side) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Balance balance : account.balances()) {
      if (balance.side() == side && isOf(row, factor(balance))) {
        sum = sum.add(Closed.value(balance, marker.market()).abs());
      }
    }
    return sum;
  }

  private boolean isOf(String row, String factor) {
    return row == null || marker.restsOn(factor, row);
  }

  String factor(Position position) {
    return instrument(position.instrument()).factors().price();
  }

  private String factor(Balance balance) {
    return instrument(balance.instrument()).factors().of(balance.side());
  }

  private InstrumentParameters instrument(String id) {
    return marker.market().parameters(id);
  }
}
