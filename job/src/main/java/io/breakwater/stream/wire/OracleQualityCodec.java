package io.breakwater.stream.wire;

import io.breakwater.cascade.record.OracleQuality;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The values of an aggregate, in the order of their components. */
enum OracleQualityCodec implements Codec<OracleQuality> {
  INSTANCE;

  @Override
  public String id() {
    return "oracle-quality";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Class<OracleQuality> type() {
    return OracleQuality.class;
  }

  @Override
  public void write(OracleQuality values, DataOutputView out) throws IOException {
    Judging.VALIDITIES.write(values.validity(), out);
    Wire.writeNullableDecimal(values.value(), out);
    Wire.writeNullableDecimal(values.lowest(), out);
    Wire.writeNullableDecimal(values.highest(), out);
    Wire.writeNullable(values.ageMillis(), Wire::writeSigned, out);
    Wire.writeInt(values.sources(), out);
    Wire.writeInt(values.used(), out);
    Wire.writeNullableDecimal(values.dispersionBps(), out);
    writeAmbiguous(values.ambiguous(), out);
  }

  @Override
  public OracleQuality read(DataInputView in, int version) throws IOException {
    return new OracleQuality(
        Judging.VALIDITIES.read(in),
        Wire.readNullableDecimal(in),
        Wire.readNullableDecimal(in),
        Wire.readNullableDecimal(in),
        Wire.readNullable(Wire::readSigned, in),
        Wire.readInt(in),
        Wire.readInt(in),
        Wire.readNullableDecimal(in),
        readAmbiguous(in));
  }

  private static void writeAmbiguous(OracleQuality.Ambiguous ambiguous, DataOutputView out)
      throws IOException {
    Wire.writeSigned(ambiguous.accounts(), out);
    Wire.writeNullableDecimal(ambiguous.notional(), out);
  }

  private static OracleQuality.Ambiguous readAmbiguous(DataInputView in) throws IOException {
    return new OracleQuality.Ambiguous(Wire.readSigned(in), Wire.readNullableDecimal(in));
  }
}
