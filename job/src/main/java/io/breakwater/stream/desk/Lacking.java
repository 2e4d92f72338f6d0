package io.breakwater.stream.desk;

import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.Balance;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.model.FactorsOf;
import io.breakwater.margin.model.MarginModel;
import io.breakwater.oracle.Product;
import java.util.TreeSet;

/**
 * What an account that cannot be valued, or not whole, waits for: factors without a value, and all
 * of its instruments, whose parameters may be what is wrong.
 */
final class Lacking {
  private final MarketView market;
  private final TreeSet<Integer> instruments = new TreeSet<>();
  private final TreeSet<Integer> factors = new TreeSet<>();

  private Lacking(MarketView market) {
    this.market = market;
  }

  /**
   * @param account all of it
   * @param counted what counts of it, which its model is asked about
   */
  static Lacking of(Account account, Account counted, MarginModel model, MarketView market) {
    Lacking lacking = new Lacking(market);
    for (Balance balance : account.balances()) {
      lacking.instruments.add(market.indexOf(balance.instrument()));
    }
    for (Position position : account.positions()) {
      lacking.instruments.add(market.indexOf(position.instrument()));
    }
    FactorsOf.named(account, market).forEach(lacking::addFactor);
    model.factors(counted, market).forEach(lacking::addFactor);
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

  /** Integers; {@link MarketView#UNKNOWN} for any that nobody has named yet. */
  int[] factors() {
    return factors.stream().mapToInt(Integer::intValue).toArray();
  }
}
