package io.breakwater.margin.model;

import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.Balance;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.oracle.Product;
import java.util.Collection;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which factors accounts rest on. */
public final class FactorsOf {
  private FactorsOf() {}

  /** The factors that an account's instruments name to value what it holds, as far as known. */
  public static SortedSet<String> named(Account account, Market market) {
    SortedSet<String> factors = new TreeSet<>();
    for (Balance balance : account.balances()) {
      InstrumentParameters instrument = market.parameters(balance.instrument());
      if (instrument != null) {
        factors.add(instrument.factors().of(balance.side()));
      }
    }
    for (Position position : account.positions()) {
      InstrumentParameters instrument = market.parameters(position.instrument());
      if (instrument != null) {
        factors.add(instrument.factors().price());
      }
    }
    return factors;
  }

  /** Factors with everything that they derive from. */
  public static SortedSet<String> all(Collection<String> coordinates, Market market) {
    return collect(coordinates, market, false);
  }

  /** The observed factors among {@link #all}. */
  public static SortedSet<String> observed(Collection<String> coordinates, Market market) {
    return collect(coordinates, market, true);
  }

  private static SortedSet<String> collect(
      Collection<String> coordinates, Market market, boolean observedOnly) {
    SortedSet<String> factors = new TreeSet<>();
    coordinates.forEach(factor -> collect(factor, market, factors, observedOnly));
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
