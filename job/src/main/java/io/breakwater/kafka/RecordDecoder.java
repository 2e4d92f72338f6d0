package io.breakwater.kafka;

import io.breakwater.schemas.TrustedClasses;
import io.breakwater.stream.event.Inbound;
import io.breakwater.stream.event.RejectedRecord;
import io.breakwater.value.Limits;
import io.breakwater.value.Origin;
import io.breakwater.value.Refusal;
import io.breakwater.value.RefusedException;
import io.breakwater.value.Texts;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * From the bytes of a topic to domain values: whatever the bytes are, the answer is a value or a
 * rejected record, never an exception.
 *
 * <p>Reads single-object encoding and the framing of schema registries, written with any schema
 * that a release has had or that was announced ({@link WriterSchemas}). Avro checks every length
 * and count against the bytes that are left before it allocates, so memory stays within a small
 * multiple of the record, and no record may be larger than its {@link RecordBounds}, whatever
 * padding it was packed with. The decoder and one reader per writer's schema are reused. Not thread
 * safe.
 */
final class RecordDecoder<A extends SpecificRecordBase, T> {
  static {
    TrustedClasses.install();
  }

  private static final byte[] NO_BYTES = {};

  private final InboundRecord<A, T> record;
  private final Schema today;
  private final WriterSchemas writers;
  private final Map<Schema, SpecificDatumReader<A>> readers = new IdentityHashMap<>();
  private final BoundedDecoder bounded = new BoundedDecoder();
  private BinaryDecoder decoder;

  RecordDecoder(InboundRecord<A, T> record, Announced announced) {
    this.record = record;
    this.today = SpecificData.get().getSchema(record.type());
    this.writers = new WriterSchemas(today, announced);
  }

  /**
   * What a Kafka record says.
   *
   * @param now what its time may not be far ahead of, milliseconds since the epoch
   */
  Inbound<T> decode(ConsumerRecord<byte[], byte[]> kafka, long now) {
    byte[] value = kafka.value();
    if (value != null && value.length > record.bounds().bytes()) {
      return tooLarge(kafka, value);
    }
    Origin origin =
        new Origin(
            kafka.topic(), kafka.partition(), kafka.offset(), value == null ? NO_BYTES : value);
    A decoded;
    try {
      decoded = read(value);
    } catch (RefusedException refused) {
      return rejected(origin, refused.reason(), refused.getMessage(), null, null);
    }
    try {
      T domain = record.toDomain().apply(decoded, origin);
      requireKey(kafka.key(), record.key().of(decoded));
      EdgeClock.requireNotAhead(record.time().of(decoded), now);
      return Inbound.of(domain);
    } catch (RefusedException refused) {
      return rejected(
          origin, refused.reason(), refused.getMessage(), account(decoded), time(decoded));
    } catch (RuntimeException unforeseen) {
      String message = "this release cannot use the " + name() + ", and should say why: ";
      return rejected(
          origin, Refusal.UNSUPPORTED, message + unforeseen, account(decoded), time(decoded));
    }
  }

  /** Little of it is kept: it is of no use to anyone, and there may be many. */
  private Inbound<T> tooLarge(ConsumerRecord<byte[], byte[]> kafka, byte[] value) {
    byte[] kept = Arrays.copyOf(value, Limits.KEPT_OF_TOO_LARGE);
    Origin origin = new Origin(kafka.topic(), kafka.partition(), kafka.offset(), kept);
    String message =
        "a %s of %,d bytes under the key %s, and one may have %,d: send what it needs without padding, or divide it. Raw holds its first %,d bytes; the whole is at %s while the topic keeps it."
            .formatted(
                name(),
                value.length,
                kafka.key() == null ? "null" : "'" + text(kafka.key()) + "'",
                record.bounds().bytes(),
                kept.length,
                origin);
    return rejected(origin, Refusal.TOO_LARGE, message, null, null);
  }

  private A read(byte[] value) {
    if (value == null) {
      throw new RefusedException(
          Refusal.MISSING_VALUE,
          "the record has no value: nothing here is deleted by tombstones; close an account with an"
              + " update, and leave factors, instruments and policies as they are.");
    }
    Schema writer;
    int start;
    if (SingleObject.isFramed(value)) {
      writer = writers.ofFingerprint(SingleObject.fingerprint(value));
      start = SingleObject.HEADER;
    } else if (RegistryFraming.isFramed(value)) {
      writer = writers.ofRegistryId(RegistryFraming.id(value));
      start = RegistryFraming.HEADER;
    } else {
      throw new RefusedException(Refusal.UNDECODABLE, notFramed(value));
    }
    return read(value, start, writer);
  }

  private A read(byte[] value, int start, Schema writer) {
    SpecificDatumReader<A> reader =
        readers.computeIfAbsent(writer, schema -> new SpecificDatumReader<>(schema, today));
    decoder = DecoderFactory.get().binaryDecoder(value, start, value.length - start, decoder);
    try {
      A decoded = reader.read(null, bounded.of(decoder, record.bounds()));
      if (!decoder.isEnd()) {
        throw new RefusedException(
            Refusal.UNDECODABLE, "bytes are left after the " + name() + ": send one a record.");
      }
      return decoded;
    } catch (EOFException e) {
      throw new RefusedException(
          Refusal.UNDECODABLE, "the bytes end within the " + name() + ": send it whole.");
    } catch (RefusedException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new RefusedException(
          Refusal.UNDECODABLE,
          "the bytes are no " + name() + " of the schema that they name: " + e);
    }
  }

  /** Compaction, and the order within a partition, rest on the key. */
  private void requireKey(byte[] key, String id) {
    if (key == null || !Arrays.equals(key, id.getBytes(StandardCharsets.UTF_8))) {
      throw new RefusedException(
          Refusal.KEY_MISMATCH,
          "the Kafka key of a %s must be its id, '%s', in UTF-8, and is %s: set the producer's key."
              .formatted(name(), shortened(id), key == null ? "absent" : "'" + text(key) + "'"));
    }
  }

  private static String text(byte[] key) {
    int length = Math.min(key.length, Texts.LONGEST + 1);
    return shortened(new String(key, 0, length, StandardCharsets.UTF_8));
  }

  private static String shortened(String text) {
    return Limits.shortened(text, Texts.LONGEST);
  }

  private String notFramed(byte[] value) {
    return "the value is not in Avro's single-object encoding (C3 01, fingerprint, record)"
        + (RegistryFraming.isStarted(value)
            ? "; it begins as in a schema registry's framing, and ends before the record."
            : ": configure the producer to write it.");
  }

  private String name() {
    return today.getName();
  }

  private String account(A decoded) {
    return record.account().of(decoded);
  }

  private Long time(A decoded) {
    Instant time = record.time().of(decoded);
    try {
      return Fields.micros(time, "time");
    } catch (RefusedException outOfRange) {
      return null;
    }
  }

  private static <T> Inbound<T> rejected(
      Origin origin, Refusal reason, String message, String account, Long time) {
    return Inbound.rejected(new RejectedRecord(origin, reason, message, account, time));
  }
}
