package io.breakwater.cascade.record;

import java.math.BigDecimal;
import java.util.List;

/**
 * How near accounts are to their thresholds.
 *
 * @param bins of accounts with positions, by equity / maintenance margin
 * @param byHealthFactor of accounts without positions that owe, by health factor
 */
public record HealthDistribution(List<Bin> bins, List<Bin> byHealthFactor)
    implements AggregateValues {
  /**
   * Accounts of a range.
   *
   * @param from inclusive; null for the first bin
   * @param to exclusive; null for the last bin
   */
  public record Bin(
      BigDecimal from,
      BigDecimal to,
      long accounts,
      BigDecimal notional,
      BigDecimal equity,
      BigDecimal maintenanceMargin) {}

  public HealthDistribution {
    bins = List.copyOf(bins);
    byHealthFactor = List.copyOf(byHealthFactor);
  }

  @Override
  public AggregateKind kind() {
    return AggregateKind.HEALTH_DISTRIBUTION;
  }

  @Override
  public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
    return visitor.distribution(this);
  }
}
