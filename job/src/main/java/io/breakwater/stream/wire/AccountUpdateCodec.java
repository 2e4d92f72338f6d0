package io.breakwater.stream.wire;

import io.breakwater.margin.AccountChange;
import io.breakwater.margin.AccountUpdate;
import io.breakwater.margin.Origin;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** One update of an account: its name and place, a code for the kind of change, and the change. */
enum AccountUpdateCodec implements Codec<AccountUpdate> {
  INSTANCE;

  private static final int SNAPSHOT = 1;
  private static final int POSITION = 2;
  private static final int BALANCE = 3;
  private static final int CASH = 4;
  private static final int CLOSED = 5;

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
    writeChange(update.change(), out);
    ORIGIN.write(update.origin(), out);
  }

  @Override
  public AccountUpdate read(DataInputView in, int version) throws IOException {
    return new AccountUpdate(
        Wire.readText(in), Wire.readSigned(in), in.readLong(), readChange(in), ORIGIN.read(in));
  }

  private static void writeChange(AccountChange change, DataOutputView out) throws IOException {
    if (change instanceof AccountChange.Snapshot snapshot) {
      out.writeByte(SNAPSHOT);
      writeSnapshot(snapshot, out);
    } else if (change instanceof AccountChange.OfPosition of) {
      out.writeByte(POSITION);
      Holdings.writePosition(of.position(), out);
    } else if (change instanceof AccountChange.OfBalance of) {
      out.writeByte(BALANCE);
      Holdings.writeBalance(of.balance(), out);
    } else if (change instanceof AccountChange.OfCash of) {
      out.writeByte(CASH);
      Wire.writeDecimal(of.cash(), out);
    } else {
      out.writeByte(CLOSED);
    }
  }

  private static AccountChange readChange(DataInputView in) throws IOException {
    int code = in.readUnsignedByte();
    return switch (code) {
      case SNAPSHOT -> readSnapshot(in);
      case POSITION -> new AccountChange.OfPosition(Holdings.readPosition(in));
      case BALANCE -> new AccountChange.OfBalance(Holdings.readBalance(in));
      case CASH -> new AccountChange.OfCash(Wire.readDecimal(in));
      case CLOSED -> new AccountChange.Closed();
      default -> throw new IOException("no change of an account has the code " + code + ".");
    };
  }

  private static void writeSnapshot(AccountChange.Snapshot snapshot, DataOutputView out)
      throws IOException {
    Wire.writeDecimal(snapshot.cash(), out);
    Wire.writeList(snapshot.balances(), Holdings::writeBalance, out);
    Wire.writeList(snapshot.positions(), Holdings::writePosition, out);
  }

  private static AccountChange.Snapshot readSnapshot(DataInputView in) throws IOException {
    return new AccountChange.Snapshot(
        Wire.readDecimal(in),
        Wire.readList(Holdings::readBalance, in),
        Wire.readList(Holdings::readPosition, in));
  }
}
