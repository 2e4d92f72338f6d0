package io.breakwater.local.kafka;

import io.breakwater.schemas.TrustedClasses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes records of one type to one topic, each once and in order within its key. */
public final class TopicWriter<A extends SpecificRecordBase> implements AutoCloseable {
  /** Enough to fill batches, too short to be seen. */
  private static final int LINGER_MILLIS = 2;

  /** For records that must not wait for company. */
  public static final int NO_LINGER = 0;

  private final KafkaProducer<byte[], byte[]> producer;
  private final BinaryMessageEncoder<A> encoder;
  private final String topic;
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  /** A writer of the records of a generated class. */
  public TopicWriter(String bootstrapServers, String topic, Class<A> type) {
    this(bootstrapServers, topic, type, LINGER_MILLIS);
  }

  /**
   * A writer of the records of a generated class.
   *
   * @param lingerMillis how long a record waits for others to be sent with
   */
  public TopicWriter(String bootstrapServers, String topic, Class<A> type, int lingerMillis) {
    TrustedClasses.install();
    this.topic = topic;
    SpecificData data = SpecificData.getForClass(type);
    this.encoder = new BinaryMessageEncoder<>(data, data.getSchema(type));
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.LINGER_MS_CONFIG,
                lingerMillis,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /**
   * Hands a record to the producer.
   *
   * @throws IllegalStateException when an earlier one could not be written
   */
  public void write(String key, A record) {
    write(key, encoded(record));
  }

  /** Hands bytes to the producer as they are. */
  public void write(String key, byte[] value) {
    requireNoFailure();
    producer.send(
        new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value),
        (metadata, e) -> {
          if (e != null) {
            failure.compareAndSet(null, e);
          }
        });
  }

  private byte[] encoded(A record) {
    try {
      ByteBuffer buffer = encoder.encode(record);
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException("a record for " + topic + " cannot be encoded", e);
    }
  }

  /**
   * Waits until everything handed over is written.
   *
   * @throws IllegalStateException when something could not be
   */
  public void flush() {
    producer.flush();
    requireNoFailure();
  }

  private void requireNoFailure() {
    Exception first = failure.get();
    if (first != null) {
      throw new IllegalStateException("the topic " + topic + " cannot be written", first);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
