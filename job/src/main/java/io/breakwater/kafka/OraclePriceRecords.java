package io.breakwater.kafka;

import io.breakwater.oracle.FactorKind;
import io.breakwater.oracle.OraclePrice;
import io.breakwater.value.Origin;
import io.breakwater.value.RefusedException;

/** Records of the topic {@code prices}, and prices. */
public final class OraclePriceRecords {
  /** What the source of prices reads. */
  static final InboundRecord<io.breakwater.schemas.OraclePrice, OraclePrice> INBOUND =
      new InboundRecord<>(
          io.breakwater.schemas.OraclePrice.class,
          OraclePriceRecords::toDomain,
          io.breakwater.schemas.OraclePrice::getFactor,
          record -> null,
          io.breakwater.schemas.OraclePrice::getPublishTime,
          RecordBounds.PRICE);

  private OraclePriceRecords() {}

  /**
   * The price that a record states.
   *
   * @throws RefusedException for what {@link OraclePrice} refuses, a publish time outside of the
   *     years 1970 to 9999, a negative sequence, and kinds that this release does not use
   */
  public static OraclePrice toDomain(io.breakwater.schemas.OraclePrice record, Origin origin) {
    return new OraclePrice(
        record.getFactor(),
        Fields.constant(FactorKind.class, record.getKind(), "the kind of a value"),
        record.getSource(),
        record.getValue(),
        record.getConfidence(),
        Fields.micros(record.getPublishTime(), "publishTime"),
        Fields.number(record.getSequence(), "sequence"),
        origin);
  }

  /** The record that states a price. */
  public static io.breakwater.schemas.OraclePrice toAvro(OraclePrice price) {
    return io.breakwater.schemas.OraclePrice.newBuilder()
        .setFactor(price.factor())
        .setKind(kind(price))
        .setValue(price.value())
        .setConfidence(price.confidence())
        .setSource(price.source())
        .setPublishTime(Fields.instant(price.publishTime()))
        .setSequence(price.sequence())
        .build();
  }

  /** Where nothing is said of the kind: a price. */
  private static io.breakwater.schemas.FactorKind kind(OraclePrice price) {
    return price.kind() == null
        ? io.breakwater.schemas.FactorKind.PRICE
        : Fields.symbol(io.breakwater.schemas.FactorKind.class, price.kind());
  }
}
