package io.breakwater.cascade;

import io.breakwater.cascade.impact.InsuranceFund;
import io.breakwater.cascade.impact.MarketDepth;
import io.breakwater.cascade.reference.Holder;
import io.breakwater.cascade.reference.Marker;
import io.breakwater.cascade.reference.PriceState;
import io.breakwater.margin.MarginModels;
import io.breakwater.margin.Samples;
import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.Standing;
import io.breakwater.margin.model.FixedMarket;
import io.breakwater.margin.model.MarginModel;
import io.breakwater.margin.model.Market;
import io.breakwater.margin.terms.CascadeTerms;
import io.breakwater.margin.terms.ImpactTerms;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.Level;
import io.breakwater.margin.terms.PolicyTerms;
import io.breakwater.oracle.FactorKind;
import io.breakwater.oracle.Product;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A marker as it is put together, step by step; levels are decided where none is told. */
public final class MarkerBuilder {
  /** The end of the interval: 2021-05-19 12:00 UTC, microseconds. */
  public static final long AS_OF = 1_621_425_600_000_000L;

  private final MarginModel model = MarginModels.all();
  private final Map<String, FactorKind> kinds = new HashMap<>();
  private final Map<String, PriceState> prices = new HashMap<>();
  private final Map<String, ImpactTerms> impacts = new HashMap<>();
  private final Map<String, MarketDepth> depths = new HashMap<>();
  private final Map<String, InsuranceFund> funds = new HashMap<>();
  private final List<Account> accounts = new ArrayList<>();
  private final Map<String, Holder> told = new HashMap<>();
  private FixedMarket fixed;
  private CascadeTerms terms = CascadeTerms.DEFAULT;

  public MarkerBuilder(PolicyTerms policy) {
    fixed = FixedMarket.of(policy);
  }

  /**
   * In place of what there was, a market with its instruments.
   *
   * @param ofFactors kinds of observed factors that are not prices
   */
  public MarkerBuilder with(FixedMarket market, Map<String, FactorKind> ofFactors) {
    fixed = market;
    kinds.putAll(ofFactors);
    market.instruments().keySet().forEach(id -> impacts.put(id, ImpactTerms.DEFAULT));
    return this;
  }

  public MarkerBuilder with(InstrumentParameters instrument, String price) {
    fixed = fixed.with(instrument, price);
    impacts.putIfAbsent(instrument.id(), ImpactTerms.DEFAULT);
    return this;
  }

  /** An instrument that a factor prices which has a value, or will have. */
  public MarkerBuilder with(InstrumentParameters instrument) {
    fixed = fixed.with(instrument);
    impacts.putIfAbsent(instrument.id(), ImpactTerms.DEFAULT);
    return this;
  }

  public MarkerBuilder with(String factor, FactorKind kind, String value) {
    fixed = fixed.withPrice(factor, new BigDecimal(value)).withScale(factor, Samples.PRICE_SCALE);
    kinds.put(factor, kind);
    return this;
  }

  public MarkerBuilder with(String factor, Product product) {
    fixed = fixed.with(factor, product, Samples.PRICE_SCALE);
    return this;
  }

  public MarkerBuilder with(String instrument, ImpactTerms impact) {
    impacts.put(instrument, impact);
    return this;
  }

  public MarkerBuilder with(String factor, PriceState state) {
    prices.put(factor, state);
    return this;
  }

  public MarkerBuilder with(MarketDepth depth) {
    depths.put(depth.instrument(), depth);
    return this;
  }

  public MarkerBuilder withFund(String fund, String balance) {
    funds.put(fund, new InsuranceFund(fund, AS_OF, new BigDecimal(balance)));
    return this;
  }

  public MarkerBuilder with(CascadeTerms cascadeTerms) {
    terms = cascadeTerms;
    return this;
  }

  public MarkerBuilder with(Account account) {
    accounts.add(account);
    return this;
  }

  public MarkerBuilder withAll(List<Account> more) {
    accounts.addAll(more);
    return this;
  }

  /** An account that stands as told. */
  public MarkerBuilder with(Holder holder) {
    told.put(holder.account().id(), holder);
    accounts.add(holder.account());
    return this;
  }

  public FixedMarket market() {
    return fixed;
  }

  public List<Account> accounts() {
    return accounts;
  }

  public CascadeTerms terms() {
    return terms;
  }

  public Map<String, ImpactTerms> impacts() {
    return impacts;
  }

  public Map<String, MarketDepth> depths() {
    return depths;
  }

  public Marker build() {
    return build(fixed);
  }

  /** With another market of the same prices, such as one in which some are in doubt. */
  public Marker build(Market market) {
    List<Holder> holders = accounts.stream().map(account -> holder(account, market)).toList();
    return new Marker(
        model, market, kinds, prices, terms, impacts, depths, funds, holders, AS_OF, 1);
  }

  private Holder holder(Account account, Market market) {
    Holder known = told.get(account.id());
    if (known != null) {
      return known;
    }
    var appraisal = model.appraise(account, market);
    if (appraisal.isPending()) {
      return new Holder(
          account, Level.HEALTHY, Level.HEALTHY, true, Standing.NEVER, Standing.NEVER);
    }
    Level level = model.decide(appraisal.account(), Level.HEALTHY, market).level();
    return Holder.at(account, level, AS_OF);
  }
}
