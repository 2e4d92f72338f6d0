package io.breakwater.margin;

import io.breakwater.margin.model.AcceptedPrice;
import io.breakwater.margin.model.FixedMarket;
import io.breakwater.margin.model.QuotedMarket;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.oracle.Product;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/** A market in maps, which changes as it is told. */
public final class PlainMarket implements QuotedMarket {
  private final Map<String, InstrumentParameters> instruments = new HashMap<>();
  private final Map<String, AcceptedPrice> quotes = new HashMap<>();
  private final Map<String, Product> products = new HashMap<>();
  private RiskPolicy policy;

  /** A market like this fixed one; each price has sequence 1 and is published at time 0. */
  public static PlainMarket of(FixedMarket fixed) {
    PlainMarket market = new PlainMarket();
    fixed.instruments().values().forEach(market::put);
    market.products.putAll(fixed.products());
    fixed.factors().stream()
        .filter(factor -> fixed.value(factor) != null)
        .forEach(factor -> market.put(factor, new AcceptedPrice(fixed.value(factor), 1, 0)));
    market.put(fixed.policy());
    return market;
  }

  public PlainMarket put(InstrumentParameters instrument) {
    instruments.put(instrument.id(), instrument);
    return this;
  }

  public PlainMarket put(String factor, AcceptedPrice quote) {
    quotes.put(factor, quote);
    return this;
  }

  public PlainMarket put(String factor, String price, long sequence) {
    return put(factor, new AcceptedPrice(new BigDecimal(price), sequence, 0));
  }

  public PlainMarket put(RiskPolicy newPolicy) {
    policy = newPolicy;
    return this;
  }

  @Override
  public InstrumentParameters parameters(String instrument) {
    return instruments.get(instrument);
  }

  public PlainMarket put(String factor, Product product) {
    products.put(factor, product);
    return this;
  }

  @Override
  public AcceptedPrice quote(String factor) {
    return quotes.get(factor);
  }

  public Map<String, Product> products() {
    return products;
  }

  @Override
  public Product product(String factor) {
    return products.get(factor);
  }

  @Override
  public RiskPolicy policy() {
    return policy;
  }
}
