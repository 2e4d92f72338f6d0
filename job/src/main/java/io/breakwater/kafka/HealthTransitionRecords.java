package io.breakwater.kafka;

import io.breakwater.margin.model.Valuation;
import io.breakwater.margin.trigger.HealthTransition;
import io.breakwater.schemas.Level;
import io.breakwater.value.Decimals;

/** Records of the topic {@code account-health}. */
public final class HealthTransitionRecords {
  private HealthTransitionRecords() {}

  /** The record of a transition: equity rounded down, maintenance margin up, to 18 decimals. */
  public static io.breakwater.schemas.HealthTransition toAvro(HealthTransition transition) {
    Valuation valuation = transition.valuation();
    return io.breakwater.schemas.HealthTransition.newBuilder()
        .setAccount(transition.account())
        .setTime(Fields.instant(transition.time()))
        .setMarketSequence(transition.marketSequence())
        .setAccountSequence(transition.accountSequence())
        .setFrom(Fields.symbol(Level.class, transition.from()))
        .setTo(Fields.symbol(Level.class, transition.to()))
        .setCause(CauseRecords.toAvro(transition.cause()))
        .setEquity(valuation == null ? null : Decimals.floor(valuation.equity()))
        .setMaintenanceMargin(valuation == null ? null : Decimals.ceiling(valuation.requirement()))
        .setTriggeredLevel(Fields.symbol(Level.class, transition.triggeredLevel()))
        .setHeld(transition.held())
        .setPending(transition.pending())
        .build();
  }
}
