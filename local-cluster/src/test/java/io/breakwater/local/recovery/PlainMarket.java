package io.breakwater.local.recovery;

import io.breakwater.margin.model.AcceptedPrice;
import io.breakwater.margin.model.QuotedMarket;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.margin.trigger.Cause;
import io.breakwater.oracle.OraclePrice;
import io.breakwater.oracle.Product;
import io.breakwater.stream.event.MarketInput;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;

/** The newest word on everything. */
final class PlainMarket implements QuotedMarket {
  private final Map<String, InstrumentParameters> parameters = new HashMap<>();
  private final Map<String, AcceptedPrice> quotes = new HashMap<>();
  private RiskPolicy policy;

  /** Applies an input; the answer is what accounts are decided anew for. */
  Cause apply(MarketInput input) {
    if (input instanceof MarketInput.OfPrice price) {
      return apply(price.price());
    }
    if (input instanceof MarketInput.OfInstrument instrument) {
      InstrumentParameters now = instrument.update().parameters();
      parameters.put(now.id(), now);
      return Cause.parameters(now.id(), now.version());
    }
    if (input instanceof MarketInput.OfFactor factor) {
      return Cause.parameters(
          factor.update().parameters().id(), factor.update().parameters().version());
    }
    policy = ((MarketInput.OfPolicy) input).update().policy();
    return Cause.policy(policy.version());
  }

  private Cause apply(OraclePrice price) {
    int scale = parameters.get(price.factor()).priceScale();
    AcceptedPrice quote =
        new AcceptedPrice(
            price.value().setScale(scale, RoundingMode.HALF_EVEN),
            price.sequence(),
            price.publishTime());
    quotes.put(price.factor(), quote);
    return Cause.price(price.factor(), quote);
  }

  /** Whether an input means something: a price of an unknown instrument does not. */
  boolean understands(MarketInput input) {
    return !(input instanceof MarketInput.OfPrice price)
        || parameters.containsKey(price.price().factor());
  }

  @Override
  public AcceptedPrice quote(String instrument) {
    return quotes.get(instrument);
  }

  @Override
  public InstrumentParameters parameters(String instrument) {
    return parameters.get(instrument);
  }

  @Override
  public Product product(String factor) {
    return null;
  }

  @Override
  public RiskPolicy policy() {
    return policy;
  }
}
