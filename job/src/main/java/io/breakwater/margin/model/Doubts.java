package io.breakwater.margin.model;

import io.breakwater.margin.terms.Level;
import io.breakwater.oracle.Interval;
import io.breakwater.oracle.Product;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

/** What is not certain of the values that an account rests on. */
public final class Doubts {
  private Doubts() {}

  /** Whether all that factors derive from is certain, and they themselves. */
  public static boolean areNone(Collection<String> factors, Market market) {
    for (String factor : factors) {
      if (!isCertain(factor, market)) {
        return false;
      }
    }
    return true;
  }

  /** Whether all that a factor derives from is certain, and it itself. */
  public static boolean isCertain(String factor, Market market) {
    Product product = market.product(factor);
    return market.isCertain(factor)
        && (product == null
            || isCertain(product.left(), market) && isCertain(product.right(), market));
  }

  /**
   * What the doubt about a factor comes from: the observed factors in it that are not certain; it
   * itself, or what it derives from, where that is a product whose value cannot be told. None where
   * it is certain.
   */
  public static SortedSet<String> of(String factor, Market market) {
    SortedSet<String> doubtful = new TreeSet<>();
    collect(factor, market, doubtful);
    return doubtful;
  }

  private static void collect(String factor, Market market, SortedSet<String> found) {
    Product product = market.product(factor);
    if (!market.isCertain(factor)) {
      found.add(factor);
    } else if (product != null) {
      collect(product.left(), market, found);
      collect(product.right(), market, found);
    }
  }

  /**
   * Where the true value of a factor is taken to lie: of a derived one the products of the ends of
   * what it derives from, exact.
   *
   * @param level for asking whether an account is at it or worse
   */
  public static Interval interval(String factor, Level level, Market market) {
    if (!market.isCertain(factor)) {
      return market.interval(factor, level);
    }
    Product product = market.product(factor);
    if (product == null || isCertain(factor, market)) {
      return new Interval(market.value(factor), market.value(factor));
    }
    return interval(product.left(), level, market).times(interval(product.right(), level, market));
  }
}
