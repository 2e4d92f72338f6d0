package io.breakwater.stream.wire;

import io.breakwater.cascade.record.CascadeProjection;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The values of an aggregate, in the order of their components. */
enum CascadeProjectionCodec implements Codec<CascadeProjection> {
  INSTANCE;

  @Override
  public String id() {
    return "cascade-projection";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Class<CascadeProjection> type() {
    return CascadeProjection.class;
  }

  @Override
  public void write(CascadeProjection values, DataOutputView out) throws IOException {
    Wire.writeNullable(values.impact(), Wire::writeText, out);
    Wire.writeList(values.scenarios(), CascadeProjectionCodec::writeScenario, out);
  }

  @Override
  public CascadeProjection read(DataInputView in, int version) throws IOException {
    return new CascadeProjection(
        Wire.readNullable(Wire::readText, in),
        Wire.readList(CascadeProjectionCodec::readScenario, in));
  }

  private static void writeScenario(CascadeProjection.Scenario scenario, DataOutputView out)
      throws IOException {
    Wire.writeText(scenario.scenario(), out);
    CascadeCodes.SIDES.writeNullable(scenario.side(), out);
    Wire.writeNullable(scenario.bps(), Wire::writeInt, out);
    CascadeCodes.BOUNDS.write(scenario.bound(), out);
    Wire.writeNullable(scenario.rounds(), Wire::writeInt, out);
    Wire.writeNullable(scenario.accounts(), Wire::writeSigned, out);
    Wire.writeNullableDecimal(scenario.firstSize(), out);
    Wire.writeNullableDecimal(scenario.totalSize(), out);
    Wire.writeNullableDecimal(scenario.multiplier(), out);
    Wire.writeNullableDecimal(scenario.finalPrice(), out);
    Wire.writeNullableDecimal(scenario.amplification(), out);
    Wire.writeNullableDecimal(scenario.badDebt(), out);
    Wire.writeNullableDecimal(scenario.badDebtAtFinalPrice(), out);
    Wire.writeNullableDecimal(scenario.fundUsed(), out);
    Wire.writeNullableDecimal(scenario.shortfall(), out);
    Wire.writeNullableDecimal(scenario.toDeleverage(), out);
    Wire.writeNullableDecimal(scenario.stalledSize(), out);
  }

  private static CascadeProjection.Scenario readScenario(DataInputView in) throws IOException {
    return new CascadeProjection.Scenario(
        Wire.readText(in),
        CascadeCodes.SIDES.readNullable(in),
        Wire.readNullable(Wire::readInt, in),
        CascadeCodes.BOUNDS.read(in),
        Wire.readNullable(Wire::readInt, in),
        Wire.readNullable(Wire::readSigned, in),
        Wire.readNullableDecimal(in),
        Wire.readNullableDecimal(in),
        Wire.readNullableDecimal(in),
        Wire.readNullableDecimal(in),
        Wire.readNullableDecimal(in),
        Wire.readNullableDecimal(in),
        Wire.readNullableDecimal(in),
        Wire.readNullableDecimal(in),
        Wire.readNullableDecimal(in),
        Wire.readNullableDecimal(in),
        Wire.readNullableDecimal(in));
  }
}
