package io.breakwater.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Says of which partitions a reader has read all that there is to read.
 *
 * <p>The end is that of data that a reader of committed records can see. What transactions leave
 * behind their data, marks of commits and aborted records, is never handed to a reader: where only
 * such lies between a reader's position and the end of a partition, nothing is left. A consumer of
 * its own looks there. Not thread-safe, but for {@link #interrupt}.
 */
final class EndProbe implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final String FEW_BYTES = "4096";

  private final Consumer<byte[], byte[]> consumer;

  /**
   * @param client how a client reaches the cluster; may hold secrets
   */
  EndProbe(Properties client) {
    Properties properties = new Properties();
    properties.putAll(client);
    properties.remove(CommonClientConfigs.GROUP_ID_CONFIG);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, KafkaSources.READ_COMMITTED);
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FEW_BYTES);
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "1");
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    consumer = new KafkaConsumer<>(properties, bytes, bytes);
  }

  /**
   * Those partitions of which nothing is left to read. One of which that could not be learned in
   * time is not among them: ask again.
   *
   * @param positions the next offset that a reader will read; negative for the first there is
   * @throws org.apache.kafka.common.KafkaException when the cluster does not answer
   */
  Set<TopicPartition> readToEnd(Map<TopicPartition, Long> positions) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(positions.keySet());
    Map<TopicPartition, Long> open = resolved(positions);
    Set<TopicPartition> done = new HashSet<>();
    open.entrySet()
        .removeIf(
            entry -> entry.getValue() >= ends.get(entry.getKey()) && done.add(entry.getKey()));
    done.addAll(withoutData(open, ends));
    return done;
  }

  private Map<TopicPartition, Long> resolved(Map<TopicPartition, Long> positions) {
    Map<TopicPartition, Long> resolved = new HashMap<>(positions);
    resolved.values().removeIf(position -> position < 0);
    Set<TopicPartition> atFirst = new HashSet<>(positions.keySet());
    atFirst.removeAll(resolved.keySet());
    if (!atFirst.isEmpty()) {
      resolved.putAll(consumer.beginningOffsets(atFirst));
    }
    return resolved;
  }

  /** Those in which no record is visible between a position and the end. */
  private Set<TopicPartition> withoutData(
      Map<TopicPartition, Long> positions, Map<TopicPartition, Long> ends) {
    Set<TopicPartition> done = new HashSet<>();
    Set<TopicPartition> open = new HashSet<>(positions.keySet());
    consumer.assign(open);
    positions.forEach(consumer::seek);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!open.isEmpty() && System.nanoTime() - deadline < 0) {
      Set<TopicPartition> withData = consumer.poll(POLL).partitions();
      consumer.pause(withData);
      open.removeAll(withData);
      open.removeIf(
          partition -> consumer.position(partition) >= ends.get(partition) && done.add(partition));
    }
    return done;
  }

  /** Ends a call that is under way, from another thread. */
  void interrupt() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ZERO));
  }
}
