package io.breakwater.margin.model;

import io.breakwater.margin.Samples;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.PolicyTerms;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.oracle.Product;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A market that stands still: each {@code with} answers another one. Its maps are sorted, so that a
 * seed makes the same accounts in every JVM.
 *
 * @param prices of observed factors
 * @param scales of factors, where more is asked of them than a value
 * @param products by derived factor; their values are taken when they are asked for
 */
public record FixedMarket(
    Map<String, InstrumentParameters> instruments,
    Map<String, BigDecimal> prices,
    Map<String, Integer> scales,
    Map<String, Product> products,
    RiskPolicy policy)
    implements Market {
  private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

  public FixedMarket {
    instruments = Collections.unmodifiableMap(new TreeMap<>(instruments));
    prices = Collections.unmodifiableMap(new TreeMap<>(prices));
    scales = Collections.unmodifiableMap(new TreeMap<>(scales));
    products = Collections.unmodifiableMap(new TreeMap<>(products));
  }

  /** Of observed factors alone. */
  public FixedMarket(
      Map<String, InstrumentParameters> instruments,
      Map<String, BigDecimal> prices,
      RiskPolicy policy) {
    this(instruments, prices, Map.of(), Map.of(), policy);
  }

  /** No instruments, and these terms. */
  public static FixedMarket of(PolicyTerms terms) {
    return new FixedMarket(Map.of(), Map.of(), Samples.policy(terms));
  }

  public FixedMarket with(InstrumentParameters instrument, String price) {
    return with(instrument).withPrice(instrument.factors().price(), new BigDecimal(price));
  }

  public FixedMarket with(InstrumentParameters instrument) {
    Map<String, InstrumentParameters> more = new HashMap<>(instruments);
    more.put(instrument.id(), instrument);
    return withInstruments(more);
  }

  public FixedMarket with(String factor, Product product, int scale) {
    Map<String, Product> more = new HashMap<>(products);
    more.put(factor, product);
    return new FixedMarket(instruments, prices, scales, more, policy).withScale(factor, scale);
  }

  public FixedMarket withScale(String factor, int scale) {
    Map<String, Integer> more = new HashMap<>(scales);
    more.put(factor, scale);
    return new FixedMarket(instruments, prices, more, products, policy);
  }

  public FixedMarket withInstruments(Map<String, InstrumentParameters> changed) {
    return new FixedMarket(changed, prices, scales, products, policy);
  }

  public FixedMarket withPrice(String factor, BigDecimal price) {
    return withPrices(Map.of(factor, price));
  }

  public FixedMarket withPrices(Map<String, BigDecimal> changed) {
    Map<String, BigDecimal> all = new HashMap<>(prices);
    all.putAll(changed);
    return new FixedMarket(instruments, all, scales, products, policy);
  }

  public FixedMarket withTerms(PolicyTerms terms) {
    return with(Samples.policy(terms));
  }

  public FixedMarket with(RiskPolicy changed) {
    return new FixedMarket(instruments, prices, scales, products, changed);
  }

  /** All factors, observed and derived. */
  public Set<String> factors() {
    Set<String> factors = new TreeSet<>(prices.keySet());
    factors.addAll(products.keySet());
    return factors;
  }

  /** The scale of a factor: as stated of it, or of the instrument of the same name. */
  public int scale(String factor) {
    Integer stated = scales.get(factor);
    return stated == null ? instruments.get(factor).priceScale() : stated;
  }

  @Override
  public InstrumentParameters parameters(String instrument) {
    return instruments.get(instrument);
  }

  @Override
  public BigDecimal value(String factor) {
    Product product = products.get(factor);
    if (product == null) {
      return prices.get(factor);
    }
    BigDecimal left = value(product.left());
    BigDecimal right = value(product.right());
    if (left == null || right == null) {
      return null;
    }
    int scale = scale(factor);
    BigDecimal rounded = left.multiply(right).setScale(scale, RoundingMode.HALF_EVEN);
    boolean fits = rounded.movePointRight(scale).compareTo(LARGEST) <= 0;
    return rounded.signum() > 0 && fits ? rounded : null;
  }

  /** The same values, as if nothing derived from anything: each factor may move by itself. */
  public FixedMarket apart() {
    Map<String, BigDecimal> values = new HashMap<>();
    factors().forEach(factor -> values.put(factor, value(factor)));
    return new FixedMarket(instruments, values, scales, Map.of(), policy);
  }

  /** Whether every derived factor has a value. */
  public boolean isWhole() {
    return products.keySet().stream().allMatch(factor -> value(factor) != null);
  }

  @Override
  public Product product(String factor) {
    return products.get(factor);
  }

  /** The accepted value of the factor that prices an instrument. */
  public BigDecimal price(String instrument) {
    return value(instruments.get(instrument).factors().price());
  }
}
