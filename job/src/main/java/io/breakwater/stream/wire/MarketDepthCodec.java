package io.breakwater.stream.wire;

import io.breakwater.cascade.impact.MarketDepth;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What rests in a market, in the order of its components. */
enum MarketDepthCodec implements Codec<MarketDepth> {
  INSTANCE;

  @Override
  public String id() {
    return "market-depth";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Class<MarketDepth> type() {
    return MarketDepth.class;
  }

  @Override
  public void write(MarketDepth value, DataOutputView out) throws IOException {
    Wire.writeText(value.instrument(), out);
    out.writeLong(value.time());
    Wire.writeList(value.bids(), MarketDepthCodec::writePoint, out);
    Wire.writeList(value.asks(), MarketDepthCodec::writePoint, out);
  }

  @Override
  public MarketDepth read(DataInputView in, int version) throws IOException {
    return new MarketDepth(
        Wire.readText(in),
        in.readLong(),
        Wire.readList(MarketDepthCodec::readPoint, in),
        Wire.readList(MarketDepthCodec::readPoint, in));
  }

  private static void writePoint(MarketDepth.Point point, DataOutputView out) throws IOException {
    Wire.writeDecimal(point.bps(), out);
    Wire.writeDecimal(point.size(), out);
  }

  private static MarketDepth.Point readPoint(DataInputView in) throws IOException {
    return new MarketDepth.Point(Wire.readDecimal(in), Wire.readDecimal(in));
  }
}
