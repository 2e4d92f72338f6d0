package io.breakwater.stream.wire;

import io.breakwater.oracle.FactorKind;
import io.breakwater.oracle.OraclePrice;
import io.breakwater.value.Origin;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** One source's price, in the order of its components. */
enum OraclePriceCodec implements Codec<OraclePrice> {
  INSTANCE;

  private static final EnumCodes<FactorKind> KINDS =
      new EnumCodes<>(FactorKind.class, FactorKind::code);
  private static final Versioned<Origin> ORIGIN = new Versioned<>(OriginCodec.INSTANCE);

  @Override
  public String id() {
    return "oracle-price";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Class<OraclePrice> type() {
    return OraclePrice.class;
  }

  @Override
  public void write(OraclePrice price, DataOutputView out) throws IOException {
    Wire.writeText(price.factor(), out);
    KINDS.writeNullable(price.kind(), out);
    Wire.writeText(price.source(), out);
    Wire.writeDecimal(price.value(), out);
    Wire.writeNullableDecimal(price.confidence(), out);
    out.writeLong(price.publishTime());
    Wire.writeSigned(price.sequence(), out);
    ORIGIN.write(price.origin(), out);
  }

  @Override
  public OraclePrice read(DataInputView in, int version) throws IOException {
    return new OraclePrice(
        Wire.readText(in),
        KINDS.readNullable(in),
        Wire.readText(in),
        Wire.readDecimal(in),
        Wire.readNullableDecimal(in),
        in.readLong(),
        Wire.readSigned(in),
        ORIGIN.read(in));
  }
}
