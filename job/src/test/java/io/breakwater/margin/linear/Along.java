package io.breakwater.margin.linear;

import io.breakwater.margin.model.FixedMarket;
import io.breakwater.oracle.Product;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/** A market along one observed factor: everything derived from it moves along, unrounded. */
public final class Along {
  private Along() {}

  /** As it is, with an observed factor at another value. */
  public static FixedMarket at(FixedMarket market, String observed, BigDecimal value) {
    Map<String, BigDecimal> values = new HashMap<>();
    for (String factor : market.factors()) {
      values.put(factor, isIn(observed, factor, market) ? null : market.value(factor));
    }
    values.put(observed, value);
    for (String factor : market.factors()) {
      take(factor, market, values);
    }
    return new FixedMarket(
        market.instruments(), values, market.scales(), Map.of(), market.policy());
  }

  private static BigDecimal take(
      String factor, FixedMarket market, Map<String, BigDecimal> values) {
    if (values.get(factor) == null) {
      Product product = market.product(factor);
      values.put(
          factor,
          take(product.left(), market, values).multiply(take(product.right(), market, values)));
    }
    return values.get(factor);
  }

  private static boolean isIn(String observed, String factor, FixedMarket market) {
    Product product = market.product(factor);
    return factor.equals(observed)
        || product != null
            && (isIn(observed, product.left(), market) || isIn(observed, product.right(), market));
  }
}
