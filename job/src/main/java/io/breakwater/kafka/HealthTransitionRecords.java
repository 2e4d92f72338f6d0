package io.breakwater.kafka;

import io.breakwater.margin.Decimals;
import io.breakwater.margin.HealthTransition;
import io.breakwater.schemas.Level;

/** Records of the topic {@code account-health}. */
public final class HealthTransitionRecords {
  private HealthTransitionRecords() {}

  /** The record of a transition: equity rounded down, maintenance margin up, to 18 decimals. */
  public static io.breakwater.schemas.HealthTransition toAvro(HealthTransition transition) {
    return io.breakwater.schemas.HealthTransition.newBuilder()
        .setAccount(transition.account())
        .setTime(Fields.instant(transition.time()))
        .setMarketSequence(transition.marketSequence())
        .setAccountSequence(transition.accountSequence())
        .setFrom(Fields.symbol(Level.class, transition.from()))
        .setTo(Fields.symbol(Level.class, transition.to()))
        .setCause(CauseRecords.toAvro(transition.cause()))
        .setEquity(Decimals.floor(transition.valuation().equity()))
        .setMaintenanceMargin(Decimals.ceiling(transition.valuation().requirement()))
        .setHeld(transition.held())
        .build();
  }
}
