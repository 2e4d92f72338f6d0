package io.breakwater.local.recovery;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes records in transactions. */
final class TransactionalWriter implements AutoCloseable {
  private final KafkaProducer<byte[], byte[]> producer;

  TransactionalWriter(String bootstrapServers) {
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                "transactional-writer"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
  }

  /** A transaction with these records by their keys, which is committed. */
  void commit(String topic, Map<String, byte[]> records) {
    send(topic, records);
    producer.commitTransaction();
  }

  /** A transaction with these records by their keys, which is written and aborted. */
  void abort(String topic, Map<String, byte[]> records) {
    send(topic, records);
    producer.flush();
    producer.abortTransaction();
  }

  private void send(String topic, Map<String, byte[]> records) {
    producer.beginTransaction();
    records.forEach(
        (key, value) ->
            producer.send(
                new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value)));
  }

  @Override
  public void close() {
    producer.close();
  }
}
