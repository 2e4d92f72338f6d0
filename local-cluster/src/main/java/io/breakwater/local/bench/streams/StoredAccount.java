package io.breakwater.local.bench.streams;

import io.breakwater.local.bench.peer.PeerMessage;
import io.breakwater.margin.account.AccountRecord;
import io.breakwater.margin.account.Element;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.account.Standing;
import io.breakwater.margin.terms.Level;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** The bytes of an account in the peer's store: what the benchmark's book gives an account. */
final class StoredAccount {
  private StoredAccount() {}

  static Serde<AccountRecord> serde() {
    return Serdes.serdeFrom(
        (topic, account) -> account == null ? null : bytes(account),
        (topic, bytes) -> bytes == null ? null : of(bytes));
  }

  private static byte[] bytes(AccountRecord account) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(account.status().code());
      out.writeByte(account.level().code());
      out.writeLong(account.lastSequence());
      out.writeLong(account.snapshotSequence());
      out.writeLong(account.snapshotFingerprint());
      out.writeLong(account.standing().episode());
      out.writeInt(account.standing().step());
      out.writeLong(account.cash().sequence());
      PeerMessage.writeDecimal(account.cash().value(), out);
      out.writeInt(account.positions().size());
      for (Element<Position> position : account.positions()) {
        out.writeLong(position.sequence());
        PeerMessage.writePosition(position.value(), out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static AccountRecord of(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      AccountRecord.Status status = AccountRecord.Status.ofCode(in.readByte());
      Level level = Level.ofCode(in.readByte());
      long lastSequence = in.readLong();
      long snapshotSequence = in.readLong();
      long fingerprint = in.readLong();
      long episode = in.readLong();
      int step = in.readInt();
      long cashSequence = in.readLong();
      Element<BigDecimal> cash = new Element<>(PeerMessage.readDecimal(in), cashSequence);
      int size = in.readInt();
      List<Element<Position>> positions = new ArrayList<>(size);
      for (int i = 0; i < size; i++) {
        long sequence = in.readLong();
        positions.add(new Element<>(PeerMessage.readPosition(in), sequence));
      }
      return new AccountRecord(
          status,
          lastSequence,
          snapshotSequence,
          fingerprint,
          cash,
          List.of(),
          positions,
          Standing.at(level, episode, step));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
