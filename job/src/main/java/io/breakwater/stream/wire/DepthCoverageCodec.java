package io.breakwater.stream.wire;

import io.breakwater.cascade.record.DepthCoverage;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The values of an aggregate, in the order of their components. */
enum DepthCoverageCodec implements Codec<DepthCoverage> {
  INSTANCE;

  @Override
  public String id() {
    return "depth-coverage";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Class<DepthCoverage> type() {
    return DepthCoverage.class;
  }

  @Override
  public void write(DepthCoverage values, DataOutputView out) throws IOException {
    Wire.writeNullable(values.depthAgeMillis(), Wire::writeSigned, out);
    Wire.writeList(values.shocks(), DepthCoverageCodec::writeShock, out);
    writeBySide(values.criticalBps(), out);
    writeBySide(values.gain(), out);
    Wire.writeList(values.airPockets(), DepthCoverageCodec::writeAirPocket, out);
  }

  @Override
  public DepthCoverage read(DataInputView in, int version) throws IOException {
    return new DepthCoverage(
        Wire.readNullable(Wire::readSigned, in),
        Wire.readList(DepthCoverageCodec::readShock, in),
        readBySide(in),
        readBySide(in),
        Wire.readList(DepthCoverageCodec::readAirPocket, in));
  }

  private static void writeShock(DepthCoverage.Shock shock, DataOutputView out) throws IOException {
    CascadeCodes.SIDES.write(shock.side(), out);
    Wire.writeInt(shock.bps(), out);
    Wire.writeNullableDecimal(shock.depth(), out);
    Wire.writeNullableDecimal(shock.coverage(), out);
    Wire.writeNullableDecimal(shock.sizeToPush(), out);
  }

  private static DepthCoverage.Shock readShock(DataInputView in) throws IOException {
    return new DepthCoverage.Shock(
        CascadeCodes.SIDES.read(in),
        Wire.readInt(in),
        Wire.readNullableDecimal(in),
        Wire.readNullableDecimal(in),
        Wire.readNullableDecimal(in));
  }

  private static void writeBySide(DepthCoverage.BySide bySide, DataOutputView out)
      throws IOException {
    Wire.writeNullableDecimal(bySide.down(), out);
    Wire.writeNullableDecimal(bySide.up(), out);
  }

  private static DepthCoverage.BySide readBySide(DataInputView in) throws IOException {
    return new DepthCoverage.BySide(Wire.readNullableDecimal(in), Wire.readNullableDecimal(in));
  }

  private static void writeAirPocket(DepthCoverage.AirPocket airPocket, DataOutputView out)
      throws IOException {
    CascadeCodes.SIDES.write(airPocket.side(), out);
    Wire.writeNullableDecimal(airPocket.from(), out);
    Wire.writeNullableDecimal(airPocket.to(), out);
  }

  private static DepthCoverage.AirPocket readAirPocket(DataInputView in) throws IOException {
    return new DepthCoverage.AirPocket(
        CascadeCodes.SIDES.read(in), Wire.readNullableDecimal(in), Wire.readNullableDecimal(in));
  }
}
