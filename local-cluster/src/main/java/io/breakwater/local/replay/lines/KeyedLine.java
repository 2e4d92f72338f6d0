package io.breakwater.local.replay.lines;

import io.breakwater.cascade.record.AggregateHeader;
import io.breakwater.cascade.record.RiskAggregate;
import io.breakwater.kafka.HealthTransitionRecords;
import io.breakwater.kafka.LiquidationTriggerRecords;
import io.breakwater.kafka.PriceQualityRecords;
import io.breakwater.kafka.RejectedRecordRecords;
import io.breakwater.kafka.RiskAggregateRecords;
import io.breakwater.local.json.AvroJsonWriter;
import io.breakwater.margin.trigger.HealthTransition;
import io.breakwater.oracle.judge.PriceQuality;
import io.breakwater.stream.event.RejectedRecord;
import io.breakwater.stream.event.TriggerMessage;
import io.breakwater.value.Origin;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import org.apache.avro.generic.IndexedRecord;

/**
 * One line of an output with what it is sorted by.
 *
 * <p>Keys are compared as unsigned bytes, numbers in them being written so that this is their
 * order, then times; lines whose keys and times are equal stay in the order of their emission.
 *
 * @param key what the line is sorted by first
 * @param time what it is sorted by then, microseconds since the epoch
 * @param json the line, UTF-8, without its end
 */
public record KeyedLine(byte[] key, long time, byte[] json) {
  /** By key and time; the order of emission must be kept by who sorts. */
  static final Comparator<KeyedLine> ORDER =
      Comparator.comparing(KeyedLine::key, Arrays::compareUnsigned)
          .thenComparingLong(KeyedLine::time);

  /** A line of {@code account-health}: by market sequence, account sequence, account, time. */
  public static KeyedLine of(HealthTransition transition) {
    return line(
        decisionKey(transition), transition.time(), HealthTransitionRecords.toAvro(transition));
  }

  /**
   * A line of {@code liquidation-triggers}: by market sequence, account sequence, account, time.
   *
   * @throws IllegalArgumentException when it is no trigger: a replay is one life, and has no epochs
   */
  public static KeyedLine of(TriggerMessage message) {
    if (message instanceof TriggerMessage.OfTrigger of) {
      HealthTransition transition = of.trigger().transition();
      return line(decisionKey(transition), transition.time(), LiquidationTriggerRecords.toAvro(of));
    }
    throw new IllegalArgumentException("a replay has no epochs, but one begins: " + message);
  }

  /** A line of {@code price-quality}: by market sequence, time. */
  public static KeyedLine of(PriceQuality quality) {
    byte[] key =
        ByteBuffer.allocate(Long.BYTES).putLong(quality.marketSequence() ^ Long.MIN_VALUE).array();
    return line(key, quality.judgement().time(), PriceQualityRecords.toAvro(quality));
  }

  /**
   * A line of {@code risk-aggregates}: by as-of, price with the whole system last, aggregate,
   * revision.
   */
  public static KeyedLine of(RiskAggregate aggregate) {
    AggregateHeader header = aggregate.header();
    byte[] price = header.price().getBytes(StandardCharsets.UTF_8);
    boolean isWhole = header.price().equals(AggregateHeader.WHOLE_SYSTEM);
    byte[] key =
        ByteBuffer.allocate(Long.BYTES + price.length + 3 + Integer.BYTES)
            .putLong(header.asOf() ^ Long.MIN_VALUE)
            .put((byte) (isWhole ? 1 : 0))
            .put(price)
            .put((byte) 0)
            .put((byte) aggregate.values().kind().ordinal())
            .putInt(header.revision() ^ Integer.MIN_VALUE)
            .array();
    return line(key, header.asOf(), RiskAggregateRecords.toAvro(aggregate));
  }

  /** A line of {@code rejected-records}: by file, partition, line. */
  public static KeyedLine of(RejectedRecord rejected) {
    Origin origin = rejected.origin();
    byte[] topic = origin.topic().getBytes(StandardCharsets.UTF_8);
    byte[] key =
        ByteBuffer.allocate(topic.length + 1 + Integer.BYTES + Long.BYTES)
            .put(topic)
            .put((byte) 0)
            .putInt(origin.partition() ^ Integer.MIN_VALUE)
            .putLong(origin.offset() ^ Long.MIN_VALUE)
            .array();
    return line(key, 0, RejectedRecordRecords.toAvro(rejected));
  }

  private static byte[] decisionKey(HealthTransition transition) {
    byte[] account = transition.account().getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(2 * Long.BYTES + account.length)
        .putLong(transition.marketSequence() ^ Long.MIN_VALUE)
        .putLong(transition.accountSequence() ^ Long.MIN_VALUE)
        .put(account)
        .array();
  }

  private static KeyedLine line(byte[] key, long time, IndexedRecord record) {
    return new KeyedLine(key, time, AvroJsonWriter.line(record).getBytes(StandardCharsets.UTF_8));
  }

  /** The account of a decision, UTF-8. */
  public byte[] account() {
    return Arrays.copyOfRange(key, 2 * Long.BYTES, key.length);
  }

  /** Reads what {@link #write} wrote; null at the end. */
  static KeyedLine read(DataInputStream in) throws IOException {
    int first = in.read();
    if (first < 0) {
      return null;
    }
    byte[] key = new byte[first << 24 | in.readUnsignedByte() << 16 | in.readUnsignedShort()];
    byte[] json = new byte[in.readInt()];
    long time = in.readLong();
    in.readFully(key);
    in.readFully(json);
    return new KeyedLine(key, time, json);
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(key.length);
    out.writeInt(json.length);
    out.writeLong(time);
    out.write(key);
    out.write(json);
  }

  /** Bytes that it takes in memory, about. */
  int weight() {
    return key.length + json.length + OBJECTS;
  }

  private static final int OBJECTS = 64;

  @Override
  public boolean equals(Object other) {
    return other instanceof KeyedLine that
        && ORDER.compare(this, that) == 0
        && Arrays.equals(json, that.json);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(key) + Arrays.hashCode(json);
  }

  @Override
  public String toString() {
    return new String(json, StandardCharsets.UTF_8);
  }
}
