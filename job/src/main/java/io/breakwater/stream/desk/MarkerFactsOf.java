package io.breakwater.stream.desk;

import io.breakwater.cascade.aggregate.PriceFacts;
import io.breakwater.margin.terms.ImpactTerms;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.oracle.Certainty;
import io.breakwater.oracle.FactorKind;
import io.breakwater.oracle.Interval;
import io.breakwater.oracle.Spread;
import io.breakwater.stream.event.FactorSpread;
import io.breakwater.stream.event.MarkerFacts;
import io.breakwater.stream.event.MarketEvent;
import io.breakwater.stream.event.MarketPicture;
import io.breakwater.stream.event.RowFacts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the market says, at a marker, of the prices that have rows. */
final class MarkerFactsOf {
  private final MarketView market;
  private final MarketPicture picture;
  private final Map<Integer, Spread> spreads = new HashMap<>();
  private final Map<String, InstrumentParameters> markets = new HashMap<>();
  private final TreeMap<Integer, String> doubtful = new TreeMap<>();
  private final List<RowFacts> rows = new ArrayList<>();

  /**
   * @param spreads how the sources of judged factors lie apart
   */
  MarkerFactsOf(MarketView market, MarketCatalogue catalogue, List<FactorSpread> spreads) {
    this.market = market;
    this.picture = market.picture();
    spreads.forEach(spread -> this.spreads.put(spread.factor(), spread.spread()));
    findMarkets();
    for (int factor = 0; factor < catalogue.factors(); factor++) {
      if (picture.hasValue(factor)) {
        String id = picture.factor(factor).id();
        if (!market.isCertain(id)) {
          doubtful.put(factor, id);
        }
        boolean isObserved = picture.factor(factor).product() == null;
        if (isObserved && catalogue.kind(factor) == FactorKind.PRICE) {
          rows.add(row(factor));
        }
      }
    }
  }

  /** Of the instruments on one price the only one; null where several. */
  private void findMarkets() {
    for (MarketEvent.InstrumentChange change : picture.instruments()) {
      if (change != null) {
        InstrumentParameters instrument = change.parameters();
        String price = instrument.factors().price();
        markets.put(price, markets.containsKey(price) ? null : instrument);
      }
    }
  }

  /** The instrument that has the price's id, whatever prices it, or else the only one on it. */
  private InstrumentParameters market(String price) {
    InstrumentParameters own = market.parameters(price);
    return own == null ? markets.get(price) : own;
  }

  private RowFacts row(int factor) {
    String id = picture.factor(factor).id();
    InstrumentParameters instrument = market(id);
    return new RowFacts(
        factor,
        id,
        price(factor, id),
        instrument == null ? null : instrument.id(),
        instrument == null ? ImpactTerms.DEFAULT : instrument.inForce().impact());
  }

  private PriceFacts price(int factor, String id) {
    Spread spread = spreads.getOrDefault(factor, Spread.UNJUDGED);
    Certainty certainty = picture.certainty(factor);
    BigDecimal mark = market.value(id);
    Interval interval =
        certainty.narrow(mark, market.scale(factor), market.policy().inForce().haltedFactor());
    boolean isOfOne = spread.used() == 1 && spread.lowest() == null;
    return new PriceFacts(
        mark,
        certainty.validity(),
        spread.sources() > 0,
        interval.low(),
        interval.high(),
        picture.price(factor).publishTime(),
        spread.sources(),
        spread.used(),
        isOfOne ? mark : spread.lowest(),
        isOfOne ? mark : spread.highest());
  }

  /** All of it. */
  MarkerFacts facts() {
    RiskPolicy policy = market.policy();
    return new MarkerFacts(
        policy.version(), policy.inForce().cascade().stopAtIncentive(), rows, doubtful);
  }
}
