package io.breakwater.kafka;

import io.breakwater.oracle.OraclePrice;
import io.breakwater.schemas.PriceKind;
import io.breakwater.value.Origin;
import io.breakwater.value.Refusal;
import io.breakwater.value.RefusedException;

/** Records of the topic {@code prices}, and prices. */
public final class OraclePriceRecords {
  /** What the source of prices reads. */
  static final InboundRecord<io.breakwater.schemas.OraclePrice, OraclePrice> INBOUND =
      new InboundRecord<>(
          io.breakwater.schemas.OraclePrice.class,
          OraclePriceRecords::toDomain,
          io.breakwater.schemas.OraclePrice::getInstrument,
          record -> null,
          io.breakwater.schemas.OraclePrice::getPublishTime);

  private OraclePriceRecords() {}

  /**
   * The price that a record states.
   *
   * @throws RefusedException for what {@link OraclePrice} refuses, a publish time outside of the
   *     years 1970 to 9999, a negative sequence, and values that are not prices
   */
  public static OraclePrice toDomain(io.breakwater.schemas.OraclePrice record, Origin origin) {
    requirePrice(record.getKind());
    return new OraclePrice(
        record.getInstrument(),
        record.getSource(),
        record.getValue(),
        record.getConfidence(),
        Fields.micros(record.getPublishTime(), "publishTime"),
        Fields.number(record.getSequence(), "sequence"),
        origin);
  }

  private static void requirePrice(PriceKind kind) {
    switch (kind) {
      case PRICE -> {}
      case FUNDING_INDEX, BORROW_INDEX ->
          throw new RefusedException(
              Refusal.UNSUPPORTED,
              kind
                  + " is not used by this release: settle funding and interest into cash and"
                  + " balances with account updates.");
      case UNKNOWN -> throw Fields.unknown(kind, "the kind of an oracle value");
    }
  }

  /** The record that states a price. */
  public static io.breakwater.schemas.OraclePrice toAvro(OraclePrice price) {
    return io.breakwater.schemas.OraclePrice.newBuilder()
        .setInstrument(price.instrument())
        .setKind(PriceKind.PRICE)
        .setValue(price.value())
        .setConfidence(price.confidence())
        .setSource(price.source())
        .setPublishTime(Fields.instant(price.publishTime()))
        .setSequence(price.sequence())
        .build();
  }
}
