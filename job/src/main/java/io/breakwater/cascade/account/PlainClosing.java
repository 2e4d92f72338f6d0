package io.breakwater.cascade.account;

import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.Balance;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.model.FactorsOf;
import io.breakwater.margin.model.Market;
import io.breakwater.margin.terms.BalanceSide;
import io.breakwater.margin.terms.InstrumentKind;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.oracle.FactorKind;
import io.breakwater.oracle.Product;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;

/** What closing an account sells of a row, in decimals; quotients to 60 significant digits. */
final class PlainClosing {
  private final Account account;
  private final Market market;
  private final Market atTrigger;
  private final Function<String, FactorKind> kinds;

  /**
   * @param atTrigger at whose prices the account closes
   * @param kinds of observed factors
   */
  PlainClosing(
      Account account, Market market, Market atTrigger, Function<String, FactorKind> kinds) {
    this.account = account;
    this.market = market;
    this.atTrigger = atTrigger;
    this.kinds = kinds;
  }

  /** Worth at the marker of what is sold in a row's market, less what is bought there. */
  BigDecimal netWorth(String row) {
    BigDecimal net = BigDecimal.ZERO;
    for (Position position : account.positions()) {
      InstrumentParameters instrument = market.parameters(position.instrument());
      if (row.equals(soldIn(instrument.factors().price()))) {
        net = net.add(worth(position, instrument));
      }
    }
    if (!account.owesCashOrAssets()) {
      return net;
    }
    BigDecimal owed = owed();
    BigDecimal repays = repays();
    for (Balance balance : account.balances()) {
      if (row.equals(soldIn(factor(balance)))) {
        boolean isDebt = balance.side() == BalanceSide.DEBT;
        BigDecimal share = isDebt ? atMostAll(repays, owed) : atMostAll(owed, repays);
        net = net.add(balance.signed(worth(balance, market)).multiply(share));
      }
    }
    return net;
  }

  /** Notional of positions that rest on a row, or of all where that is null. */
  BigDecimal positions(String row) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Position position : account.positions()) {
      InstrumentParameters instrument = market.parameters(position.instrument());
      String factor = instrument.factors().price();
      if (row == null || FactorsOf.observed(List.of(factor), market).contains(row)) {
        sum = sum.add(worth(position, instrument).abs());
      }
    }
    return sum;
  }

  private static BigDecimal atMostAll(BigDecimal part, BigDecimal whole) {
    return part.compareTo(whole) >= 0 ? BigDecimal.ONE : MovedMarket.quotient(part, whole);
  }

  private BigDecimal owed() {
    BigDecimal owed = account.cash().min(BigDecimal.ZERO).negate();
    for (Balance balance : account.balances()) {
      if (balance.side() == BalanceSide.DEBT) {
        owed = owed.add(worth(balance, atTrigger));
      }
    }
    return owed;
  }

  private BigDecimal repays() {
    BigDecimal repays = BigDecimal.ZERO;
    for (Balance balance : account.balances()) {
      if (balance.side() == BalanceSide.DEPOSIT) {
        BigDecimal bonus = market.parameters(balance.instrument()).inForce().liquidationFeeRate();
        BigDecimal worth = worth(balance, atTrigger);
        repays = repays.add(MovedMarket.quotient(worth, BigDecimal.ONE.add(bonus)));
      }
    }
    return repays;
  }

  private BigDecimal worth(Position position, InstrumentParameters instrument) {
    return instrument.kind() == InstrumentKind.INVERSE_PERPETUAL
        ? position.size()
        : position.size().multiply(market.value(instrument.factors().price()));
  }

  private BigDecimal worth(Balance balance, Market at) {
    InstrumentParameters instrument = market.parameters(balance.instrument());
    return balance.units(instrument.factors()).multiply(at.value(factor(balance)));
  }

  private String factor(Balance balance) {
    return market.parameters(balance.instrument()).factors().of(balance.side());
  }

  private String soldIn(String factor) {
    Product product = market.product(factor);
    if (product == null) {
      return kinds.apply(factor) == FactorKind.PRICE ? factor : null;
    }
    String last = soldIn(product.right());
    return last == null ? soldIn(product.left()) : last;
  }
}
