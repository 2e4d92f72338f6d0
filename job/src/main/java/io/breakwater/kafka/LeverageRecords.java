package io.breakwater.kafka;

import io.breakwater.cascade.record.Leverage;
import io.breakwater.schemas.LeverageValues;

/** The values of {@code Leverage} in records of the topic {@code risk-aggregates}. */
final class LeverageRecords {
  private LeverageRecords() {}

  /** The values as their record has them. */
  static LeverageValues toAvro(Leverage values, AggregateFigures figures) {
    return LeverageValues.newBuilder()
        .setOpenInterest(openInterest(values.openInterest(), figures))
        .setEquity(figures.of(values.equity()))
        .setLeverage(figures.of(values.leverage()))
        .setOpenInterestToDepth(figures.of(values.openInterestToDepth()))
        .build();
  }

  private static io.breakwater.schemas.OpenInterest openInterest(
      Leverage.OpenInterest openInterest, AggregateFigures figures) {
    return io.breakwater.schemas.OpenInterest.newBuilder()
        .setLong$(figures.of(openInterest.longs()))
        .setShort$(figures.of(openInterest.shorts()))
        .build();
  }
}
