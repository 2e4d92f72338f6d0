package io.breakwater.margin.model;

import io.breakwater.margin.Samples;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.PolicyTerms;
import io.breakwater.margin.terms.RiskPolicy;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A market that stands still: each {@code with} answers another one. Its maps are sorted, so that a
 * seed makes the same accounts in every JVM.
 */
public record FixedMarket(
    Map<String, InstrumentParameters> instruments,
    Map<String, BigDecimal> prices,
    RiskPolicy policy)
    implements Market {

  public FixedMarket {
    instruments = Collections.unmodifiableMap(new TreeMap<>(instruments));
    prices = Collections.unmodifiableMap(new TreeMap<>(prices));
  }

  /** No instruments, and these terms. */
  public static FixedMarket of(PolicyTerms terms) {
    return new FixedMarket(Map.of(), Map.of(), Samples.policy(terms));
  }

  public FixedMarket with(InstrumentParameters instrument, String price) {
    Map<String, InstrumentParameters> more = new HashMap<>(instruments);
    more.put(instrument.id(), instrument);
    return new FixedMarket(more, prices, policy).withPrice(instrument.id(), new BigDecimal(price));
  }

  public FixedMarket withPrice(String instrument, BigDecimal price) {
    return withPrices(Map.of(instrument, price));
  }

  public FixedMarket withPrices(Map<String, BigDecimal> changed) {
    Map<String, BigDecimal> all = new HashMap<>(prices);
    all.putAll(changed);
    return new FixedMarket(instruments, all, policy);
  }

  public FixedMarket withTerms(PolicyTerms terms) {
    return new FixedMarket(instruments, prices, Samples.policy(terms));
  }

  @Override
  public InstrumentParameters parameters(String instrument) {
    return instruments.get(instrument);
  }

  @Override
  public BigDecimal price(String instrument) {
    return prices.get(instrument);
  }
}
