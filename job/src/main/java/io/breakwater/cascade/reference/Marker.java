package io.breakwater.cascade.reference;

import io.breakwater.cascade.impact.InsuranceFund;
import io.breakwater.cascade.impact.MarketDepth;
import io.breakwater.margin.model.MarginModel;
import io.breakwater.margin.model.Market;
import io.breakwater.margin.terms.CascadeTerms;
import io.breakwater.margin.terms.ImpactTerms;
import io.breakwater.oracle.FactorKind;
import io.breakwater.oracle.Product;
import java.util.List;
import java.util.Map;

/**
 * All that aggregates of one marker follow from.
 *
 * @param model rules of margin
 * @param market accepted values, parameters and policy
 * @param kinds of observed factors; one that is not told is a price
 * @param prices what the judge says of observed factors; one that is not told is not judged, and
 *     was published at the marker
 * @param terms of the policy for aggregates
 * @param impacts by instrument: of all instruments that are known
 * @param depths by instrument, the last ones told
 * @param funds by id, the last ones told
 * @param holders all accounts
 * @param asOf end of the interval, microseconds since the epoch
 * @param marketSequence of the last market event before it
 */
public record Marker(
    MarginModel model,
    Market market,
    Map<String, FactorKind> kinds,
    Map<String, PriceState> prices,
    CascadeTerms terms,
    Map<String, ImpactTerms> impacts,
    Map<String, MarketDepth> depths,
    Map<String, InsuranceFund> funds,
    List<Holder> holders,
    long asOf,
    long marketSequence) {

  /** Whether an observed factor is a price. */
  boolean isPrice(String observed) {
    return kinds.getOrDefault(observed, FactorKind.PRICE) == FactorKind.PRICE;
  }

  PriceState price(String observed) {
    PriceState told = prices.get(observed);
    return told == null ? PriceState.unjudged(market.value(observed), asOf) : told;
  }

  /** Whether a factor is an observed one, or one with that in it. */
  boolean restsOn(String factor, String observed) {
    Product product = market.product(factor);
    return factor.equals(observed)
        || product != null
            && (restsOn(product.left(), observed) || restsOn(product.right(), observed));
  }

  /**
   * The observed price in whose market something is sold that a factor values: of a product, its
   * last operand that is a price; null where nothing in it is one.
   */
  String soldIn(String factor) {
    Product product = market.product(factor);
    if (product == null) {
      return isPrice(factor) ? factor : null;
    }
    String last = soldIn(product.right());
    return last == null ? soldIn(product.left()) : last;
  }
}
