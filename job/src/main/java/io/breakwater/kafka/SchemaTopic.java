package io.breakwater.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The compacted topic on which schemas are announced while the job runs: a record each, whose key
 * is the name of the announcement and whose value the schema as JSON, both in UTF-8; a record
 * without value withdraws it.
 *
 * <p>Each look reads it whole, with a client of its own that is closed again.
 */
final class SchemaTopic implements Announcements {
  private static final long serialVersionUID = 1L;

  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration POLL = Duration.ofMillis(100);

  /** Bytes of schemas that a look keeps; today's have 10,000 together. */
  private static final int MOST_BYTES = 16 * 1024 * 1024;

  private final Properties client;
  private final String topic;

  /**
   * @param client how a client reaches the cluster; may hold secrets
   */
  SchemaTopic(Properties client, String topic) {
    this.client = client;
    this.topic = topic;
  }

  @Override
  public Look look() {
    Map<String, Announcement> found = new LinkedHashMap<>();
    try (Consumer<byte[], byte[]> consumer = consumer()) {
      String problem = read(consumer, found);
      consumer.close(CloseOptions.timeout(Duration.ZERO));
      return new Look(List.copyOf(found.values()), problem);
    } catch (InterruptException cancelled) {
      throw cancelled;
    } catch (KafkaException e) {
      return new Look(
          List.copyOf(found.values()),
          "the topic %s cannot be read (%s): mend that.".formatted(topic, e.getMessage()));
    }
  }

  private Consumer<byte[], byte[]> consumer() {
    Properties properties = new Properties();
    properties.putAll(client);
    properties.remove(CommonClientConfigs.GROUP_ID_CONFIG);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, KafkaSources.READ_COMMITTED);
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    return new KafkaConsumer<>(properties, bytes, bytes);
  }

  /** Why not all was read, or null. */
  private String read(Consumer<byte[], byte[]> consumer, Map<String, Announcement> found) {
    List<TopicPartition> partitions = new ArrayList<>();
    List<PartitionInfo> told = consumer.partitionsFor(topic, PATIENCE);
    if (told != null) {
      told.forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
    }
    if (partitions.isEmpty()) {
      return "there is no topic %s: create it, compacted.".formatted(topic);
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    int bytes = 0;
    while (isOpen(consumer, ends)) {
      if (System.nanoTime() - deadline > 0) {
        return "the topic %s could not be read to its end within %d s."
            .formatted(topic, PATIENCE.toSeconds());
      }
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        bytes += record.value() == null ? 0 : record.value().length;
        if (bytes > MOST_BYTES) {
          return "the topic %s holds more than %d bytes: compact it, or withdraw some."
              .formatted(topic, MOST_BYTES);
        }
        keep(record, found);
      }
    }
    return null;
  }

  private static boolean isOpen(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey(), PATIENCE) < end.getValue());
  }

  private static void keep(ConsumerRecord<byte[], byte[]> record, Map<String, Announcement> found) {
    String name =
        record.key() == null
            ? "record " + record.partition() + "-" + record.offset()
            : new String(record.key(), StandardCharsets.UTF_8);
    found.remove(name);
    if (record.value() != null) {
      found.put(name, new Announcement(name, new String(record.value(), StandardCharsets.UTF_8)));
    }
  }
}
