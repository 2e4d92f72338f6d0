package io.breakwater.cascade;

import io.breakwater.cascade.account.AccountScan;
import io.breakwater.cascade.account.Catalogue;
import io.breakwater.cascade.account.Moment;
import io.breakwater.cascade.account.PlainQuestions;
import io.breakwater.cascade.account.Rows;
import io.breakwater.cascade.aggregate.Backlogs;
import io.breakwater.cascade.aggregate.BadDebts;
import io.breakwater.cascade.aggregate.Concentrations;
import io.breakwater.cascade.aggregate.HealthDistributions;
import io.breakwater.cascade.aggregate.Leverages;
import io.breakwater.cascade.aggregate.OracleQualities;
import io.breakwater.cascade.aggregate.PriceFacts;
import io.breakwater.cascade.impact.DepthCurve;
import io.breakwater.cascade.impact.MarketDepth;
import io.breakwater.cascade.impact.MarketImpact;
import io.breakwater.cascade.ladder.LadderLevels;
import io.breakwater.cascade.projection.PriceProjection;
import io.breakwater.cascade.projection.RestingDepth;
import io.breakwater.cascade.record.AggregateHeader;
import io.breakwater.cascade.record.AggregateValues;
import io.breakwater.cascade.record.Backlog;
import io.breakwater.cascade.record.RiskAggregate;
import io.breakwater.cascade.reference.Holder;
import io.breakwater.cascade.reference.Marker;
import io.breakwater.cascade.slice.RowSums;
import io.breakwater.cascade.slice.Slice;
import io.breakwater.margin.account.Account;
import io.breakwater.margin.fast.FloatMarkets;
import io.breakwater.margin.mirror.FloatMarket;
import io.breakwater.margin.model.FixedMarket;
import io.breakwater.margin.terms.ImpactTerms;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.Level;
import io.breakwater.oracle.FactorKind;
import io.breakwater.oracle.RiskFactor;
import io.breakwater.oracle.Validity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * The aggregates of a marker as the job makes them: scanned from the numbers of the mirror into the
 * slices of several parts, merged, and told.
 */
public final class JobAggregates {
  private static final Backlog.Latency NO_LATENCY = new Backlog.Latency(null, null);

  private final Marker marker;
  private final FixedMarket market;
  private final List<String> names;
  private final FloatMarket numbers;
  private final Moment moment = new Moment();
  private final AccountScan scan;
  private final List<Account> accounts = new ArrayList<>();
  private final List<Level> remembered = new ArrayList<>();

  private JobAggregates(MarkerBuilder builder) {
    marker = builder.build();
    market = builder.market();
    names = List.copyOf(market.factors());
    numbers = FloatMarkets.of(market);
    for (String factor : names) {
      numbers.pricing(FloatMarkets.factor(market, factor), FloatMarket.NO_INSTRUMENT);
      for (String instrument : market.instruments().keySet()) {
        numbers.pricing(
            FloatMarkets.factor(market, factor), FloatMarkets.instrument(market, instrument));
      }
    }
    PlainQuestions questions =
        new PlainQuestions(
            marker.model(),
            market,
            marker.terms(),
            names::get,
            this::kind,
            accounts::get,
            remembered::get);
    scan = new AccountScan(marker.model().fastForm(numbers).moveForm(), questions);
    Catalogue catalogue = new Named();
    moment.begin(numbers, Rows.of(catalogue, marker.terms()), catalogue, marker.terms());
    scan.begin(moment);
  }

  /**
   * What the job tells.
   *
   * @param parts in which accounts are scanned, in turn
   */
  public static Told of(MarkerBuilder builder, int parts) {
    JobAggregates job = new JobAggregates(builder);
    Slice[] slices = new Slice[parts];
    for (int i = 0; i < parts; i++) {
      slices[i] = new Slice();
    }
    int turn = 0;
    for (Holder holder : job.marker.holders()) {
      job.add(holder, slices[turn++ % parts]);
    }
    for (int i = parts - 1; i > 0; i--) {
      slices[i - 1].merge(slices[i]);
    }
    return new Told(job.tell(slices[0]));
  }

  private FactorKind kind(String factor) {
    return marker.kinds().getOrDefault(factor, FactorKind.PRICE);
  }

  private void add(Holder holder, Slice slice) {
    accounts.add(marker.model().appraise(holder.account(), market).account());
    remembered.add(Level.better(holder.level(), Level.worse(holder.triggered(), Level.WARNING)));
    int name = accounts.size() - 1;
    Account account = accounts.get(name);
    if (holder.pending()) {
      slice.addPending();
      return;
    }
    AccountScan.Taken taken =
        scan.look(
            FloatMarkets.view(
                numbers,
                market,
                FloatMarkets.compact(account, market),
                holder.level(),
                remembered.get(name)),
            name,
            holder.belowSince(),
            holder.heldSince());
    if (taken == AccountScan.Taken.COUNTED) {
      slice.add(scan.figures(), moment, each -> accounts.get(each).id());
    }
  }

  private List<RiskAggregate> tell(Slice slice) {
    List<RiskAggregate> told = new ArrayList<>();
    for (int row : slice.rows()) {
      tell(names.get(row), slice.row(row), told);
    }
    String all = AggregateHeader.WHOLE_SYSTEM;
    RowSums whole = slice.whole();
    told.add(record(all, Backlogs.of(whole, marker.asOf(), names::get, NO_LATENCY)));
    told.add(record(all, BadDebts.of(whole)));
    told.add(record(all, HealthDistributions.of(whole)));
    told.add(record(all, Concentrations.ofWhole(whole)));
    told.add(record(all, Leverages.of(whole, BigDecimal.ONE, null)));
    return told;
  }

  private void tell(String price, RowSums sums, List<RiskAggregate> told) {
    BigDecimal mark = market.value(price);
    String instrument = instrument(price);
    ImpactTerms terms = instrument == null ? ImpactTerms.DEFAULT : marker.impacts().get(instrument);
    MarketDepth depth = instrument == null ? null : marker.depths().get(instrument);
    MarketImpact impact = MarketImpact.of(terms, depth, marker.asOf());
    BigDecimal fund =
        marker.funds().containsKey(terms.insuranceFund())
            ? marker.funds().get(terms.insuranceFund()).balance()
            : null;
    told.add(record(price, LadderLevels.of(sums.ladder())));
    told.add(record(price, RestingDepth.of(sums.ladder(), depth, terms, marker.asOf()).values()));
    told.add(
        record(
            price,
            PriceProjection.of(sums.ladder(), impact, fund, marker.terms().stopAtIncentive())
                .values()));
    told.add(record(price, Backlogs.of(sums, marker.asOf(), names::get, NO_LATENCY)));
    told.add(record(price, BadDebts.of(sums)));
    told.add(record(price, HealthDistributions.of(sums)));
    told.add(record(price, Concentrations.of(sums)));
    told.add(record(price, OracleQualities.of(sums, facts(mark), marker.asOf())));
    told.add(record(price, Leverages.of(sums, mark, within(depth))));
  }

  private PriceFacts facts(BigDecimal mark) {
    return new PriceFacts(mark, Validity.VALID, false, mark, mark, marker.asOf(), 0, 0, null, null);
  }

  private String instrument(String price) {
    if (marker.impacts().containsKey(price)) {
      return price;
    }
    List<String> priced =
        market.instruments().values().stream()
            .filter(each -> each.factors().price().equals(price))
            .map(InstrumentParameters::id)
            .toList();
    return priced.size() == 1 ? priced.get(0) : null;
  }

  private Double within(MarketDepth depth) {
    if (depth == null || depth.bids().isEmpty() || depth.asks().isEmpty()) {
      return null;
    }
    List<Integer> shocks = marker.terms().shocksBps();
    double largest = shocks.get(shocks.size() - 1) / 1e4;
    return new DepthCurve(depth.bids()).sizeWithin(largest)
        + new DepthCurve(depth.asks()).sizeWithin(largest);
  }

  private RiskAggregate record(String price, AggregateValues values) {
    return new RiskAggregate(new AggregateHeader(price, marker.asOf(), 1, 1, 0, List.of()), values);
  }

  /** The factors and instruments of the market by their integers. */
  private final class Named implements Catalogue {
    private final List<InstrumentParameters> instruments =
        List.copyOf(market.instruments().values());

    @Override
    public int factors() {
      return names.size();
    }

    @Override
    public RiskFactor factor(int integer) {
      return new RiskFactor(integer, names.get(integer), market.product(names.get(integer)));
    }

    @Override
    public FactorKind kind(int integer) {
      return JobAggregates.this.kind(names.get(integer));
    }

    @Override
    public InstrumentParameters instrument(int index) {
      return instruments.get(index);
    }
  }
}
