package io.breakwater.stream.wire;

import io.breakwater.cascade.record.RiskAggregate;
import io.breakwater.margin.account.AccountRecord;
import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.margin.trigger.HealthTransition;
import io.breakwater.margin.trigger.LiquidationTrigger;
import io.breakwater.oracle.OraclePrice;
import io.breakwater.oracle.judge.PriceQuality;
import io.breakwater.stream.event.Capacity;
import io.breakwater.stream.event.DepthUpdate;
import io.breakwater.stream.event.FactorUpdate;
import io.breakwater.stream.event.FundUpdate;
import io.breakwater.stream.event.Inbound;
import io.breakwater.stream.event.InstrumentUpdate;
import io.breakwater.stream.event.MarkedSlice;
import io.breakwater.stream.event.MarketEvent;
import io.breakwater.stream.event.MarketInput;
import io.breakwater.stream.event.PolicyUpdate;
import io.breakwater.stream.event.RejectedRecord;
import io.breakwater.stream.event.TriggerMessage;
import io.breakwater.stream.order.FactorRecord;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The types of all values that cross a shuffle or sit in state. */
public final class Codecs {
  public static final CodecTypeInfo<OraclePrice> ORACLE_PRICE =
      new CodecTypeInfo<>(OraclePriceCodec.INSTANCE);
  public static final CodecTypeInfo<AccountUpdate> ACCOUNT_UPDATE =
      new CodecTypeInfo<>(AccountUpdateCodec.INSTANCE);
  public static final CodecTypeInfo<InstrumentParameters> INSTRUMENT_PARAMETERS =
      new CodecTypeInfo<>(InstrumentParametersCodec.INSTANCE);
  public static final CodecTypeInfo<FactorUpdate> FACTOR_UPDATE =
      new CodecTypeInfo<>(FactorUpdateCodec.INSTANCE);
  public static final CodecTypeInfo<InstrumentUpdate> INSTRUMENT_UPDATE =
      new CodecTypeInfo<>(InstrumentUpdateCodec.INSTANCE);
  public static final CodecTypeInfo<RiskPolicy> RISK_POLICY =
      new CodecTypeInfo<>(RiskPolicyCodec.INSTANCE);
  public static final CodecTypeInfo<PolicyUpdate> POLICY_UPDATE =
      new CodecTypeInfo<>(PolicyUpdateCodec.INSTANCE);
  public static final CodecTypeInfo<DepthUpdate> DEPTH_UPDATE =
      new CodecTypeInfo<>(DepthUpdateCodec.INSTANCE);
  public static final CodecTypeInfo<FundUpdate> FUND_UPDATE =
      new CodecTypeInfo<>(FundUpdateCodec.INSTANCE);
  public static final CodecTypeInfo<RejectedRecord> REJECTED_RECORD =
      new CodecTypeInfo<>(RejectedRecordCodec.INSTANCE);

  public static final CodecTypeInfo<Inbound<OraclePrice>> INBOUND_PRICE = inbound(ORACLE_PRICE);
  public static final CodecTypeInfo<Inbound<AccountUpdate>> INBOUND_ACCOUNT =
      inbound(ACCOUNT_UPDATE);
  public static final CodecTypeInfo<Inbound<FactorUpdate>> INBOUND_FACTOR = inbound(FACTOR_UPDATE);
  public static final CodecTypeInfo<Inbound<InstrumentUpdate>> INBOUND_INSTRUMENT =
      inbound(INSTRUMENT_UPDATE);
  public static final CodecTypeInfo<Inbound<PolicyUpdate>> INBOUND_POLICY = inbound(POLICY_UPDATE);
  public static final CodecTypeInfo<Inbound<DepthUpdate>> INBOUND_DEPTH = inbound(DEPTH_UPDATE);
  public static final CodecTypeInfo<Inbound<FundUpdate>> INBOUND_FUND = inbound(FUND_UPDATE);

  public static final CodecTypeInfo<MarketInput> MARKET_INPUT =
      new CodecTypeInfo<>(MarketInputCodec.INSTANCE);
  public static final CodecTypeInfo<MarketEvent> MARKET_EVENT =
      new CodecTypeInfo<>(MarketEventCodec.INSTANCE);
  public static final CodecTypeInfo<HealthTransition> HEALTH_TRANSITION =
      new CodecTypeInfo<>(HealthTransitionCodec.INSTANCE);
  public static final CodecTypeInfo<LiquidationTrigger> LIQUIDATION_TRIGGER =
      new CodecTypeInfo<>(LiquidationTriggerCodec.INSTANCE);
  public static final CodecTypeInfo<PriceQuality> PRICE_QUALITY =
      new CodecTypeInfo<>(PriceQualityCodec.INSTANCE);
  public static final CodecTypeInfo<RiskAggregate> RISK_AGGREGATE =
      new CodecTypeInfo<>(RiskAggregateCodec.INSTANCE);
  public static final CodecTypeInfo<Capacity> CAPACITY =
      new CodecTypeInfo<>(CapacityCodec.INSTANCE);
  public static final CodecTypeInfo<MarkedSlice> MARKED_SLICE =
      new CodecTypeInfo<>(MarkedSliceCodec.INSTANCE);
  public static final CodecTypeInfo<TriggerMessage> TRIGGER_MESSAGE =
      new CodecTypeInfo<>(TriggerMessageCodec.INSTANCE);

  /** Kept for years: each value says its own version, so that an upgrade rewrites nothing. */
  public static final CodecTypeInfo<AccountRecord> ACCOUNT_RECORD =
      new CodecTypeInfo<>(new Versioned<>(AccountRecordCodec.INSTANCE));

  /** Likewise. */
  public static final CodecTypeInfo<FactorRecord> FACTOR_RECORD =
      new CodecTypeInfo<>(new Versioned<>(FactorRecordCodec.INSTANCE));

  private static final Map<String, Codec<?>> BY_ID =
      Stream.of(
              ORACLE_PRICE,
              ACCOUNT_UPDATE,
              INSTRUMENT_PARAMETERS,
              FACTOR_UPDATE,
              INSTRUMENT_UPDATE,
              RISK_POLICY,
              POLICY_UPDATE,
              REJECTED_RECORD,
              INBOUND_PRICE,
              INBOUND_ACCOUNT,
              INBOUND_FACTOR,
              INBOUND_INSTRUMENT,
              INBOUND_POLICY,
              DEPTH_UPDATE,
              FUND_UPDATE,
              INBOUND_DEPTH,
              INBOUND_FUND,
              MARKET_INPUT,
              MARKET_EVENT,
              HEALTH_TRANSITION,
              LIQUIDATION_TRIGGER,
              PRICE_QUALITY,
              RISK_AGGREGATE,
              CAPACITY,
              MARKED_SLICE,
              TRIGGER_MESSAGE,
              ACCOUNT_RECORD,
              FACTOR_RECORD)
          .<Codec<?>>map(CodecTypeInfo::codec)
          .collect(Collectors.toUnmodifiableMap(Codec::id, Function.identity()));

  private Codecs() {}

  private static <T> CodecTypeInfo<Inbound<T>> inbound(CodecTypeInfo<T> value) {
    return new CodecTypeInfo<>(new InboundCodec<>(new Versioned<>(value.codec())));
  }

  /** The format with an id; null when there is none. */
  static Codec<?> ofId(String id) {
    return BY_ID.get(id);
  }

  /** The ids of all formats that snapshots can refer to. */
  static Set<String> ids() {
    return BY_ID.keySet();
  }
}
