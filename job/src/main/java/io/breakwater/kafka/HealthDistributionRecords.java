package io.breakwater.kafka;

import io.breakwater.cascade.record.HealthDistribution;
import io.breakwater.schemas.HealthBin;
import io.breakwater.schemas.HealthDistributionValues;

/** The values of {@code HealthDistribution} in records of the topic {@code risk-aggregates}. */
final class HealthDistributionRecords {
  private HealthDistributionRecords() {}

  /** The values as their record has them. */
  static HealthDistributionValues toAvro(HealthDistribution values, AggregateFigures figures) {
    return HealthDistributionValues.newBuilder()
        .setBins(values.bins().stream().map(each -> bin(each, figures)).toList())
        .setByHealthFactor(
            values.byHealthFactor().stream().map(each -> bin(each, figures)).toList())
        .build();
  }

  private static HealthBin bin(HealthDistribution.Bin bin, AggregateFigures figures) {
    return HealthBin.newBuilder()
        .setFrom(figures.of(bin.from()))
        .setTo(figures.of(bin.to()))
        .setAccounts(bin.accounts())
        .setNotional(figures.of(bin.notional()))
        .setEquity(figures.of(bin.equity()))
        .setMaintenanceMargin(figures.of(bin.maintenanceMargin()))
        .build();
  }
}
