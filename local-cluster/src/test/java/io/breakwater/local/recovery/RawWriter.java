package io.breakwater.local.recovery;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes any bytes under any key, packed: what is large and says little is small on the wire. */
final class RawWriter implements AutoCloseable {
  private static final int LARGEST_REQUEST = 96 * 1024 * 1024;

  private final KafkaProducer<byte[], byte[]> producer;
  private final List<Future<?>> sent = new ArrayList<>();

  RawWriter(String bootstrapServers) {
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "gzip",
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                LARGEST_REQUEST,
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                2L * LARGEST_REQUEST),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Hands a record to the producer; key and value may be null. */
  void write(String topic, String key, byte[] value) {
    byte[] bytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
    sent.add(producer.send(new ProducerRecord<>(topic, bytes, value)));
  }

  /** Waits until the broker has taken all of them, in order. */
  void flush() {
    try {
      for (Future<?> each : sent) {
        each.get();
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
    sent.clear();
  }

  /** What the broker answers to a record that it does not take. */
  Throwable refusal(String topic, String key, byte[] value) {
    flush();
    write(topic, key, value);
    try {
      sent.get(0).get();
      return null;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      return e.getCause();
    } finally {
      sent.clear();
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
