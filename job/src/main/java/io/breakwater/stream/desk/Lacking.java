package io.breakwater.stream.desk;

import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.Balance;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.oracle.Product;
import java.util.TreeSet;

/** What an account lacks to be valued: instruments without parameters, factors without a value. */
final class Lacking {
  private final MarketView market;
  private final TreeSet<Integer> instruments = new TreeSet<>();
  private final TreeSet<Integer> factors = new TreeSet<>();

  private Lacking(MarketView market) {
    this.market = market;
  }

  static Lacking of(Account account, MarketView market) {
    Lacking lacking = new Lacking(market);
    for (Balance balance : account.balances()) {
      InstrumentParameters instrument = market.parameters(balance.instrument());
      if (instrument == null) {
        lacking.instruments.add(market.indexOf(balance.instrument()));
      } else {
        lacking.addFactor(instrument.factors().of(balance.side()));
      }
    }
    for (Position position : account.positions()) {
      InstrumentParameters instrument = market.parameters(position.instrument());
      if (instrument == null) {
        lacking.instruments.add(market.indexOf(position.instrument()));
      } else {
        lacking.addFactor(instrument.factors().price());
      }
    }
    return lacking;
  }

  /** Of a derived factor also those of its operands that lack a value: an index is noted then. */
  private void addFactor(String factor) {
    if (market.value(factor) != null) {
      return;
    }
    factors.add(market.factor(factor));
    Product product = market.product(factor);
    if (product != null) {
      addFactor(product.left());
      addFactor(product.right());
    }
  }

  /** Local indexes. */
  int[] instruments() {
    return instruments.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Integers. */
  int[] factors() {
    return factors.stream().mapToInt(Integer::intValue).toArray();
  }
}
