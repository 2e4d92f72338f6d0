package io.breakwater.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Asks the cluster where partitions begin and end. One that has no leader cannot be asked, and
 * keeps no other from being told: where there is no answer it is looked whether that is why, and
 * next time first. Not thread-safe.
 */
final class PartitionEnds implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 5_000;

  private final Admin admin;
  private final IsolationLevel isolation;
  private final Set<TopicPartition> leaderless = new HashSet<>();

  /**
   * @param client how a client reaches the cluster; may hold secrets
   * @param isolation of the readers to whom the end is that of what they can see
   */
  PartitionEnds(Properties client, IsolationLevel isolation) {
    this.admin = Admin.create(client);
    this.isolation = isolation;
  }

  /**
   * The offset after the last visible record of each partition that has a leader.
   *
   * @throws KafkaException when the cluster does not answer, for another reason than that there is
   *     no leader
   */
  Map<TopicPartition, Long> ends(Set<TopicPartition> partitions) {
    leaderless.retainAll(partitions);
    keepLeaderless(leaderless);
    Set<TopicPartition> led = new HashSet<>(partitions);
    led.removeAll(leaderless);
    Map<TopicPartition, Long> ends = offsets(led, OffsetSpec.latest());
    if (ends.size() < led.size()) {
      Set<TopicPartition> unanswered = new HashSet<>(led);
      unanswered.removeAll(ends.keySet());
      Set<TopicPartition> found = new HashSet<>(unanswered);
      keepLeaderless(found);
      if (found.size() < unanswered.size()) {
        throw new TimeoutException("no answer for " + unanswered);
      }
      leaderless.addAll(found);
    }
    return ends;
  }

  /**
   * The offset of the first record of each partition.
   *
   * @throws KafkaException when the cluster does not answer
   */
  Map<TopicPartition, Long> beginnings(Set<TopicPartition> partitions) {
    Map<TopicPartition, Long> beginnings = offsets(partitions, OffsetSpec.earliest());
    if (beginnings.size() < partitions.size()) {
      throw new TimeoutException("no answer for some of " + partitions);
    }
    return beginnings;
  }

  /** Those that answer in time. */
  private Map<TopicPartition, Long> offsets(Set<TopicPartition> partitions, OffsetSpec which) {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    if (partitions.isEmpty()) {
      return offsets;
    }
    ListOffsetsResult answers =
        admin.listOffsets(
            partitions.stream().collect(Collectors.toMap(partition -> partition, any -> which)),
            new ListOffsetsOptions(isolation).timeoutMs(PATIENCE_MILLIS));
    for (TopicPartition partition : partitions) {
      try {
        offsets.put(partition, get(answers.partitionResult(partition)).offset());
      } catch (TimeoutException e) {
        // The caller finds out why.
      }
    }
    return offsets;
  }

  private void keepLeaderless(Set<TopicPartition> partitions) {
    if (partitions.isEmpty()) {
      return;
    }
    Set<String> topics = partitions.stream().map(TopicPartition::topic).collect(Collectors.toSet());
    Collection<TopicDescription> described =
        get(admin
                .describeTopics(topics, new DescribeTopicsOptions().timeoutMs(PATIENCE_MILLIS))
                .allTopicNames())
            .values();
    for (TopicDescription topic : described) {
      for (TopicPartitionInfo partition : topic.partitions()) {
        if (partition.leader() != null && !partition.leader().isEmpty()) {
          partitions.remove(new TopicPartition(topic.name(), partition.partition()));
        }
      }
    }
  }

  private static <V> V get(KafkaFuture<V> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof KafkaException kafka) {
        throw kafka;
      }
      throw new KafkaException("the cluster does not answer", e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
