package io.breakwater.margin.linear;

import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.Balance;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.model.CloseOutLeg;
import io.breakwater.margin.model.Market;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * What a trigger says to close.
 *
 * <p>FULL: every position; and where cash or an asset is owed, every debt is repaid and every
 * deposit may be seized for it.
 */
final class CloseOutPlan {
  private CloseOutPlan() {}

  /** The legs to close, positions first, each in the account's order. */
  static List<CloseOutLeg> of(Account account, Market market) {
    List<ClosedElement> closed = closed(account, market);
    BigDecimal equity = LinearMarginModel.valuation(account, market).equity();
    BankruptcyPrices prices = new BankruptcyPrices(equity, closed);
    List<CloseOutLeg> legs = new ArrayList<>(closed.size());
    for (ClosedElement element : closed) {
      legs.add(
          new CloseOutLeg(
              element.instrument(),
              element.kind(),
              element.leg(),
              element.size(),
              prices.of(element),
              market.parameters(element.instrument()).inForce().liquidationFeeRate()));
    }
    return legs;
  }

  private static List<ClosedElement> closed(Account account, Market market) {
    List<ClosedElement> closed = new ArrayList<>();
    for (Position position : account.positions()) {
      closed.add(ClosedElement.of(position, market));
    }
    if (account.owesCashOrAssets()) {
      for (Balance balance : account.balances()) {
        closed.add(ClosedElement.of(balance, market));
      }
    }
    return closed;
  }
}
