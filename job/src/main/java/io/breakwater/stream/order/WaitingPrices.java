package io.breakwater.stream.order;

import io.breakwater.oracle.OraclePrice;
import io.breakwater.stream.event.MarketInput;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The newest price of each instrument whose parameters have not come, without the bytes of its
 * record: at most {@value #MOST}, since anybody may name an instrument.
 */
final class WaitingPrices {
  /** Instruments of which a price is kept. */
  static final int MOST = 10_000;

  private final Map<String, MarketInput.OfPrice> newest = new LinkedHashMap<>();

  /** Keeps a price in place of the one before; false when there are too many instruments. */
  boolean keep(OraclePrice price) {
    if (newest.size() == MOST && !newest.containsKey(price.instrument())) {
      return false;
    }
    newest.put(price.instrument(), new MarketInput.OfPrice(withoutBytes(price)));
    return true;
  }

  private static OraclePrice withoutBytes(OraclePrice price) {
    return new OraclePrice(
        price.instrument(),
        price.source(),
        price.value(),
        price.confidence(),
        price.publishTime(),
        price.sequence(),
        price.origin().withoutBytes());
  }

  /** Whether a price of an instrument is kept. */
  boolean has(String instrument) {
    return newest.containsKey(instrument);
  }

  /** Takes the price of an instrument; null when there is none. */
  MarketInput.OfPrice take(String instrument) {
    return newest.remove(instrument);
  }

  public int size() {
    return newest.size();
  }

  Collection<MarketInput> all() {
    return List.copyOf(newest.values());
  }

  void restore(MarketInput input) {
    MarketInput.OfPrice price = (MarketInput.OfPrice) input;
    newest.put(price.price().instrument(), price);
  }
}
