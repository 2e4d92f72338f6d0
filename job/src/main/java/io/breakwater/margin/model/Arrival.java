package io.breakwater.margin.model;

import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.AccountRecord;
import io.breakwater.margin.account.Balance;
import io.breakwater.margin.terms.InstrumentParameters;
import java.math.BigDecimal;

/**
 * A balance that grows with an index, and does not say at which it was stated, was stated at the
 * one that stood when it came; where none was known then, at the first one after.
 */
public final class Arrival {
  private Arrival() {}

  /** The record with what the market's indexes are now, where that was not known before. */
  public static AccountRecord of(AccountRecord record, Market market) {
    return record.arrived(balance -> index(balance, market));
  }

  /** The account as it arrives now. */
  public static Account of(Account account, Market market) {
    return new Account(
        account.id(),
        account.cash(),
        account.balances().stream()
            .map(
                balance ->
                    balance.grownFrom() == null
                        ? balance.arrivedAt(index(balance, market))
                        : balance)
            .toList(),
        account.positions());
  }

  private static BigDecimal index(Balance balance, Market market) {
    InstrumentParameters instrument = market.parameters(balance.instrument());
    String index = instrument == null ? null : instrument.factors().index(balance.side());
    return index == null ? null : market.value(index);
  }
}
