package io.breakwater.stream.wire;

import io.breakwater.cascade.record.LiquidationLevels;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The values of an aggregate, in the order of their components. */
enum LiquidationLevelsCodec implements Codec<LiquidationLevels> {
  INSTANCE;

  @Override
  public String id() {
    return "liquidation-levels";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Class<LiquidationLevels> type() {
    return LiquidationLevels.class;
  }

  @Override
  public void write(LiquidationLevels values, DataOutputView out) throws IOException {
    Wire.writeNullableDecimal(values.mark(), out);
    Wire.writeList(values.shocks(), LiquidationLevelsCodec::writeShock, out);
    Wire.writeList(values.cells(), LiquidationLevelsCodec::writeCell, out);
  }

  @Override
  public LiquidationLevels read(DataInputView in, int version) throws IOException {
    return new LiquidationLevels(
        Wire.readNullableDecimal(in),
        Wire.readList(LiquidationLevelsCodec::readShock, in),
        Wire.readList(LiquidationLevelsCodec::readCell, in));
  }

  private static void writeShock(LiquidationLevels.Shock shock, DataOutputView out)
      throws IOException {
    CascadeCodes.SIDES.write(shock.side(), out);
    Wire.writeInt(shock.bps(), out);
    Wire.writeSigned(shock.accounts(), out);
    Wire.writeNullableDecimal(shock.size(), out);
    Wire.writeNullableDecimal(shock.notionalAtTrigger(), out);
    Wire.writeNullableDecimal(shock.notionalAtShock(), out);
  }

  private static LiquidationLevels.Shock readShock(DataInputView in) throws IOException {
    return new LiquidationLevels.Shock(
        CascadeCodes.SIDES.read(in),
        Wire.readInt(in),
        Wire.readSigned(in),
        Wire.readNullableDecimal(in),
        Wire.readNullableDecimal(in),
        Wire.readNullableDecimal(in));
  }

  private static void writeCell(LiquidationLevels.Cell cell, DataOutputView out)
      throws IOException {
    CascadeCodes.SIDES.write(cell.side(), out);
    Wire.writeNullableDecimal(cell.from(), out);
    Wire.writeNullableDecimal(cell.to(), out);
    Wire.writeSigned(cell.accounts(), out);
    Wire.writeNullableDecimal(cell.size(), out);
    Wire.writeNullableDecimal(cell.notionalAtTrigger(), out);
  }

  private static LiquidationLevels.Cell readCell(DataInputView in) throws IOException {
    return new LiquidationLevels.Cell(
        CascadeCodes.SIDES.read(in),
        Wire.readNullableDecimal(in),
        Wire.readNullableDecimal(in),
        Wire.readSigned(in),
        Wire.readNullableDecimal(in),
        Wire.readNullableDecimal(in));
  }
}
