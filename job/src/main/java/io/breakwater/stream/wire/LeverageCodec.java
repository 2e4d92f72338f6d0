package io.breakwater.stream.wire;

import io.breakwater.cascade.record.Leverage;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The values of an aggregate, in the order of their components. */
enum LeverageCodec implements Codec<Leverage> {
  INSTANCE;

  @Override
  public String id() {
    return "leverage";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Class<Leverage> type() {
    return Leverage.class;
  }

  @Override
  public void write(Leverage values, DataOutputView out) throws IOException {
    writeOpenInterest(values.openInterest(), out);
    Wire.writeNullableDecimal(values.equity(), out);
    Wire.writeNullableDecimal(values.leverage(), out);
    Wire.writeNullableDecimal(values.openInterestToDepth(), out);
  }

  @Override
  public Leverage read(DataInputView in, int version) throws IOException {
    return new Leverage(
        readOpenInterest(in),
        Wire.readNullableDecimal(in),
        Wire.readNullableDecimal(in),
        Wire.readNullableDecimal(in));
  }

  private static void writeOpenInterest(Leverage.OpenInterest openInterest, DataOutputView out)
      throws IOException {
    Wire.writeNullableDecimal(openInterest.longs(), out);
    Wire.writeNullableDecimal(openInterest.shorts(), out);
  }

  private static Leverage.OpenInterest readOpenInterest(DataInputView in) throws IOException {
    return new Leverage.OpenInterest(Wire.readNullableDecimal(in), Wire.readNullableDecimal(in));
  }
}
