package io.breakwater.kafka;

import io.breakwater.margin.Origin;
import io.breakwater.stream.Inbound;
import io.breakwater.stream.RejectedRecord;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Shortcuts of the tests that encode and decode. */
final class Decoders {
  static final String TOPIC = "topic";
  static final int PARTITION = 3;
  static final long OFFSET = 42;

  /** Ahead of which no record of these tests is that does not mean to be. */
  static final long NOW = Instant.parse("9999-12-31T23:59:59Z").toEpochMilli();

  private Decoders() {}

  /** One decoder of each input record. */
  static List<RecordDecoder<?, ?>> all() {
    return List.of(
        new RecordDecoder<>(OraclePriceRecords.INBOUND),
        new RecordDecoder<>(AccountUpdateRecords.INBOUND),
        new RecordDecoder<>(InstrumentParametersRecords.INBOUND),
        new RecordDecoder<>(RiskPolicyRecords.INBOUND));
  }

  static <T> Inbound<T> decode(RecordDecoder<?, T> decoder, byte[] value) {
    return decoder.decode(
        new ConsumerRecord<>(TOPIC, PARTITION, OFFSET, value == null ? null : key(value), value),
        NOW);
  }

  /** The key that a producer would set: the id, which is the first field of each record. */
  private static byte[] key(byte[] value) {
    try {
      int start = Math.min(SingleObject.HEADER, value.length);
      return DecoderFactory.get()
          .binaryDecoder(value, start, value.length - start, null)
          .readString(null)
          .getBytes();
    } catch (IOException | RuntimeException noId) {
      return null;
    }
  }

  static <A extends SpecificRecordBase, T> T value(InboundRecord<A, T> record, byte[] value) {
    Inbound<T> inbound = decode(new RecordDecoder<>(record), value);
    if (inbound.rejected() != null) {
      throw new AssertionError("rejected: " + inbound.rejected().message());
    }
    return inbound.value();
  }

  static <A extends SpecificRecordBase, T> RejectedRecord rejected(
      InboundRecord<A, T> record, byte[] value) {
    Inbound<T> inbound = decode(new RecordDecoder<>(record), value);
    if (inbound.rejected() == null) {
      throw new AssertionError("accepted: " + inbound.value());
    }
    return inbound.rejected();
  }

  /** A record in single-object encoding. */
  static <A extends SpecificRecordBase> byte[] bytes(A record) {
    return new RecordEncoder<A, A>(same -> same).serialize(record);
  }

  static Origin origin(byte[] raw) {
    return new Origin(TOPIC, PARTITION, OFFSET, raw);
  }
}
