package io.breakwater.stream.wire;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A format as the tests see it.
 *
 * @param type the type that the job uses
 * @param samples fixed values, whose bytes of each version are kept in {@code bytes/}
 * @param random further values
 */
record Format<T>(CodecTypeInfo<T> type, List<T> samples, Function<RandomValues, T> random) {

  /** Every format that snapshots can refer to. */
  static Stream<Format<?>> all() {
    return Stream.of(
        new Format<>(Codecs.ORACLE_PRICE, Samples.ORACLE_PRICES, RandomValues::oraclePrice),
        new Format<>(Codecs.ACCOUNT_UPDATE, Samples.ACCOUNT_UPDATES, RandomValues::accountUpdate),
        new Format<>(
            Codecs.INSTRUMENT_PARAMETERS,
            Samples.INSTRUMENT_PARAMETERS,
            RandomValues::instrumentParameters),
        new Format<>(Codecs.FACTOR_UPDATE, Samples.FACTOR_UPDATES, RandomValues::factorUpdate),
        new Format<>(
            Codecs.INBOUND_FACTOR,
            Samples.inbound(Samples.FACTOR_UPDATES),
            values -> values.inbound(values::factorUpdate)),
        new Format<>(
            Codecs.INSTRUMENT_UPDATE, Samples.INSTRUMENT_UPDATES, RandomValues::instrumentUpdate),
        new Format<>(Codecs.RISK_POLICY, Samples.RISK_POLICIES, RandomValues::riskPolicy),
        new Format<>(Codecs.POLICY_UPDATE, Samples.POLICY_UPDATES, RandomValues::policyUpdate),
        new Format<>(
            Codecs.REJECTED_RECORD, Samples.REJECTED_RECORDS, RandomValues::rejectedRecord),
        new Format<>(
            Codecs.INBOUND_PRICE,
            Samples.inbound(Samples.ORACLE_PRICES),
            values -> values.inbound(values::oraclePrice)),
        new Format<>(
            Codecs.INBOUND_ACCOUNT,
            Samples.inbound(Samples.ACCOUNT_UPDATES),
            values -> values.inbound(values::accountUpdate)),
        new Format<>(
            Codecs.INBOUND_INSTRUMENT,
            Samples.inbound(Samples.INSTRUMENT_UPDATES),
            values -> values.inbound(values::instrumentUpdate)),
        new Format<>(
            Codecs.INBOUND_POLICY,
            Samples.inbound(Samples.POLICY_UPDATES),
            values -> values.inbound(values::policyUpdate)),
        new Format<>(Codecs.DEPTH_UPDATE, Samples.DEPTH_UPDATES, RandomValues::depthUpdate),
        new Format<>(Codecs.FUND_UPDATE, Samples.FUND_UPDATES, RandomValues::fundUpdate),
        new Format<>(
            Codecs.INBOUND_DEPTH,
            Samples.inbound(Samples.DEPTH_UPDATES),
            values -> values.inbound(values::depthUpdate)),
        new Format<>(
            Codecs.INBOUND_FUND,
            Samples.inbound(Samples.FUND_UPDATES),
            values -> values.inbound(values::fundUpdate)),
        new Format<>(Codecs.MARKET_INPUT, Samples.MARKET_INPUTS, RandomValues::marketInput),
        new Format<>(Codecs.MARKET_EVENT, Samples.MARKET_EVENTS, RandomValues::marketEvent),
        new Format<>(
            Codecs.HEALTH_TRANSITION, Samples.HEALTH_TRANSITIONS, RandomValues::healthTransition),
        new Format<>(
            Codecs.LIQUIDATION_TRIGGER,
            Samples.LIQUIDATION_TRIGGERS,
            RandomValues::liquidationTrigger),
        new Format<>(
            Codecs.TRIGGER_MESSAGE, Samples.TRIGGER_MESSAGES, RandomValues::triggerMessage),
        new Format<>(Codecs.PRICE_QUALITY, Samples.PRICE_QUALITIES, RandomValues::priceQuality),
        new Format<>(Codecs.RISK_AGGREGATE, Samples.RISK_AGGREGATES, RandomValues::riskAggregate),
        new Format<>(Codecs.CAPACITY, Samples.CAPACITIES, RandomValues::capacity),
        new Format<>(Codecs.MARKED_SLICE, Samples.MARKED_SLICES, RandomValues::markedSlice),
        new Format<>(Codecs.FACTOR_RECORD, Samples.FACTOR_RECORDS, RandomValues::factorRecord),
        new Format<>(Codecs.ACCOUNT_RECORD, Samples.ACCOUNT_RECORDS, RandomValues::accountRecord));
  }

  Codec<T> codec() {
    return type.codec();
  }

  T random(long seed) {
    return random.apply(new RandomValues(seed));
  }

  @Override
  public String toString() {
    return codec().id();
  }
}
