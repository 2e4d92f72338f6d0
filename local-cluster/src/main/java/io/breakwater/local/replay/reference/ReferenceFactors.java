package io.breakwater.local.replay.reference;

import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.oracle.Product;
import io.breakwater.oracle.judge.Published;
import io.breakwater.value.PriceScale;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * All factors of a replay, by the plainest rule: after everything that changes a value, each
 * derived factor is multiplied out again from its operands, and rounded half to even to its own
 * scale. A product that no long holds, or that rounds to zero, leaves the value before.
 */
final class ReferenceFactors {
  private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);

  /** Observed factors that one may rest on. */
  private static final int MOST_OBSERVED = 4;

  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

  private final Map<String, ReferenceFactor> factors = new HashMap<>();
  private final List<ReferenceFactor> derived = new ArrayList<>();
  private RiskPolicy policy;

  /** A factor that somebody has named; null for others. */
  ReferenceFactor find(String name) {
    return factors.get(name);
  }

  /**
   * Names a factor.
   *
   * @param news where its name goes when it is the first time
   */
  void name(String name, List<String> news) {
    if (factors.putIfAbsent(name, new ReferenceFactor(name)) == null) {
      news.add(name);
    }
  }

  /**
   * Whether a factor can be the product, or with null be observed.
   *
   * @param stated whether a record has said what it is before
   */
  boolean canBe(String name, Product product, boolean stated) {
    ReferenceFactor factor = factors.get(name);
    Product known = factor == null ? null : factor.product();
    boolean used = factor != null && (stated || known != null || factor.hasValue());
    if (used && !Objects.equals(known, product)) {
      return false;
    }
    return product == null
        || known != null
        || hasEachOnce(name, product)
            && (policy == null || ReferenceGroups.canBe(policy, productsWith(name, product)));
  }

  /** Whether the groups of a policy, whose record is whole, can be. */
  boolean canBe(RiskPolicy whole) {
    return ReferenceGroups.canBe(whole, products());
  }

  /** What becomes known from now on has to agree with the groups of a policy. */
  void follow(RiskPolicy whole) {
    policy = whole;
  }

  private Map<String, Product> products() {
    Map<String, Product> products = new HashMap<>();
    derived.forEach(each -> products.put(each.name, each.product()));
    return products;
  }

  private Map<String, Product> productsWith(String name, Product product) {
    Map<String, Product> products = products();
    products.put(name, product);
    return products;
  }

  /** Whether in every factor each observed one would be once, and nothing derive from itself. */
  private boolean hasEachOnce(String name, Product product) {
    Map<String, Product> products = productsWith(name, product);
    return products.keySet().stream()
        .allMatch(
            each -> {
              HashSet<String> observed = new HashSet<>();
              return collects(each, products, new HashSet<>(), observed)
                  && observed.size() <= MOST_OBSERVED;
            });
  }

  private static boolean collects(
      String name, Map<String, Product> products, HashSet<String> above, HashSet<String> observed) {
    Product product = products.get(name);
    if (product == null) {
      return observed.add(name);
    }
    if (!above.add(name)) {
      return false;
    }
    boolean once =
        collects(product.left(), products, above, observed)
            && collects(product.right(), products, above, observed);
    above.remove(name);
    return once;
  }

  /** Lets a factor be a product from an event on, once {@link #canBe} says so. */
  void define(String name, Product product, long number, List<String> news) {
    name(product.left(), news);
    name(product.right(), news);
    name(name, news);
    ReferenceFactor factor = factors.get(name);
    if (factor.product() == null) {
      factor.define(product, number);
      derived.add(factor);
      derived.sort(Comparator.comparingInt(each -> depth(each.name)));
    }
  }

  private int depth(String name) {
    Product product = factors.get(name).product();
    return product == null ? 0 : 1 + Math.max(depth(product.left()), depth(product.right()));
  }

  /** Whether values of a factor can be counted in a scale. */
  boolean canTell(String name, int scale) {
    ReferenceFactor factor = factors.get(name);
    return scale == PriceScale.UNSTATED
        || factor == null
        || factor.product() != null
        || !factor.hasValue()
        || factor.scale() == scale
        || rounded(factor.value(), scale) != null;
  }

  /** Counts a factor in a scale, once {@link #canTell} says so. */
  void restate(String name, int scale, long number) {
    ReferenceFactor factor = factors.get(name);
    if (scale == PriceScale.UNSTATED || factor.scale() == scale) {
      return;
    }
    if (factor.hasValue() && factor.product() == null) {
      factor.set(rounded(factor.value(), scale), false, number);
    } else {
      factor.setScale(scale);
    }
  }

  /** A value of an observed factor that is named, as its scale can tell it; null if it cannot. */
  BigDecimal told(String name, BigDecimal value) {
    ReferenceFactor factor = factors.get(name);
    boolean first = factor.scale() == PriceScale.UNSTATED;
    return factor.product() != null
        ? null
        : rounded(value, first ? scaleOfFirst(value) : factor.scale());
  }

  /**
   * A value of an observed factor that is named is accepted.
   *
   * @return whether it can be told; otherwise nothing has changed
   */
  boolean accept(String name, BigDecimal value, Published published, long number) {
    BigDecimal told = told(name, value);
    if (told == null) {
      return false;
    }
    ReferenceFactor factor = factors.get(name);
    factor.set(told, false, number);
    factor.accepted(number, published.sequence(), published.time());
    multiply(number);
    return true;
  }

  /** Multiplies every derived factor out, operands before what derives from them. */
  void multiply(long number) {
    for (ReferenceFactor factor : derived) {
      ReferenceFactor left = factors.get(factor.product().left());
      ReferenceFactor right = factors.get(factor.product().right());
      if (left.hasValue() && right.hasValue()) {
        multiply(factor, left.value().multiply(right.value()), number);
      }
    }
  }

  private static void multiply(ReferenceFactor factor, BigDecimal exact, long number) {
    boolean first = factor.scale() == PriceScale.UNSTATED;
    BigDecimal product =
        exact.setScale(first ? scaleOfFirst(exact) : factor.scale(), RoundingMode.HALF_EVEN);
    if (product.signum() > 0 && product.unscaledValue().compareTo(LARGEST) <= 0) {
      factor.set(product, false, number);
    } else if (factor.hasValue()) {
      factor.set(nearest(factor.value(), factor.scale()), true, number);
    }
  }

  private static BigDecimal nearest(BigDecimal value, int scale) {
    BigInteger units = value.setScale(scale, RoundingMode.HALF_EVEN).unscaledValue();
    return new BigDecimal(units.max(BigInteger.ONE).min(LARGEST), scale);
  }

  /** Rounded half-even; null where that loses more than a millionth, or no long holds it. */
  private static BigDecimal rounded(BigDecimal value, int scale) {
    BigDecimal rounded = value.setScale(scale, RoundingMode.HALF_EVEN);
    BigDecimal lost = rounded.subtract(value).abs();
    return lost.multiply(MILLION).compareTo(value) > 0
            || rounded.unscaledValue().compareTo(LARGEST) > 0
        ? null
        : rounded;
  }

  /** The first scale from 18 down at which a hundred thousand times the value fits a long. */
  private static int scaleOfFirst(BigDecimal value) {
    BigDecimal grown = value.movePointRight(5);
    int scale = 18;
    while (scale > 0 && grown.movePointRight(scale).compareTo(new BigDecimal(LARGEST)) > 0) {
      scale--;
    }
    return scale;
  }
}
