package io.breakwater.cascade.account;

import io.breakwater.margin.model.FixedMarket;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.oracle.FactorKind;
import io.breakwater.oracle.RiskFactor;
import java.util.List;

/** A fixed market with the integers that its floating-point numbers have. */
public record FixedCatalogue(FixedMarket market, List<String> names, List<String> instruments)
    implements Catalogue {

  public static FixedCatalogue of(FixedMarket market) {
    return new FixedCatalogue(
        market, List.copyOf(market.factors()), List.copyOf(market.instruments().keySet()));
  }

  @Override
  public int factors() {
    return names.size();
  }

  @Override
  public RiskFactor factor(int integer) {
    String id = names.get(integer);
    return new RiskFactor(integer, id, market.product(id));
  }

  @Override
  public FactorKind kind(int integer) {
    return RandomTerms.kind(names.get(integer));
  }

  @Override
  public InstrumentParameters instrument(int index) {
    return market.parameters(instruments.get(index));
  }
}
