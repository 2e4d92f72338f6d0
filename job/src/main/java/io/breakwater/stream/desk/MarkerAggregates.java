package io.breakwater.stream.desk;

import io.breakwater.cascade.Flag;
import io.breakwater.cascade.Side;
import io.breakwater.cascade.aggregate.Backlogs;
import io.breakwater.cascade.aggregate.BadDebts;
import io.breakwater.cascade.aggregate.Concentrations;
import io.breakwater.cascade.aggregate.Flags;
import io.breakwater.cascade.aggregate.HealthDistributions;
import io.breakwater.cascade.aggregate.Leverages;
import io.breakwater.cascade.aggregate.OracleQualities;
import io.breakwater.cascade.impact.InsuranceFund;
import io.breakwater.cascade.impact.MarketDepth;
import io.breakwater.cascade.impact.MarketImpact;
import io.breakwater.cascade.ladder.LadderLevels;
import io.breakwater.cascade.projection.Flagged;
import io.breakwater.cascade.projection.PriceProjection;
import io.breakwater.cascade.projection.RestingDepth;
import io.breakwater.cascade.record.AggregateHeader;
import io.breakwater.cascade.record.AggregateValues;
import io.breakwater.cascade.record.Backlog;
import io.breakwater.cascade.record.CascadeProjection;
import io.breakwater.cascade.record.DepthCoverage;
import io.breakwater.cascade.record.RiskAggregate;
import io.breakwater.cascade.slice.Latencies;
import io.breakwater.cascade.slice.RowSums;
import io.breakwater.cascade.slice.Slice;
import io.breakwater.stream.event.MarkerFacts;
import io.breakwater.stream.event.RowFacts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * The aggregates of one marker: those of each price on which an account rests, then the whole's.
 */
final class MarkerAggregates {
  private static final int FIRST = 0;
  private static final double MEDIAN = 0.5;
  private static final double MOST = 0.99;

  private final long asOf;
  private final long marketSequence;
  private final MarkerFacts facts;
  private final Slice slice;
  private final SortedMap<String, Latencies> latencies;
  private final MarketCapacity capacity;
  private final Map<Integer, RowFacts> rows = new HashMap<>();

  MarkerAggregates(
      long asOf,
      long marketSequence,
      MarkerFacts facts,
      Slice slice,
      SortedMap<String, Latencies> latencies,
      MarketCapacity capacity) {
    this.asOf = asOf;
    this.marketSequence = marketSequence;
    this.facts = facts;
    this.slice = slice;
    this.latencies = latencies;
    this.capacity = capacity;
    facts.rows().forEach(row -> rows.put(row.row(), row));
  }

  /** Tells all of them. */
  void tell(Consumer<RiskAggregate> output) {
    List<RowFacts> told = new ArrayList<>();
    for (int row : slice.rows()) {
      told.add(rows.get(row));
    }
    if (told.isEmpty()) {
      return;
    }
    told.sort((a, b) -> a.id().compareTo(b.id()));
    told.forEach(row -> new OfPrice(row, output).tell());
    tellWhole(told, output);
  }

  private void tellWhole(List<RowFacts> told, Consumer<RiskAggregate> output) {
    RowSums sums = slice.whole();
    Set<Flag> flags = Flags.of(sums);
    told.forEach(row -> flags.addAll(Flags.of(row.price())));
    for (AggregateValues values :
        List.of(
            backlog(sums, allLatencies()),
            BadDebts.of(sums),
            HealthDistributions.of(sums),
            Concentrations.ofWhole(sums),
            Leverages.of(sums, null, null))) {
      output.accept(aggregate(AggregateHeader.WHOLE_SYSTEM, flags, values));
    }
  }

  private Latencies allLatencies() {
    Latencies all = new Latencies();
    latencies.values().forEach(all::merge);
    return all;
  }

  private Backlog backlog(RowSums sums, Latencies measured) {
    return Backlogs.of(
        sums,
        asOf,
        facts.doubtful()::get,
        new Backlog.Latency(measured.quantile(MEDIAN), measured.quantile(MOST)));
  }

  private RiskAggregate aggregate(String price, Set<Flag> flags, AggregateValues values) {
    return new RiskAggregate(
        new AggregateHeader(
            price, asOf, marketSequence, facts.policyVersion(), FIRST, List.copyOf(flags)),
        values);
  }

  /** Those of one price. */
  private final class OfPrice {
    private final RowFacts row;
    private final RowSums sums;
    private final Set<Flag> flags;
    private final Consumer<RiskAggregate> output;

    OfPrice(RowFacts row, Consumer<RiskAggregate> output) {
      this.row = row;
      this.sums = slice.row(row.row());
      this.flags = Flags.of(sums);
      flags.addAll(Flags.of(row.price()));
      this.output = output;
    }

    void tell() {
      MarketDepth depth = row.market() == null ? null : capacity.depths().get(row.market());
      Flagged<DepthCoverage> coverage = RestingDepth.of(sums.ladder(), depth, row.impact(), asOf);
      Flagged<CascadeProjection> projection =
          PriceProjection.of(
              sums.ladder(),
              MarketImpact.of(row.impact(), depth, asOf),
              fund(),
              facts.stopsAtIncentive());
      tell(LadderLevels.of(sums.ladder()), Set.of());
      tell(coverage.values(), coverage.flags());
      tell(projection.values(), projection.flags());
      tell(backlog(sums, latencies.getOrDefault(row.id(), new Latencies())), Set.of());
      tell(BadDebts.of(sums), Set.of());
      tell(HealthDistributions.of(sums), Set.of());
      tell(Concentrations.of(sums), Set.of());
      tell(OracleQualities.of(sums, row.price(), asOf), Set.of());
      tell(
          Leverages.of(sums, row.price().mark(), depthWithinLargestShock(coverage)),
          coverage.flags());
    }

    private BigDecimal fund() {
      InsuranceFund fund = capacity.funds().get(row.impact().insuranceFund());
      return fund == null ? null : fund.balance();
    }

    /** Both sides together; null where one is missing. */
    private Double depthWithinLargestShock(Flagged<DepthCoverage> coverage) {
      Double down = largest(coverage.values(), Side.DOWN);
      Double up = largest(coverage.values(), Side.UP);
      return down == null || up == null ? null : Double.valueOf(down + up);
    }

    private Double largest(DepthCoverage coverage, Side side) {
      Double largest = null;
      for (DepthCoverage.Shock shock : coverage.shocks()) {
        if (shock.side() == side) {
          largest = shock.depth() == null ? null : shock.depth().doubleValue();
        }
      }
      return largest;
    }

    private void tell(AggregateValues values, Set<Flag> more) {
      Set<Flag> all = EnumSet.noneOf(Flag.class);
      all.addAll(flags);
      all.addAll(more);
      output.accept(aggregate(row.id(), all, values));
    }
  }
}
