package io.breakwater.margin.model;

import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.Balance;
import io.breakwater.margin.account.Position;
import io.breakwater.oracle.Product;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which factors an account rests on. All of its instruments must be known. */
public final class FactorsOf {
  private FactorsOf() {}

  /** The factors that value what the account holds: each is a coordinate of its own. */
  public static SortedSet<String> coordinates(Account account, Market market) {
    SortedSet<String> factors = new TreeSet<>();
    for (Balance balance : account.balances()) {
      factors.add(market.parameters(balance.instrument()).factors().of(balance.side()));
    }
    for (Position position : account.positions()) {
      factors.add(market.parameters(position.instrument()).factors().price());
    }
    return factors;
  }

  /** The coordinates and everything that they derive from. */
  public static SortedSet<String> all(Account account, Market market) {
    SortedSet<String> factors = new TreeSet<>();
    for (String factor : coordinates(account, market)) {
      collect(factor, market, factors, false);
    }
    return factors;
  }

  /** The observed factors among {@link #all}. */
  public static SortedSet<String> observed(Account account, Market market) {
    SortedSet<String> factors = new TreeSet<>();
    for (String factor : coordinates(account, market)) {
      collect(factor, market, factors, true);
    }
    return factors;
  }

  private static void collect(
      String factor, Market market, Set<String> found, boolean observedOnly) {
    Product product = market.product(factor);
    if (product == null || !observedOnly) {
      found.add(factor);
    }
    if (product != null) {
      collect(product.left(), market, found, observedOnly);
      collect(product.right(), market, found, observedOnly);
    }
  }
}
