package io.breakwater.kafka;

import io.breakwater.margin.CloseOutLeg;
import io.breakwater.margin.Decimals;
import io.breakwater.margin.HealthTransition;
import io.breakwater.margin.LiquidationTrigger;
import io.breakwater.margin.TriggerLeg;
import io.breakwater.schemas.LegKind;
import io.breakwater.schemas.Level;
import io.breakwater.schemas.TriggerKind;

/** Records of the topic {@code liquidation-triggers}. */
public final class LiquidationTriggerRecords {
  private LiquidationTriggerRecords() {}

  /** The record of a trigger: equity rounded down, maintenance margin up, to 18 decimals. */
  public static io.breakwater.schemas.LiquidationTrigger toAvro(LiquidationTrigger trigger) {
    HealthTransition transition = trigger.transition();
    return io.breakwater.schemas.LiquidationTrigger.newBuilder()
        .setId(trigger.id())
        .setDecision(trigger.decision())
        .setAccount(trigger.account())
        .setTime(Fields.instant(transition.time()))
        .setMarketSequence(transition.marketSequence())
        .setAccountSequence(transition.accountSequence())
        .setKind(Fields.symbol(TriggerKind.class, trigger.kind()))
        .setLevel(Fields.symbol(Level.class, transition.to()))
        .setPreviousLevel(Fields.symbol(Level.class, transition.from()))
        .setCause(CauseRecords.toAvro(transition.cause()))
        .setCash(trigger.cash())
        .setEquity(Decimals.floor(transition.valuation().equity()))
        .setMaintenanceMargin(Decimals.ceiling(transition.valuation().requirement()))
        .setMultiplier(trigger.multiplier())
        .setHeld(transition.held())
        .setLegs(trigger.legs().stream().map(LiquidationTriggerRecords::toAvro).toList())
        .setCloseOut(trigger.closeOut().stream().map(LiquidationTriggerRecords::toAvro).toList())
        .setPolicyId(trigger.policyId())
        .setPolicyVersion(trigger.policyVersion())
        .build();
  }

  private static io.breakwater.schemas.TriggerLeg toAvro(TriggerLeg leg) {
    return io.breakwater.schemas.TriggerLeg.newBuilder()
        .setInstrument(leg.instrument())
        .setKind(Fields.symbol(LegKind.class, leg.kind()))
        .setLeg(leg.leg())
        .setSize(leg.size())
        .setEntryPrice(leg.entryPrice())
        .setPrice(leg.price())
        .setPriceSequence(leg.priceSequence())
        .setPublishTime(Fields.instant(leg.publishTime()))
        .setParametersVersion(leg.parametersVersion())
        .build();
  }

  private static io.breakwater.schemas.CloseOutLeg toAvro(CloseOutLeg leg) {
    return io.breakwater.schemas.CloseOutLeg.newBuilder()
        .setInstrument(leg.instrument())
        .setKind(Fields.symbol(LegKind.class, leg.kind()))
        .setLeg(leg.leg())
        .setSize(leg.size())
        .setBankruptcyPrice(
            leg.bankruptcyPrice() == null ? null : leg.bankruptcyPrice().min(Decimals.MAX))
        .setIncentiveRate(leg.incentiveRate())
        .build();
  }
}
