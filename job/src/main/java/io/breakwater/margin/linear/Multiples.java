package io.breakwater.margin.linear;

import io.breakwater.margin.model.Market;
import io.breakwater.oracle.Product;
import java.math.BigDecimal;

/** How factors move along an observed one: a derived factor is a multiple of each factor in it. */
final class Multiples {
  private Multiples() {}

  /**
   * By how much a factor exceeds an observed one in it: the product of the others at their accepted
   * values, exact; 1 for itself; null where it does not move along.
   */
  static BigDecimal of(String factor, String observed, Market market) {
    if (factor.equals(observed)) {
      return BigDecimal.ONE;
    }
    Product product = market.product(factor);
    if (product == null) {
      return null;
    }
    BigDecimal left = of(product.left(), observed, market);
    if (left != null) {
      return left.multiply(market.value(product.right()));
    }
    BigDecimal right = of(product.right(), observed, market);
    return right == null ? null : right.multiply(market.value(product.left()));
  }
}
