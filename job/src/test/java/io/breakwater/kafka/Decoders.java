package io.breakwater.kafka;

import io.breakwater.schemas.SchemaHistory;
import io.breakwater.stream.event.Inbound;
import io.breakwater.stream.event.RejectedRecord;
import io.breakwater.value.Origin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Shortcuts of the tests that encode and decode. */
final class Decoders {
  static final String TOPIC = "topic";
  static final int PARTITION = 3;
  static final long OFFSET = 42;

  /** Ahead of which no record of these tests is that does not mean to be. */
  static final long NOW = Instant.parse("9999-12-31T23:59:59Z").toEpochMilli();

  private static final Map<Schema, SchemaHistory> HISTORIES = new ConcurrentHashMap<>();

  private Decoders() {}

  /** One decoder of each input record. */
  static List<RecordDecoder<?, ?>> all() {
    return List.of(
        new RecordDecoder<>(OraclePriceRecords.INBOUND, Announced.NOTHING),
        new RecordDecoder<>(AccountUpdateRecords.INBOUND, Announced.NOTHING),
        new RecordDecoder<>(RiskFactorParametersRecords.INBOUND, Announced.NOTHING),
        new RecordDecoder<>(InstrumentParametersRecords.INBOUND, Announced.NOTHING),
        new RecordDecoder<>(RiskPolicyRecords.INBOUND, Announced.NOTHING),
        new RecordDecoder<>(MarketDepthRecords.INBOUND, Announced.NOTHING),
        new RecordDecoder<>(InsuranceFundRecords.INBOUND, Announced.NOTHING));
  }

  static <T> Inbound<T> decode(RecordDecoder<?, T> decoder, byte[] key, byte[] value) {
    return decoder.decode(new ConsumerRecord<>(TOPIC, PARTITION, OFFSET, key, value), NOW);
  }

  /** The identifier in a record of any kind, as its key; no bytes where nothing can be read. */
  static byte[] keyOf(byte[] value) {
    return Stream.of(
            OraclePriceRecords.INBOUND,
            AccountUpdateRecords.INBOUND,
            InstrumentParametersRecords.INBOUND,
            RiskFactorParametersRecords.INBOUND,
            RiskPolicyRecords.INBOUND,
            MarketDepthRecords.INBOUND,
            InsuranceFundRecords.INBOUND)
        .map(record -> identifier(record, value))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse("")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static <A extends SpecificRecordBase> Optional<String> identifier(
      InboundRecord<A, ?> record, byte[] value) {
    try {
      return Optional.of(record.key().of(read(record.type(), value)));
    } catch (IOException | RuntimeException unreadable) {
      return Optional.empty();
    }
  }

  /** A record out of single-object encoding. */
  static <A extends SpecificRecordBase> A read(Class<A> type, byte[] bytes) throws IOException {
    Schema today = SpecificData.get().getSchema(type);
    Schema writer =
        HISTORIES
            .computeIfAbsent(today, SchemaHistory::of)
            .findByFingerprint(SingleObject.fingerprint(bytes));
    int length = bytes.length - SingleObject.HEADER;
    var decoder = DecoderFactory.get().binaryDecoder(bytes, SingleObject.HEADER, length, null);
    return new SpecificDatumReader<A>(writer, today).read(null, decoder);
  }

  static <A extends SpecificRecordBase, T> T value(InboundRecord<A, T> record, byte[] value) {
    Inbound<T> inbound =
        decode(new RecordDecoder<>(record, Announced.NOTHING), keyOf(value), value);
    if (inbound.rejected() != null) {
      throw new AssertionError("rejected: " + inbound.rejected().message());
    }
    return inbound.value();
  }

  static <A extends SpecificRecordBase, T> RejectedRecord rejected(
      InboundRecord<A, T> record, byte[] value) {
    Inbound<T> inbound =
        decode(new RecordDecoder<>(record, Announced.NOTHING), keyOf(value), value);
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
