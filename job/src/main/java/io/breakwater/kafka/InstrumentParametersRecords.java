package io.breakwater.kafka;

import io.breakwater.margin.terms.InstrumentFactors;
import io.breakwater.margin.terms.InstrumentKind;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.MarginBasis;
import io.breakwater.margin.terms.MarginParameters;
import io.breakwater.margin.terms.MarginTier;
import io.breakwater.margin.terms.TierTable;
import io.breakwater.schemas.ScheduledMarginParameters;
import io.breakwater.stream.event.InstrumentUpdate;
import io.breakwater.value.Origin;
import io.breakwater.value.PriceScale;
import io.breakwater.value.Refusal;
import io.breakwater.value.RefusedException;
import io.breakwater.value.Texts;

/** Records of the topic {@code instruments}, and updates of instruments. */
public final class InstrumentParametersRecords {
  /** What the source of instruments reads. */
  static final InboundRecord<io.breakwater.schemas.InstrumentParameters, InstrumentUpdate> INBOUND =
      new InboundRecord<>(
          io.breakwater.schemas.InstrumentParameters.class,
          InstrumentParametersRecords::toDomain,
          io.breakwater.schemas.InstrumentParameters::getId,
          record -> null,
          io.breakwater.schemas.InstrumentParameters::getTime,
          RecordBounds.PARAMETERS);

  private InstrumentParametersRecords() {}

  /**
   * The parameters that a record states.
   *
   * @throws RefusedException for what {@link InstrumentParameters} and its parts refuse, times
   *     outside of the years 1970 to 9999, a negative version, and kinds of instruments that this
   *     release does not value
   */
  public static InstrumentUpdate toDomain(
      io.breakwater.schemas.InstrumentParameters record, Origin origin) {
    InstrumentParameters parameters =
        new InstrumentParameters(
            record.getId(),
            kind(record),
            factors(record),
            priceScale(record),
            Fields.number(record.getVersion(), "version"),
            parameters(record.getInForce()),
            record.getScheduled().stream().map(InstrumentParametersRecords::scheduled).toList());
    return new InstrumentUpdate(parameters, Fields.micros(record.getTime(), "time"), origin);
  }

  private static InstrumentFactors factors(io.breakwater.schemas.InstrumentParameters record) {
    String id = Texts.id(record.getId(), "instrument id");
    String price = record.getPrice() == null ? id : record.getPrice();
    return new InstrumentFactors(price, record.getBorrowIndex(), record.getSupplyIndex());
  }

  private static int priceScale(io.breakwater.schemas.InstrumentParameters record) {
    Integer stated = record.getPriceScale();
    if (stated == null) {
      return PriceScale.UNSTATED;
    }
    if (stated < 0) {
      throw new RefusedException(
          Refusal.INVALID_PARAMETERS,
          "instrument %s has priceScale %d: it lies in 0 to 18, or is left out."
              .formatted(record.getId(), stated));
    }
    return stated;
  }

  private static InstrumentKind kind(io.breakwater.schemas.InstrumentParameters record) {
    if (record.getKind() == io.breakwater.schemas.InstrumentKind.OPTION) {
      throw new RefusedException(
          Refusal.UNSUPPORTED,
          "instrument "
              + record.getId()
              + " is an OPTION, which this release does not value: accounts that hold it stay"
              + " pending; list it as PERPETUAL, FUTURE, INVERSE_PERPETUAL or ASSET only if it is.");
    }
    return Fields.constant(
        InstrumentKind.class, record.getKind(), "the kind of instrument " + record.getId());
  }

  private static InstrumentParameters.Scheduled scheduled(ScheduledMarginParameters scheduled) {
    return new InstrumentParameters.Scheduled(
        Fields.micros(scheduled.getEffectiveTime(), "effectiveTime"),
        parameters(scheduled.getParameters()));
  }

  private static MarginParameters parameters(io.breakwater.schemas.MarginParameters record) {
    return new MarginParameters(
        new TierTable(record.getTiers().stream().map(InstrumentParametersRecords::tier).toList()),
        Fields.constant(MarginBasis.class, record.getMarginBasis(), "marginBasis"),
        record.getClosingFeeRate(),
        record.getFlatMargin(),
        record.getDepositWeight(),
        record.getDebtWeight(),
        record.getLiquidationFeeRate(),
        ImpactRecords.toDomain(record));
  }

  private static MarginTier tier(io.breakwater.schemas.MarginTier tier) {
    return new MarginTier(tier.getNotionalFrom(), tier.getRate(), tier.getDeduction());
  }

  /** The record that states the parameters of an instrument. */
  public static io.breakwater.schemas.InstrumentParameters toAvro(InstrumentUpdate update) {
    InstrumentParameters parameters = update.parameters();
    return io.breakwater.schemas.InstrumentParameters.newBuilder()
        .setId(parameters.id())
        .setKind(Fields.symbol(io.breakwater.schemas.InstrumentKind.class, parameters.kind()))
        .setPrice(
            parameters.factors().price().equals(parameters.id())
                ? null
                : parameters.factors().price())
        .setBorrowIndex(parameters.factors().borrowIndex())
        .setSupplyIndex(parameters.factors().supplyIndex())
        .setPriceScale(parameters.statesPriceScale() ? parameters.priceScale() : null)
        .setVersion(parameters.version())
        .setTime(Fields.instant(update.time()))
        .setInForce(toAvro(parameters.inForce()))
        .setScheduled(
            parameters.scheduled().stream().map(InstrumentParametersRecords::toAvro).toList())
        .build();
  }

  private static ScheduledMarginParameters toAvro(InstrumentParameters.Scheduled scheduled) {
    return ScheduledMarginParameters.newBuilder()
        .setEffectiveTime(Fields.instant(scheduled.effectiveTime()))
        .setParameters(toAvro(scheduled.parameters()))
        .build();
  }

  private static io.breakwater.schemas.MarginParameters toAvro(MarginParameters parameters) {
    var record = io.breakwater.schemas.MarginParameters.newBuilder();
    ImpactRecords.write(parameters.impact(), record);
    return record
        .setTiers(
            parameters.tiers().tiers().stream().map(InstrumentParametersRecords::toAvro).toList())
        .setMarginBasis(
            Fields.symbol(io.breakwater.schemas.MarginBasis.class, parameters.marginBasis()))
        .setClosingFeeRate(parameters.closingFeeRate())
        .setFlatMargin(parameters.flatMargin())
        .setDepositWeight(parameters.depositWeight())
        .setDebtWeight(parameters.debtWeight())
        .setLiquidationFeeRate(parameters.liquidationFeeRate())
        .build();
  }

  private static io.breakwater.schemas.MarginTier toAvro(MarginTier tier) {
    return io.breakwater.schemas.MarginTier.newBuilder()
        .setNotionalFrom(tier.notionalFrom())
        .setRate(tier.rate())
        .setDeduction(tier.deduction())
        .build();
  }
}
