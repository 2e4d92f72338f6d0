package io.breakwater.stream.desk;

import io.breakwater.margin.PlainMarket;
import io.breakwater.margin.model.AcceptedPrice;
import io.breakwater.oracle.Product;
import io.breakwater.oracle.Validity;
import io.breakwater.value.PriceScale;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * The values of derived factors by the rule and nothing else: after each event every product is
 * taken anew, until none changes any more.
 */
final class DerivedValues {
  private final PlainMarket market;
  private final Map<String, Integer> scales = new HashMap<>();

  DerivedValues(PlainMarket market) {
    this.market = market;
  }

  /** Parameters state a scale of a factor, or none; an observed value is counted in it. */
  void state(String factor, int scale) {
    if (scale == PriceScale.UNSTATED) {
      if (market.quote(factor) == null) {
        scales.remove(factor); // the first value sets it, whatever was stated before
      }
      return;
    }
    scales.put(factor, scale);
    AcceptedPrice quote = market.quote(factor);
    market.putScale(factor, scale);
    if (quote != null) {
      market.put(factor, with(quote, rounded(quote.value(), scale), quote.validity()));
    }
  }

  private static AcceptedPrice with(AcceptedPrice quote, BigDecimal value, Validity validity) {
    return new AcceptedPrice(value, validity, quote.sequence(), quote.publishTime());
  }

  private static BigDecimal rounded(BigDecimal value, int scale) {
    return value.setScale(scale, RoundingMode.HALF_EVEN);
  }

  /** Takes every product anew. */
  void follow() {
    boolean changes = true;
    while (changes) {
      changes = false;
      for (String factor : new TreeSet<>(market.products().keySet())) {
        changes |= take(factor, market.products().get(factor));
      }
    }
  }

  private static Validity worse(AcceptedPrice left, AcceptedPrice right) {
    return left.validity().compareTo(right.validity()) > 0 ? left.validity() : right.validity();
  }

  private boolean take(String factor, Product product) {
    AcceptedPrice left = market.quote(product.left());
    AcceptedPrice right = market.quote(product.right());
    if (left == null || right == null) {
      return false;
    }
    BigDecimal exact = left.value().multiply(right.value());
    int scale = scales.getOrDefault(factor, PriceScale.setBy(exact));
    BigDecimal value = rounded(exact, scale);
    boolean told =
        value.signum() > 0
            && value.movePointRight(scale).compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
    AcceptedPrice before = market.quote(factor);
    AcceptedPrice newer = right.publishTime() > left.publishTime() ? right : left;
    AcceptedPrice after =
        told
            ? with(newer, value, worse(left, right))
            : before == null ? null : with(newer, before.value(), Validity.HALTED);
    market.putUntold(factor, after != null && !told);
    market.putScale(factor, scale);
    if (after == null || after.equals(before)) {
      return false;
    }
    scales.put(factor, scale);
    market.put(factor, after);
    return true;
  }
}
