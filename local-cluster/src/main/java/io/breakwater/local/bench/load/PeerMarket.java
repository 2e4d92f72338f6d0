package io.breakwater.local.bench.load;

import io.breakwater.margin.model.AcceptedPrice;
import io.breakwater.margin.model.QuotedMarket;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.oracle.FactorValue;
import io.breakwater.oracle.Product;
import io.breakwater.oracle.RiskFactor;
import io.breakwater.stream.event.MarketEvent;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The market as a peer keeps it: plain maps. Where nothing derives, every instrument has a factor
 * of its own, under its id.
 */
public final class PeerMarket implements QuotedMarket {
  private final Map<Integer, String> factors = new HashMap<>();
  private final Map<String, InstrumentParameters> parameters = new HashMap<>();
  private final Map<String, AcceptedPrice> quotes = new HashMap<>();
  private final Map<String, Product> products = new HashMap<>();
  private final Application application = new Application();
  private RiskPolicy policy;

  /** Applies an event; returns the instrument whose price it changes, or null. */
  public String apply(MarketEvent event) {
    return event.accept(application);
  }

  private final class Application implements MarketEvent.Visitor<String, RuntimeException> {
    @Override
    public String named(MarketEvent.FactorsNamed event) {
      for (RiskFactor factor : event.factors()) {
        factors.put(factor.integer(), factor.id());
        if (factor.product() != null) {
          products.put(factor.id(), factor.product());
        }
      }
      return null;
    }

    @Override
    public String price(MarketEvent.PriceChange event) {
      String id = factors.get(event.factor());
      BigDecimal price = BigDecimal.valueOf(event.units(), event.scale());
      quotes.put(id, new AcceptedPrice(price, event.sequence(), event.publishTime()));
      for (FactorValue derived : event.derived()) {
        BigDecimal value = BigDecimal.valueOf(derived.units(), derived.scale());
        quotes.put(
            factors.get(derived.factor()),
            new AcceptedPrice(value, event.sequence(), event.publishTime()));
      }
      return id;
    }

    /** Peers decide on values as if all were certain. */
    @Override
    public String validity(MarketEvent.ValidityChange event) {
      return factors.get(event.factor());
    }

    @Override
    public String factor(MarketEvent.FactorChange event) {
      throw new IllegalArgumentException("no workload changes a factor");
    }

    @Override
    public String instrument(MarketEvent.InstrumentChange event) {
      parameters.put(event.parameters().id(), event.parameters());
      return null;
    }

    @Override
    public String policy(MarketEvent.PolicyChange event) {
      policy = event.policy();
      return null;
    }

    @Override
    public String epoch(MarketEvent.EpochBegun event) {
      throw new IllegalArgumentException("no workload begins an epoch");
    }

    @Override
    public String marker(MarketEvent.IntervalMarker event) {
      throw new IllegalArgumentException("no workload has intervals");
    }
  }

  /** The factors that derive from an observed one. */
  public List<String> derivedFrom(String observed) {
    return products.entrySet().stream()
        .filter(e -> e.getValue().left().equals(observed) || e.getValue().right().equals(observed))
        .map(Map.Entry::getKey)
        .toList();
  }

  @Override
  public InstrumentParameters parameters(String instrument) {
    return parameters.get(instrument);
  }

  @Override
  public AcceptedPrice quote(String factor) {
    return quotes.get(factor);
  }

  @Override
  public Product product(String factor) {
    return products.get(factor);
  }

  @Override
  public RiskPolicy policy() {
    return policy;
  }
}
