package io.breakwater.kafka;

import io.breakwater.margin.model.CloseOutLeg;
import io.breakwater.margin.model.Valuation;
import io.breakwater.margin.trigger.Cause;
import io.breakwater.margin.trigger.HealthTransition;
import io.breakwater.margin.trigger.LiquidationTrigger;
import io.breakwater.margin.trigger.TriggerFactor;
import io.breakwater.margin.trigger.TriggerLeg;
import io.breakwater.schemas.LegKind;
import io.breakwater.schemas.Level;
import io.breakwater.schemas.TriggerKind;
import io.breakwater.schemas.Validity;
import io.breakwater.stream.event.TriggerMessage;
import io.breakwater.value.Decimals;
import java.math.BigDecimal;

/** Records of the topic {@code liquidation-triggers}. */
public final class LiquidationTriggerRecords {
  private static final TriggerMessage.Visitor<
          io.breakwater.schemas.LiquidationTrigger, RuntimeException>
      TO_AVRO =
          new TriggerMessage.Visitor<>() {
            @Override
            public io.breakwater.schemas.LiquidationTrigger trigger(
                TriggerMessage.OfTrigger message) {
              return toAvro(message.epoch(), message.trigger());
            }

            @Override
            public io.breakwater.schemas.LiquidationTrigger epoch(
                TriggerMessage.EpochBegun message) {
              return beginning(message);
            }
          };

  private LiquidationTriggerRecords() {}

  /** The record of a message. */
  public static io.breakwater.schemas.LiquidationTrigger toAvro(TriggerMessage message) {
    return message.accept(TO_AVRO);
  }

  /** A record of no account: what it cannot say is empty, 0 or unknown. */
  private static io.breakwater.schemas.LiquidationTrigger beginning(
      TriggerMessage.EpochBegun begun) {
    return io.breakwater.schemas.LiquidationTrigger.newBuilder()
        .setId("")
        .setDecision("")
        .setEpoch(begun.epoch())
        .setAccount("")
        .setTime(Fields.instant(begun.time()))
        .setMarketSequence(begun.marketSequence())
        .setAccountSequence(0)
        .setKind(TriggerKind.EPOCH_BEGUN)
        .setLevel(Level.UNKNOWN)
        .setPreviousLevel(Level.UNKNOWN)
        .setCause(CauseRecords.toAvro(Cause.epoch(begun.epoch())))
        .setCash(BigDecimal.ZERO)
        .setEquity(BigDecimal.ZERO)
        .setMaintenanceMargin(BigDecimal.ZERO)
        .setMultiplier(BigDecimal.ZERO)
        .setPolicyId("")
        .setPolicyVersion(0)
        .build();
  }

  /** Equity rounded down, maintenance margin up, to 18 decimals. */
  private static io.breakwater.schemas.LiquidationTrigger toAvro(
      long epoch, LiquidationTrigger trigger) {
    HealthTransition transition = trigger.transition();
    Valuation box = trigger.box();
    Valuation valuation = trigger.held() ? Valuation.ZERO : transition.valuation();
    return io.breakwater.schemas.LiquidationTrigger.newBuilder()
        .setId(trigger.id())
        .setDecision(trigger.decision())
        .setEpoch(epoch)
        .setAccount(trigger.account())
        .setTime(Fields.instant(transition.time()))
        .setMarketSequence(transition.marketSequence())
        .setAccountSequence(transition.accountSequence())
        .setKind(Fields.symbol(TriggerKind.class, trigger.kind()))
        .setLevel(Fields.symbol(Level.class, trigger.level()))
        .setPreviousLevel(Fields.symbol(Level.class, trigger.previousLevel()))
        .setCause(CauseRecords.toAvro(transition.cause()))
        .setCash(trigger.cash())
        .setEquity(Decimals.floor(valuation.equity()))
        .setMaintenanceMargin(Decimals.ceiling(valuation.requirement()))
        .setBoxEquity(box == null ? null : Decimals.floor(box.equity()))
        .setBoxMaintenanceMargin(box == null ? null : Decimals.ceiling(box.requirement()))
        .setMultiplier(trigger.multiplier())
        .setHeld(trigger.held())
        .setLegs(trigger.legs().stream().map(LiquidationTriggerRecords::toAvro).toList())
        .setFactors(trigger.factors().stream().map(LiquidationTriggerRecords::toAvro).toList())
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
        .setIndex(leg.index())
        .setFactor(leg.factor())
        .setPrice(leg.price())
        .setPriceSequence(leg.priceSequence())
        .setPublishTime(Fields.instant(leg.publishTime()))
        .setParametersVersion(leg.parametersVersion())
        .build();
  }

  private static io.breakwater.schemas.TriggerFactor toAvro(TriggerFactor factor) {
    return io.breakwater.schemas.TriggerFactor.newBuilder()
        .setFactor(factor.factor())
        .setValue(factor.value())
        .setLowest(factor.lowest())
        .setHighest(Fields.highEnd(factor.highest()))
        .setValidity(Fields.symbol(Validity.class, factor.validity()))
        .setSequence(factor.sequence())
        .setPublishTime(Fields.instant(factor.publishTime()))
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
