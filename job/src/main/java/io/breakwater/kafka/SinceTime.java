package io.breakwater.kafka;

import java.util.Collection;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * Starts with the first records since a time, as Flink does; but where the broker no longer has
 * what comes next, goes on with the first that there is, where Flink would skip all that there are.
 */
final class SinceTime implements OffsetsInitializer {
  private static final long serialVersionUID = 1L;

  private final OffsetsInitializer flink;

  /**
   * @param millis since the epoch
   */
  SinceTime(long millis) {
    flink = OffsetsInitializer.timestamp(millis);
  }

  @Override
  public Map<TopicPartition, Long> getPartitionOffsets(
      Collection<TopicPartition> partitions, PartitionOffsetsRetriever retriever) {
    return flink.getPartitionOffsets(partitions, retriever);
  }

  @Override
  @SuppressWarnings("deprecation") // Flink's interface names the type
  public OffsetResetStrategy getAutoOffsetResetStrategy() {
    return OffsetsInitializer.earliest().getAutoOffsetResetStrategy();
  }
}
