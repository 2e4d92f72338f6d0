package io.breakwater.stream.wire;

import io.breakwater.margin.account.AccountRecord;
import io.breakwater.margin.account.Element;
import io.breakwater.margin.account.Standing;
import io.breakwater.margin.terms.Level;
import java.io.IOException;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * All that is kept of one account.
 *
 * <p>The last sequence, the floor of the removals and the sequences of the parts are stored by
 * their distance from the snapshot's: one byte where they are the same, as they are for all parts
 * that the snapshot spoke of. Times that do not run are left out: the byte of the triggered level
 * says which do.
 */
enum AccountRecordCodec implements Codec<AccountRecord> {
  INSTANCE;

  private static final EnumCodes<AccountRecord.Status> STATUSES =
      new EnumCodes<>(AccountRecord.Status.class, AccountRecord.Status::code);
  private static final EnumCodes<Level> LEVELS = new EnumCodes<>(Level.class, Level::code);
  private static final int LEVEL_MASK = 0x07;
  private static final int HELD = 0x08;
  private static final int UNCOUNTED = 0x10;
  private static final int GRACE_OVER = 0x20;
  private static final int PENDING = 0x40;
  private static final int REPORTED = 0x80;

  @Override
  public String id() {
    return "account-record";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Class<AccountRecord> type() {
    return AccountRecord.class;
  }

  @Override
  public void write(AccountRecord account, DataOutputView out) throws IOException {
    long snapshot = account.snapshotSequence();
    STATUSES.write(account.status(), out);
    Wire.writeSequence(snapshot, out);
    Wire.writeSigned(account.lastSequence() - snapshot, out);
    out.writeLong(account.snapshotFingerprint());
    Wire.writeSigned(account.removalFloor() - snapshot, out);
    writeElement(account.cash(), snapshot, Wire::writeDecimal, out);
    writeElements(account.balances(), snapshot, Holdings::writeBalance, out);
    writeElements(account.positions(), snapshot, Holdings::writePosition, out);
    if (account.status() == AccountRecord.Status.PARTIAL_ONLY) {
      Wire.writeSequence(account.lastUpdateTime(), out);
    }
    writeStanding(account.standing(), out);
  }

  @Override
  public AccountRecord read(DataInputView in, int version) throws IOException {
    AccountRecord.Status status = STATUSES.read(in);
    long snapshot = Wire.readSequence(in);
    return new AccountRecord(
        status,
        snapshot + Wire.readSigned(in),
        snapshot,
        in.readLong(),
        snapshot + Wire.readSigned(in),
        readElement(snapshot, Wire::readDecimal, in),
        readElements(snapshot, Holdings::readBalance, in),
        readElements(snapshot, Holdings::readPosition, in),
        status == AccountRecord.Status.PARTIAL_ONLY ? Wire.readSequence(in) : Standing.NEVER,
        readStanding(in));
  }

  private static void writeStanding(Standing standing, DataOutputView out) throws IOException {
    LEVELS.write(standing.level(), out);
    out.writeByte(
        standing.triggered().code()
            | (standing.heldSince() != Standing.NEVER ? HELD : 0)
            | (standing.hasUncounted() ? UNCOUNTED : 0)
            | (standing.graceOver() ? GRACE_OVER : 0)
            | (standing.isPending() ? PENDING : 0)
            | (standing.reported() != null ? REPORTED : 0));
    Wire.writeSigned(standing.episode(), out);
    Wire.writeInt(standing.step(), out);
    if (standing.hasUncounted()) {
      out.writeLong(standing.uncountedSince());
    }
    if (standing.isPending()) {
      out.writeLong(standing.pendingSince());
    }
    if (standing.heldSince() != Standing.NEVER) {
      out.writeLong(standing.heldSince());
    }
    if (standing.level().isTriggered()) {
      out.writeLong(standing.belowSince());
    }
    if (standing.reported() != null) {
      Wire.writeText(standing.reported(), out);
    }
  }

  private static Standing readStanding(DataInputView in) throws IOException {
    Level level = LEVELS.read(in);
    int flags = in.readUnsignedByte();
    return new Standing(
        level,
        Level.ofCode(flags & LEVEL_MASK),
        Wire.readSigned(in),
        Wire.readInt(in),
        (flags & UNCOUNTED) == 0 ? Standing.NEVER : in.readLong(),
        (flags & GRACE_OVER) != 0,
        (flags & PENDING) == 0 ? Standing.NEVER : in.readLong(),
        (flags & HELD) == 0 ? Standing.NEVER : in.readLong(),
        level.isTriggered() ? in.readLong() : Standing.NEVER,
        (flags & REPORTED) == 0 ? null : Wire.readText(in));
  }

  private static <T> void writeElements(
      List<Element<T>> elements, long snapshot, Wire.Writer<T> value, DataOutputView out)
      throws IOException {
    Wire.writeList(elements, (element, view) -> writeElement(element, snapshot, value, view), out);
  }

  private static <T> List<Element<T>> readElements(
      long snapshot, Wire.Reader<T> value, DataInputView in) throws IOException {
    return Wire.readList(view -> readElement(snapshot, value, view), in);
  }

  // Distances may wrap around 64 bits, and wrap back when they are read.
  private static <T> void writeElement(
      Element<T> element, long snapshot, Wire.Writer<T> value, DataOutputView out)
      throws IOException {
    value.write(element.value(), out);
    Wire.writeSigned(element.sequence() - snapshot, out);
  }

  private static <T> Element<T> readElement(long snapshot, Wire.Reader<T> value, DataInputView in)
      throws IOException {
    return new Element<>(value.read(in), snapshot + Wire.readSigned(in));
  }
}
