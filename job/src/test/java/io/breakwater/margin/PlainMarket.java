package io.breakwater.margin;

import io.breakwater.margin.model.AcceptedPrice;
import io.breakwater.margin.model.FixedMarket;
import io.breakwater.margin.model.QuotedMarket;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.Level;
import io.breakwater.margin.terms.PolicyTerms;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.oracle.Certainty;
import io.breakwater.oracle.Interval;
import io.breakwater.oracle.Product;
import io.breakwater.oracle.Validity;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A market in maps, which changes as it is told. */
public final class PlainMarket implements QuotedMarket {
  private final Map<String, InstrumentParameters> instruments = new HashMap<>();
  private final Map<String, AcceptedPrice> quotes = new HashMap<>();
  private final Map<String, Product> products = new HashMap<>();
  private final Map<String, Certainty> certainties = new HashMap<>();
  private final Map<String, Integer> scales = new HashMap<>();
  private final Map<String, Interval> intervals = new HashMap<>();
  private final Set<String> untold = new HashSet<>();
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

  /** How certain the value of an observed factor is, and its scale. */
  public PlainMarket put(String factor, Certainty certainty) {
    certainties.put(factor, certainty);
    return this;
  }

  public PlainMarket putScale(String factor, int scale) {
    scales.put(factor, scale);
    return this;
  }

  /** The intervals that a record tells, of whatever level. */
  public PlainMarket putInterval(String factor, Interval interval) {
    intervals.put(factor, interval);
    return this;
  }

  public Validity validity(String factor) {
    Certainty certainty = certainties.get(factor);
    return certainty == null ? Validity.VALID : certainty.validity();
  }

  @Override
  public boolean isCertain(String factor) {
    if (intervals.containsKey(factor)) {
      return false;
    }
    return products.containsKey(factor)
        ? !untold.contains(factor)
        : validity(factor) == Validity.VALID;
  }

  /** Whether the present value of a product cannot be told. */
  public void putUntold(String factor, boolean isUntold) {
    if (isUntold) {
      untold.add(factor);
    } else {
      untold.remove(factor);
    }
  }

  @Override
  public Interval interval(String factor, Level level) {
    if (intervals.containsKey(factor)) {
      return intervals.get(factor);
    }
    PolicyTerms terms = policy.inForce();
    Certainty certainty = untold.contains(factor) ? Certainty.UNTOLD : certainties.get(factor);
    BigDecimal value = value(factor);
    int scale = scales.get(factor);
    return level.compareTo(terms.recoveringLevel()) < 0
        ? certainty.wide(value, scale, terms.haltedFactor())
        : certainty.narrow(value, scale, terms.haltedFactor());
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
    AcceptedPrice quote = quotes.get(factor);
    boolean isJudged = quote != null && certainties.containsKey(factor);
    return isJudged
        ? new AcceptedPrice(quote.value(), validity(factor), quote.sequence(), quote.publishTime())
        : quote;
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
