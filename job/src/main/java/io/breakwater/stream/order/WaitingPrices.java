package io.breakwater.stream.order;

import io.breakwater.oracle.OraclePrice;
import io.breakwater.stream.event.MarketInput;
import io.breakwater.value.Limits;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The newest value of each factor that nobody has named, without the bytes of its record: at most
 * {@value #MOST}, since anybody may name a factor.
 */
final class WaitingPrices {
  /** Factors of which a value is kept. */
  static final int MOST = Limits.UNNAMED;

  private final Map<String, MarketInput.OfPrice> newest = new LinkedHashMap<>();

  /** Keeps a value in place of the one before; false when there are too many factors. */
  boolean keep(OraclePrice price) {
    if (newest.size() == MOST && !newest.containsKey(price.factor())) {
      return false;
    }
    newest.put(price.factor(), new MarketInput.OfPrice(withoutBytes(price)));
    return true;
  }

  private static OraclePrice withoutBytes(OraclePrice price) {
    return new OraclePrice(
        price.factor(),
        price.kind(),
        price.source(),
        price.value(),
        price.confidence(),
        price.publishTime(),
        price.sequence(),
        price.origin().withoutBytes());
  }

  /** Whether a value of a factor is kept. */
  boolean has(String factor) {
    return newest.containsKey(factor);
  }

  /** Takes the value of a factor; null when there is none. */
  MarketInput.OfPrice take(String factor) {
    return newest.remove(factor);
  }

  public int size() {
    return newest.size();
  }

  Collection<MarketInput> all() {
    return List.copyOf(newest.values());
  }

  void restore(MarketInput.OfPrice price) {
    newest.put(price.price().factor(), price);
  }
}
