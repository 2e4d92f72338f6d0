package io.breakwater.stream.wire;

import io.breakwater.cascade.impact.MarketDepth;
import io.breakwater.stream.event.DepthUpdate;
import io.breakwater.value.Origin;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A record of the depth: what rests, origin. */
enum DepthUpdateCodec implements Codec<DepthUpdate> {
  INSTANCE;

  private static final Versioned<MarketDepth> DEPTH = new Versioned<>(MarketDepthCodec.INSTANCE);
  private static final Versioned<Origin> ORIGIN = new Versioned<>(OriginCodec.INSTANCE);

  @Override
  public String id() {
    return "depth-update";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Class<DepthUpdate> type() {
    return DepthUpdate.class;
  }

  @Override
  public void write(DepthUpdate value, DataOutputView out) throws IOException {
    DEPTH.write(value.depth(), out);
    ORIGIN.write(value.origin(), out);
  }

  @Override
  public DepthUpdate read(DataInputView in, int version) throws IOException {
    return new DepthUpdate(DEPTH.read(in), ORIGIN.read(in));
  }
}
