package io.breakwater.kafka;

import io.breakwater.cascade.record.BadDebt;
import io.breakwater.schemas.BadDebtValues;

/** The values of {@code BadDebt} in records of the topic {@code risk-aggregates}. */
final class BadDebtRecords {
  private BadDebtRecords() {}

  /** The values as their record has them. */
  static BadDebtValues toAvro(BadDebt values, AggregateFigures figures) {
    return BadDebtValues.newBuilder()
        .setLatent(figures.of(values.latent()))
        .setCertain(figures.of(values.certain()))
        .setRealised(figures.of(values.realised()))
        .setRealisedInInterval(figures.of(values.realisedInInterval()))
        .build();
  }
}
