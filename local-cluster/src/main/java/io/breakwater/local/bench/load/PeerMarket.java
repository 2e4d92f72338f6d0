package io.breakwater.local.bench.load;

import io.breakwater.margin.model.AcceptedPrice;
import io.breakwater.margin.model.QuotedMarket;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.stream.event.MarketEvent;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/** The market as a peer keeps it: plain maps. */
public final class PeerMarket implements QuotedMarket {
  private final Map<Integer, InstrumentParameters> byNumber = new HashMap<>();
  private final Map<String, InstrumentParameters> parameters = new HashMap<>();
  private final Map<String, AcceptedPrice> quotes = new HashMap<>();
  private RiskPolicy policy;

  /** Applies an event; returns the instrument whose price it changes, or null. */
  public String apply(MarketEvent event) {
    if (event instanceof MarketEvent.PriceChange change) {
      InstrumentParameters instrument = byNumber.get(change.instrument());
      BigDecimal price = BigDecimal.valueOf(change.price(), change.priceScale());
      quotes.put(
          instrument.id(), new AcceptedPrice(price, change.priceSequence(), change.publishTime()));
      return instrument.id();
    }
    if (event instanceof MarketEvent.InstrumentChange change) {
      byNumber.put(change.instrument(), change.parameters());
      parameters.put(change.parameters().id(), change.parameters());
    } else {
      policy = ((MarketEvent.PolicyChange) event).policy();
    }
    return null;
  }

  @Override
  public InstrumentParameters parameters(String instrument) {
    return parameters.get(instrument);
  }

  @Override
  public AcceptedPrice quote(String instrument) {
    return quotes.get(instrument);
  }

  @Override
  public RiskPolicy policy() {
    return policy;
  }
}
