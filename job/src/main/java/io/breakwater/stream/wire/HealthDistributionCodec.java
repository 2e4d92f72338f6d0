package io.breakwater.stream.wire;

import io.breakwater.cascade.record.HealthDistribution;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The values of an aggregate, in the order of their components. */
enum HealthDistributionCodec implements Codec<HealthDistribution> {
  INSTANCE;

  @Override
  public String id() {
    return "health-distribution";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Class<HealthDistribution> type() {
    return HealthDistribution.class;
  }

  @Override
  public void write(HealthDistribution values, DataOutputView out) throws IOException {
    Wire.writeList(values.bins(), HealthDistributionCodec::writeBin, out);
    Wire.writeList(values.byHealthFactor(), HealthDistributionCodec::writeBin, out);
  }

  @Override
  public HealthDistribution read(DataInputView in, int version) throws IOException {
    return new HealthDistribution(
        Wire.readList(HealthDistributionCodec::readBin, in),
        Wire.readList(HealthDistributionCodec::readBin, in));
  }

  private static void writeBin(HealthDistribution.Bin bin, DataOutputView out) throws IOException {
    Wire.writeNullableDecimal(bin.from(), out);
    Wire.writeNullableDecimal(bin.to(), out);
    Wire.writeSigned(bin.accounts(), out);
    Wire.writeNullableDecimal(bin.notional(), out);
    Wire.writeNullableDecimal(bin.equity(), out);
    Wire.writeNullableDecimal(bin.maintenanceMargin(), out);
  }

  private static HealthDistribution.Bin readBin(DataInputView in) throws IOException {
    return new HealthDistribution.Bin(
        Wire.readNullableDecimal(in),
        Wire.readNullableDecimal(in),
        Wire.readSigned(in),
        Wire.readNullableDecimal(in),
        Wire.readNullableDecimal(in),
        Wire.readNullableDecimal(in));
  }
}
