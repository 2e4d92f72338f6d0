package io.breakwater.cascade;

import io.breakwater.cascade.record.AggregateHeader;
import io.breakwater.cascade.record.AggregateValues;
import io.breakwater.cascade.record.Backlog;
import io.breakwater.cascade.record.BadDebt;
import io.breakwater.cascade.record.CascadeProjection;
import io.breakwater.cascade.record.Concentration;
import io.breakwater.cascade.record.DepthCoverage;
import io.breakwater.cascade.record.HealthDistribution;
import io.breakwater.cascade.record.Leverage;
import io.breakwater.cascade.record.LiquidationLevels;
import io.breakwater.cascade.record.OracleQuality;
import io.breakwater.cascade.record.RiskAggregate;
import java.util.List;

/** The records of one marker, to be looked up. */
public record Told(List<RiskAggregate> records) {
  /** The record of a kind of a price, or of {@code *}; there must be one. */
  public RiskAggregate record(Class<? extends AggregateValues> kind, String price) {
    List<RiskAggregate> found =
        records.stream()
            .filter(each -> kind.isInstance(each.values()) && each.header().price().equals(price))
            .toList();
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " records of " + kind + " for " + price);
    }
    return found.get(0);
  }

  private <V extends AggregateValues> V values(Class<V> kind, String price) {
    return kind.cast(record(kind, price).values());
  }

  public LiquidationLevels levels(String price) {
    return values(LiquidationLevels.class, price);
  }

  public LiquidationLevels.Shock level(String price, Side side, int bps) {
    return levels(price).shocks().stream()
        .filter(each -> each.side() == side && each.bps() == bps)
        .findFirst()
        .orElseThrow();
  }

  public DepthCoverage coverage(String price) {
    return values(DepthCoverage.class, price);
  }

  public DepthCoverage.Shock coverage(String price, Side side, int bps) {
    return coverage(price).shocks().stream()
        .filter(each -> each.side() == side && each.bps() == bps)
        .findFirst()
        .orElseThrow();
  }

  public CascadeProjection projection(String price) {
    return values(CascadeProjection.class, price);
  }

  public CascadeProjection.Scenario scenario(String price, Side side, int bps, Bound bound) {
    return projection(price).scenarios().stream()
        .filter(each -> each.side() == side && each.bps() == bps && each.bound() == bound)
        .findFirst()
        .orElseThrow();
  }

  public Backlog backlog(String price) {
    return values(Backlog.class, price);
  }

  public BadDebt badDebt(String price) {
    return values(BadDebt.class, price);
  }

  public HealthDistribution health(String price) {
    return values(HealthDistribution.class, price);
  }

  public Concentration concentration(String price) {
    return values(Concentration.class, price);
  }

  public OracleQuality oracle(String price) {
    return values(OracleQuality.class, price);
  }

  public Leverage leverage(String price) {
    return values(Leverage.class, price);
  }

  /** The prices that have records, in their order. */
  public List<String> prices() {
    return records.stream()
        .map(each -> each.header().price())
        .filter(price -> !price.equals(AggregateHeader.WHOLE_SYSTEM))
        .distinct()
        .toList();
  }
}
