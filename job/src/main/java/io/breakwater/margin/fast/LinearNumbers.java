package io.breakwater.margin.fast;

import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.AccountShape;
import io.breakwater.margin.account.Balance;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.linear.Affine;
import io.breakwater.margin.linear.ElementCurve;
import io.breakwater.margin.mirror.CompactAccount;
import io.breakwater.margin.model.Market;
import io.breakwater.margin.terms.InstrumentKind;
import io.breakwater.margin.terms.InstrumentParameters;
import java.math.BigDecimal;

/**
 * Makes an account of the linear model into numbers. All sums that move with no price are taken
 * exactly first; of a tiered requirement, only what moves with no price counts among them.
 */
final class LinearNumbers {
  private final CompactAccount.Builder compact;
  private BigDecimal equity;
  private BigDecimal requirement = BigDecimal.ZERO;

  private LinearNumbers(Account account) {
    compact = new CompactAccount.Builder(AccountShape.of(account));
    equity = account.cash();
  }

  /** The numbers of an account that can be valued, whose parameters are all known. */
  static CompactAccount of(Account account, Market market) {
    LinearNumbers numbers = new LinearNumbers(account);
    for (Balance balance : account.balances()) {
      numbers.add(balance, market.parameters(balance.instrument()));
    }
    for (Position position : account.positions()) {
      numbers.add(position, market.parameters(position.instrument()));
    }
    if (!account.positions().isEmpty() && account.cash().signum() < 0) {
      numbers.compact.owesCash(account.cash().negate().doubleValue());
    }
    return numbers.compact.build(numbers.equity.doubleValue(), numbers.requirement.doubleValue());
  }

  private void add(Balance balance, InstrumentParameters instrument) {
    ElementCurve curve = ElementCurve.of(balance, instrument);
    compact.add(
        instrument.factors().of(balance.side()),
        balance.instrument(),
        curve.equity().slope().doubleValue(),
        curve.requirement().get(0).slope().doubleValue());
  }

  private void add(Position position, InstrumentParameters instrument) {
    Affine profit = ElementCurve.profit(position, instrument);
    equity = equity.add(profit.constant());
    double weight = CompactAccount.TIERED;
    if (ElementCurve.isTiered(instrument)) {
      requirement = requirement.add(instrument.inForce().flatMargin());
    } else {
      Affine only = ElementCurve.of(position, instrument).requirement().get(0);
      requirement = requirement.add(only.constant());
      weight = only.slope().doubleValue();
    }
    compact.add(
        instrument.factors().price(),
        position.instrument(),
        profit.slope().doubleValue(),
        weight,
        instrument.kind() == InstrumentKind.INVERSE_PERPETUAL
            ? position.size().doubleValue()
            : Double.NaN);
  }
}
