package io.breakwater.local.input;

import io.breakwater.margin.terms.BalanceSide;
import io.breakwater.margin.terms.InstrumentFactors;
import io.breakwater.oracle.Product;
import io.breakwater.oracle.RiskFactorParameters;
import io.breakwater.stream.event.FactorUpdate;
import io.breakwater.stream.event.InstrumentUpdate;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The factors that parameters of factors and instruments name, sooner or later. */
public final class NamedFactors {
  private final Set<String> names = new HashSet<>();
  private final Map<String, Product> products = new HashMap<>();

  private NamedFactors() {}

  static NamedFactors of(List<FactorUpdate> factors, List<InstrumentUpdate> instruments) {
    NamedFactors named = new NamedFactors();
    factors.forEach(update -> named.add(update.parameters()));
    instruments.forEach(update -> named.add(update.parameters().factors()));
    return named;
  }

  private void add(RiskFactorParameters factor) {
    names.add(factor.id());
    if (factor.product() != null) {
      add(factor.id(), factor.product());
    }
  }

  private void add(InstrumentFactors factors) {
    names.add(factors.price());
    for (BalanceSide side : BalanceSide.values()) {
      Product grown = factors.grown(side);
      if (grown != null) {
        add(grown.impliedId(), grown);
      }
    }
  }

  private void add(String id, Product product) {
    names.add(id);
    names.add(product.left());
    names.add(product.right());
    products.put(id, product);
  }

  /** Whether a factor is named. */
  public boolean has(String factor) {
    return names.contains(factor);
  }

  /** What a factor derives from; null for an observed one. */
  public Product product(String factor) {
    return products.get(factor);
  }

  /** Those that derive from nothing: of which values may come. */
  public Set<String> observed() {
    Set<String> observed = new HashSet<>(names);
    observed.removeAll(products.keySet());
    return Collections.unmodifiableSet(observed);
  }
}
