package io.breakwater.stream.wire;

import io.breakwater.cascade.record.BadDebt;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The values of an aggregate, in the order of their components. */
enum BadDebtCodec implements Codec<BadDebt> {
  INSTANCE;

  @Override
  public String id() {
    return "bad-debt";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Class<BadDebt> type() {
    return BadDebt.class;
  }

  @Override
  public void write(BadDebt values, DataOutputView out) throws IOException {
    Wire.writeNullableDecimal(values.latent(), out);
    Wire.writeNullableDecimal(values.certain(), out);
    Wire.writeNullableDecimal(values.realised(), out);
    Wire.writeNullableDecimal(values.realisedInInterval(), out);
  }

  @Override
  public BadDebt read(DataInputView in, int version) throws IOException {
    return new BadDebt(
        Wire.readNullableDecimal(in),
        Wire.readNullableDecimal(in),
        Wire.readNullableDecimal(in),
        Wire.readNullableDecimal(in));
  }
}
