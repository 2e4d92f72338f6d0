package io.breakwater.stream.desk;

import io.breakwater.cascade.account.Catalogue;
import io.breakwater.margin.terms.BalanceSide;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.oracle.FactorKind;
import io.breakwater.oracle.RiskFactor;
import io.breakwater.stream.event.MarketEvent;
import java.util.HashMap;
import java.util.Map;

/** What the market says of factors and instruments at present. */
final class MarketCatalogue implements Catalogue {
  private final MarketView market;
  private final Map<Integer, FactorKind> kinds = new HashMap<>();

  MarketCatalogue(MarketView market) {
    this.market = market;
    for (MarketEvent.InstrumentChange change : market.picture().instruments()) {
      note(change, BalanceSide.DEBT, FactorKind.BORROW_INDEX);
      note(change, BalanceSide.DEPOSIT, FactorKind.SUPPLY_INDEX);
    }
    for (MarketEvent.FactorChange change : market.picture().factorChanges()) {
      if (change != null && change.parameters().kind() != null) {
        kinds.put(change.factor(), change.parameters().kind());
      }
    }
  }

  private void note(MarketEvent.InstrumentChange change, BalanceSide side, FactorKind kind) {
    String index = change == null ? null : change.parameters().factors().index(side);
    if (index != null) {
      kinds.put(market.factor(index), kind);
    }
  }

  @Override
  public int factors() {
    return market.picture().factorCount();
  }

  @Override
  public RiskFactor factor(int integer) {
    return market.picture().factor(integer);
  }

  @Override
  public FactorKind kind(int integer) {
    return kinds.getOrDefault(integer, FactorKind.PRICE);
  }

  @Override
  public InstrumentParameters instrument(int index) {
    return market.parameters(index);
  }
}
