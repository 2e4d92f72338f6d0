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
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Says where partitions end, and of which of them a reader has read all that there is to read.
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

  /**
   * What was found.
   *
   * @param ends the offset of each partition after its last visible record; none of those without
   *     leader
   * @param readToEnd those of which nothing is left; one of which that could not be learned in time
   *     is not among them: ask again
   * @param leaderless those that have no leader, of which nobody knows what is in them
   */
  record Found(
      Map<TopicPartition, Long> ends,
      Set<TopicPartition> readToEnd,
      Set<TopicPartition> leaderless) {}

  private final PartitionEnds partitions;
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
    partitions = new PartitionEnds(client, IsolationLevel.READ_COMMITTED);
  }

  /**
   * Looks at partitions.
   *
   * @param positions the next offset that a reader will read; negative for the first there is
   * @param stalled those of which the reader has nothing at present: there it is looked whether
   *     anything visible is left; of the others it is told by their ends alone
   * @throws org.apache.kafka.common.KafkaException when the cluster does not answer
   */
  Found look(Map<TopicPartition, Long> positions, Set<TopicPartition> stalled) {
    Map<TopicPartition, Long> ends = partitions.ends(positions.keySet());
    Map<TopicPartition, Long> open = resolved(positions, ends.keySet());
    Set<TopicPartition> done = new HashSet<>();
    open.entrySet()
        .removeIf(
            entry -> entry.getValue() >= ends.get(entry.getKey()) && done.add(entry.getKey()));
    open.keySet().retainAll(stalled);
    if (!open.isEmpty()) {
      done.addAll(withoutData(open, ends));
    }
    Set<TopicPartition> leaderless = new HashSet<>(positions.keySet());
    leaderless.removeAll(ends.keySet());
    return new Found(ends, done, leaderless);
  }

  /** The positions of those that have a leader, as offsets. */
  private Map<TopicPartition, Long> resolved(
      Map<TopicPartition, Long> positions, Set<TopicPartition> led) {
    Map<TopicPartition, Long> resolved = new HashMap<>(positions);
    resolved.keySet().retainAll(led);
    Set<TopicPartition> atFirst = new HashSet<>(resolved.keySet());
    atFirst.removeIf(partition -> resolved.get(partition) >= 0);
    resolved.putAll(partitions.beginnings(atFirst));
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
    partitions.close();
    consumer.close(CloseOptions.timeout(Duration.ZERO));
  }
}
