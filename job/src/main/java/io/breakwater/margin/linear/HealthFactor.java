package io.breakwater.margin.linear;

import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.Balance;
import io.breakwater.margin.model.Market;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.MarginParameters;
import io.breakwater.value.Decimals;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The ratio by which lending protocols speak of an account: weighted deposits / weighted debts.
 * Below 1 the account is liquidatable. It is for reading only; levels are decided by {@link
 * Valuation#health}.
 */
public final class HealthFactor {
  private static final MathContext DIGITS = new MathContext(34, RoundingMode.DOWN);

  private HealthFactor() {}

  /**
   * Σ deposit · price · w / Σ debt · price · v, to 34 significant digits, rounded down. Cash counts
   * with weight 1, on the side of its sign.
   *
   * @return null for accounts with positions and for those without a debt
   */
  public static BigDecimal of(Account account, Market market) {
    if (!account.positions().isEmpty()) {
      return null;
    }
    BigDecimal deposits = account.cash().max(BigDecimal.ZERO);
    BigDecimal debts = account.cash().min(BigDecimal.ZERO).negate();
    for (Balance balance : account.balances()) {
      InstrumentParameters instrument = market.parameters(balance.instrument());
      MarginParameters parameters = instrument.inForce();
      BigDecimal value = market.value(instrument.factors().of(balance.side()));
      BigDecimal worth = balance.units(instrument.factors()).multiply(value);
      switch (balance.side()) {
        case DEPOSIT -> deposits = deposits.add(worth.multiply(parameters.depositWeight()));
        case DEBT -> debts = debts.add(worth.multiply(parameters.debtWeight()));
      }
    }
    return debts.signum() == 0 ? null : Decimals.canonical(deposits.divide(debts, DIGITS));
  }
}
