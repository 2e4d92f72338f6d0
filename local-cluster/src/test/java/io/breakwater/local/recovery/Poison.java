package io.breakwater.local.recovery;

import io.breakwater.kafka.AccountUpdateRecords;
import io.breakwater.kafka.InstrumentParametersRecords;
import io.breakwater.kafka.RiskPolicyRecords;
import io.breakwater.margin.account.AccountChange;
import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.margin.account.Position;
import io.breakwater.schemas.OraclePrice;
import io.breakwater.stream.event.MarketInput;
import io.breakwater.value.Limits;
import io.breakwater.value.Origin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Bytes that somebody might send who wants a job to stop, and records that he might. */
final class Poison {
  private static final int HEADER = 10;
  private static final String LONGEST = "x".repeat(Limits.ID_BYTES - 8);

  private Poison() {}

  static byte[] price(String factor, String source, Instant published, long sequence) {
    return Written.bytes(
        OraclePrice.newBuilder()
            .setFactor(factor)
            .setSource(source)
            .setValue(BigDecimal.TEN)
            .setPublishTime(published)
            .setSequence(sequence)
            .build());
  }

  /** A price whose value begins with zeros. */
  static byte[] padded(String factor, int bytes) {
    byte[] value = new byte[bytes];
    value[bytes - 1] = 1;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(price(factor, "", Instant.EPOCH, 1), 0, HEADER);
    BinaryEncoder avro = EncoderFactory.get().directBinaryEncoder(out, null);
    try {
      avro.writeString(factor);
      avro.writeEnum(1);
      avro.writeBytes(value);
      avro.writeIndex(0);
      avro.writeString("");
      avro.writeLong(1);
      avro.writeLong(1);
      avro.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** A snapshot of many legs; their ids are as long as is asked for. */
  static byte[] snapshot(String account, int legs, int idBytes) {
    return update(
        account,
        1,
        new AccountChange.Snapshot(BigDecimal.ONE, List.of(), positions(0, legs, idBytes)));
  }

  /** A part of an account that grows. */
  static byte[] parts(String account, long sequence, int from, int to) {
    return update(
        account, sequence, new AccountChange.Parts(null, List.of(), positions(from, to, 0)));
  }

  static byte[] update(String account, long sequence, AccountChange change) {
    return Written.bytes(
        AccountUpdateRecords.toAvro(new AccountUpdate(account, sequence, 1, change, Origin.NONE)));
  }

  private static List<Position> positions(int from, int to, int idBytes) {
    String tail = LONGEST.substring(0, Math.min(LONGEST.length(), idBytes));
    return IntStream.range(from, to)
        .mapToObj(i -> new Position("BTC" + tail, "leg" + i, BigDecimal.ONE, BigDecimal.ONE, null))
        .toList();
  }

  /** Parameters of an instrument, or a policy, as a producer writes them. */
  static byte[] bytes(MarketInput input) {
    return input instanceof MarketInput.OfInstrument instrument
        ? Written.bytesOf(InstrumentParametersRecords.toAvro(instrument.update())::toByteBuffer)
        : Written.bytesOf(
            RiskPolicyRecords.toAvro(((MarketInput.OfPolicy) input).update())::toByteBuffer);
  }

  /** What no record begins with, what a registry's serializer writes, what ends too early. */
  static List<byte[]> undecodable() {
    byte[] valid = price("BTC", "", Instant.EPOCH, 1);
    byte[] unknown = valid.clone();
    unknown[HEADER - 1] ^= 1;
    return List.of(
        new byte[0],
        new byte[] {0, 0, 0, 0, 1, 2, 3},
        Arrays.copyOf(valid, HEADER),
        Arrays.copyOf(valid, valid.length + 1),
        unknown);
  }
}
