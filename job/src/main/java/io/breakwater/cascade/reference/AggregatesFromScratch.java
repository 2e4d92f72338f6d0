package io.breakwater.cascade.reference;

import io.breakwater.cascade.Flag;
import io.breakwater.cascade.Side;
import io.breakwater.cascade.record.AggregateHeader;
import io.breakwater.cascade.record.AggregateValues;
import io.breakwater.cascade.record.CascadeProjection;
import io.breakwater.cascade.record.RiskAggregate;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * All aggregates of a marker, in the order in which records are told: prices by id, the whole
 * system last. Projections hold the exact totals only, as POINT.
 */
public final class AggregatesFromScratch {
  private final Marker marker;
  private final Population population;
  private final List<Row> rows;

  private AggregatesFromScratch(Marker marker) {
    this.marker = marker;
    this.population = Population.of(marker);
    this.rows = population.rows().stream().map(price -> Row.of(price, population)).toList();
  }

  public static AggregatesFromScratch of(Marker marker) {
    return new AggregatesFromScratch(marker);
  }

  /** Ids of the prices that have a row. */
  public List<String> prices() {
    return rows.stream().map(Row::price).toList();
  }

  /**
   * What a shock of a price comes to, exact.
   *
   * @param shock share of the mark, above 0
   * @return null where nobody says how the price is moved
   */
  public CascadeSimulation.Outcome simulate(String price, Side side, BigDecimal shock) {
    CascadeSimulation simulation = ProjectionFromScratch.simulation(row(price), side);
    return simulation == null ? null : simulation.after(shock);
  }

  /** The mark of a price that has a row. */
  public BigDecimal mark(String price) {
    return row(price).mark();
  }

  private Row row(String price) {
    return rows.stream().filter(row -> row.price().equals(price)).findFirst().orElseThrow();
  }

  /** Of all prices and the whole system. */
  public List<RiskAggregate> all() {
    List<RiskAggregate> all = new ArrayList<>();
    rows.forEach(row -> all.addAll(of(row)));
    all.addAll(wholeSystem());
    return all;
  }

  private List<RiskAggregate> of(Row row) {
    List<Counted> counted = row.counted();
    Set<Flag> flags = flags(row);
    Set<Flag> depthFlags = with(flags, row.market().depthFlags(marker.terms().shocksBps()));
    List<RiskAggregate> told = new ArrayList<>();
    told.add(told(row.price(), flags, LevelsFromScratch.of(row)));
    told.add(told(row.price(), depthFlags, CoverageFromScratch.of(row)));
    told.add(projection(row, with(flags, row.market().impactFlags())));
    told.add(
        told(
            row.price(),
            flags,
            BacklogFromScratch.of(counted, row.price(), row.pending(), marker)));
    told.add(told(row.price(), flags, BadDebtFromScratch.of(counted, marker)));
    told.add(told(row.price(), flags, HealthFromScratch.of(counted, row.price(), marker)));
    told.add(told(row.price(), flags, ConcentrationFromScratch.of(row)));
    told.add(told(row.price(), flags, OracleFromScratch.of(row)));
    told.add(told(row.price(), depthFlags, LeverageFromScratch.of(row)));
    return told;
  }

  private RiskAggregate projection(Row row, Set<Flag> flags) {
    CascadeProjection projection = ProjectionFromScratch.of(row);
    boolean isExtrapolated =
        projection.scenarios().stream()
            .anyMatch(
                each ->
                    each.totalSize() != null
                        && row.market().impact(each.side()).isExtrapolated(each.totalSize()));
    Set<Flag> more = isExtrapolated ? EnumSet.of(Flag.DEPTH_EXTRAPOLATED) : Set.of();
    return told(row.price(), with(flags, more), projection);
  }

  private List<RiskAggregate> wholeSystem() {
    List<Counted> counted = population.counted();
    Set<Flag> flags = accountFlags(counted, population.pending().size());
    rows.forEach(row -> flags.addAll(priceFlags(row)));
    List<RiskAggregate> told = new ArrayList<>();
    String all = AggregateHeader.WHOLE_SYSTEM;
    told.add(
        told(
            all, flags, BacklogFromScratch.of(counted, null, population.pending().size(), marker)));
    told.add(told(all, flags, BadDebtFromScratch.of(counted, marker)));
    told.add(told(all, flags, HealthFromScratch.of(counted, null, marker)));
    told.add(told(all, flags, ConcentrationFromScratch.of(rows)));
    told.add(told(all, flags, LeverageFromScratch.of(counted, null, marker)));
    return told;
  }

  private RiskAggregate told(String price, Set<Flag> flags, AggregateValues values) {
    return new RiskAggregate(
        new AggregateHeader(
            price,
            marker.asOf(),
            marker.marketSequence(),
            marker.market().policy().version(),
            0,
            List.copyOf(flags)),
        values);
  }

  private static Set<Flag> with(Set<Flag> flags, Set<Flag> more) {
    Set<Flag> all = EnumSet.noneOf(Flag.class);
    all.addAll(flags);
    all.addAll(more);
    return all;
  }

  private static Set<Flag> flags(Row row) {
    return with(accountFlags(row.counted(), row.pending()), priceFlags(row));
  }

  private static Set<Flag> accountFlags(List<Counted> counted, long pending) {
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    if (pending > 0) {
      flags.add(Flag.PENDING_ACCOUNTS);
    }
    if (counted.stream().anyMatch(each -> each.isBacklog() && each.holder().isHeld())) {
      flags.add(Flag.HELD_ACCOUNTS);
    }
    return flags;
  }

  private static Set<Flag> priceFlags(Row row) {
    PriceState price = row.marker().price(row.price());
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    if (!price.judged()) {
      flags.add(Flag.PRICE_UNJUDGED);
    }
    switch (price.validity()) {
      case DEGRADED -> flags.add(Flag.PRICE_DEGRADED);
      case RECOVERING -> flags.add(Flag.PRICE_RECOVERING);
      case HALTED -> flags.add(Flag.PRICE_HALTED);
      case VALID -> {}
    }
    return flags;
  }
}
