package io.breakwater.kafka;

import io.breakwater.cascade.record.OracleQuality;
import io.breakwater.schemas.AmbiguousAccounts;
import io.breakwater.schemas.OracleQualityValues;
import io.breakwater.schemas.Validity;

/** The values of {@code OracleQuality} in records of the topic {@code risk-aggregates}. */
final class OracleQualityRecords {
  private OracleQualityRecords() {}

  /** The values as their record has them. */
  static OracleQualityValues toAvro(OracleQuality values, AggregateFigures figures) {
    return OracleQualityValues.newBuilder()
        .setValidity(Fields.symbol(Validity.class, values.validity()))
        .setValue(figures.of(values.value()))
        .setLowest(figures.of(values.lowest()))
        .setHighest(figures.of(values.highest()))
        .setAgeMillis(values.ageMillis())
        .setSources(values.sources())
        .setUsed(values.used())
        .setDispersionBps(figures.of(values.dispersionBps()))
        .setAmbiguous(ambiguous(values.ambiguous(), figures))
        .build();
  }

  private static AmbiguousAccounts ambiguous(
      OracleQuality.Ambiguous ambiguous, AggregateFigures figures) {
    return AmbiguousAccounts.newBuilder()
        .setAccounts(ambiguous.accounts())
        .setNotional(figures.of(ambiguous.notional()))
        .build();
  }
}
