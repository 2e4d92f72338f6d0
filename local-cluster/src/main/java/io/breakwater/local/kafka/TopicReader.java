package io.breakwater.local.kafka;

import io.breakwater.schemas.TrustedClasses;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads topics from their first records on, outside of any consumer group. One thread only. */
public final class TopicReader implements AutoCloseable {
  private final KafkaConsumer<byte[], byte[]> consumer;

  private TopicReader(KafkaConsumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  /** Records of transactions are read when they are committed, those of aborted ones never. */
  public static TopicReader ofCommitted(String bootstrapServers, String... topics) {
    return of(bootstrapServers, "read_committed", topics);
  }

  /** Records are read as soon as they are written, also those that are never committed. */
  public static TopicReader ofWritten(String bootstrapServers, String... topics) {
    return of(bootstrapServers, "read_uncommitted", topics);
  }

  private static TopicReader of(String bootstrapServers, String isolation, String... topics) {
    TrustedClasses.install();
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        Arrays.stream(topics)
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .collect(Collectors.toList());
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return new TopicReader(consumer);
  }

  /** What has come since the last poll; waits for something at most as long as given. */
  public ConsumerRecords<byte[], byte[]> poll(Duration atMost) {
    return consumer.poll(atMost);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
