package io.breakwater.stream.wire;

import io.breakwater.margin.account.AccountChange;
import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.margin.account.Balance;
import io.breakwater.margin.account.Position;
import io.breakwater.value.Origin;
import java.io.IOException;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** One update of an account: its name and place, a code for the kind of change, and the change. */
enum AccountUpdateCodec implements Codec<AccountUpdate> {
  INSTANCE;

  private static final int SNAPSHOT = 1;
  private static final int PARTS = 2;
  private static final int CLOSED = 3;

  private static final Versioned<Origin> ORIGIN = new Versioned<>(OriginCodec.INSTANCE);

  @Override
  public String id() {
    return "account-update";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Class<AccountUpdate> type() {
    return AccountUpdate.class;
  }

  @Override
  public void write(AccountUpdate update, DataOutputView out) throws IOException {
    Wire.writeText(update.account(), out);
    Wire.writeSigned(update.sequence(), out);
    out.writeLong(update.time());
    update.change().accept(new Writer(out));
    ORIGIN.write(update.origin(), out);
  }

  @Override
  public AccountUpdate read(DataInputView in, int version) throws IOException {
    return new AccountUpdate(
        Wire.readText(in), Wire.readSigned(in), in.readLong(), readChange(in), ORIGIN.read(in));
  }

  private record Writer(DataOutputView out) implements AccountChange.Visitor<Void, IOException> {
    @Override
    public Void snapshot(AccountChange.Snapshot snapshot) throws IOException {
      out.writeByte(SNAPSHOT);
      Wire.writeDecimal(snapshot.cash(), out);
      writeHoldings(snapshot.balances(), snapshot.positions(), out);
      return null;
    }

    @Override
    public Void parts(AccountChange.Parts parts) throws IOException {
      out.writeByte(PARTS);
      Wire.writeNullableDecimal(parts.cash(), out);
      writeHoldings(parts.balances(), parts.positions(), out);
      return null;
    }

    @Override
    public Void closed(AccountChange.Closed closed) throws IOException {
      out.writeByte(CLOSED);
      return null;
    }
  }

  private static AccountChange readChange(DataInputView in) throws IOException {
    int code = in.readUnsignedByte();
    return switch (code) {
      case SNAPSHOT ->
          new AccountChange.Snapshot(
              Wire.readDecimal(in),
              Wire.readList(Holdings::readBalance, in),
              Wire.readList(Holdings::readPosition, in));
      case PARTS ->
          new AccountChange.Parts(
              Wire.readNullableDecimal(in),
              Wire.readList(Holdings::readBalance, in),
              Wire.readList(Holdings::readPosition, in));
      case CLOSED -> new AccountChange.Closed();
      default -> throw new IOException("no change of an account has the code " + code + ".");
    };
  }

  private static void writeHoldings(
      List<Balance> balances, List<Position> positions, DataOutputView out) throws IOException {
    Wire.writeList(balances, Holdings::writeBalance, out);
    Wire.writeList(positions, Holdings::writePosition, out);
  }
}
