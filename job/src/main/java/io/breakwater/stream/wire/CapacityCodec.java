package io.breakwater.stream.wire;

import io.breakwater.stream.event.Capacity;
import io.breakwater.stream.event.DepthUpdate;
import io.breakwater.stream.event.FundUpdate;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A depth or a fund, whichever it is. */
enum CapacityCodec implements Codec<Capacity> {
  INSTANCE;

  private static final Versioned<DepthUpdate> DEPTH = new Versioned<>(DepthUpdateCodec.INSTANCE);
  private static final Versioned<FundUpdate> FUND = new Versioned<>(FundUpdateCodec.INSTANCE);

  @Override
  public String id() {
    return "capacity";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Class<Capacity> type() {
    return Capacity.class;
  }

  @Override
  public void write(Capacity capacity, DataOutputView out) throws IOException {
    Wire.writeNullable(capacity.depth(), DEPTH::write, out);
    Wire.writeNullable(capacity.fund(), FUND::write, out);
  }

  @Override
  public Capacity read(DataInputView in, int version) throws IOException {
    return new Capacity(Wire.readNullable(DEPTH::read, in), Wire.readNullable(FUND::read, in));
  }
}
