package io.breakwater.stream.wire;

import io.breakwater.margin.account.Balance;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.terms.BalanceSide;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Positions and balances, as the formats of accounts and of their updates hold them.
 *
 * <p>They have no version of their own: a change of these bytes is a new version of both formats.
 */
final class Holdings {
  private static final EnumCodes<BalanceSide> SIDES =
      new EnumCodes<>(BalanceSide.class, BalanceSide::code);

  private Holdings() {}

  static void writePosition(Position position, DataOutputView out) throws IOException {
    Wire.writeText(position.instrument(), out);
    Wire.writeText(position.leg(), out);
    Wire.writeDecimal(position.size(), out);
    Wire.writeDecimal(position.entryPrice(), out);
    Wire.writeNullableDecimal(position.fundingIndex(), out);
  }

  static Position readPosition(DataInputView in) throws IOException {
    return new Position(
        Wire.readText(in),
        Wire.readText(in),
        Wire.readDecimal(in),
        Wire.readDecimal(in),
        Wire.readNullableDecimal(in));
  }

  static void writeBalance(Balance balance, DataOutputView out) throws IOException {
    Wire.writeText(balance.instrument(), out);
    SIDES.write(balance.side(), out);
    Wire.writeDecimal(balance.amount(), out);
    Wire.writeNullableDecimal(balance.index(), out);
    Wire.writeNullableDecimal(balance.arrivalIndex(), out);
  }

  static Balance readBalance(DataInputView in) throws IOException {
    return new Balance(
        Wire.readText(in),
        SIDES.read(in),
        Wire.readDecimal(in),
        Wire.readNullableDecimal(in),
        Wire.readNullableDecimal(in));
  }
}
