package io.breakwater.kafka;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.LeaderNotAvailableException;

/** A reader that begins only where the broker still has what comes next: see {@link LostInput}. */
final class GuardedReader<T> extends ForwardingReader<T, T> {
  private final Properties client;
  private final LeaderlessPartition leaderless;
  private final String accepting;

  /**
   * @param client how a client reaches the cluster; may hold secrets
   * @param leaderless whether a start goes on without having asked for partitions without leader
   * @param accepting the option with which a start goes on all the same
   */
  GuardedReader(
      SourceReader<T, KafkaPartitionSplit> reader,
      Properties client,
      LeaderlessPartition leaderless,
      String accepting) {
    super(reader);
    this.leaderless = leaderless;
    this.client = client;
    this.accepting = accepting;
  }

  /**
   * {@inheritDoc}
   *
   * @throws SuppressRestartsException where records are gone: starting once more does not help
   * @throws LeaderNotAvailableException where a partition has no leader and is waited for: starting
   *     once more helps when it has one
   */
  @Override
  public void addSplits(List<KafkaPartitionSplit> splits) {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    for (KafkaPartitionSplit split : splits) {
      if (split.getStartingOffset() >= 0) { // below stand for "the first" and the like
        offsets.put(split.getTopicPartition(), split.getStartingOffset());
      }
    }
    if (!offsets.isEmpty()) {
      Map<TopicPartition, RestoredOffsets.Range> ranges =
          RestoredOffsets.ranges(client, offsets.keySet());
      requireLeaders(offsets.keySet(), ranges.keySet());
      offsets.keySet().retainAll(ranges.keySet());
      String lost = RestoredOffsets.lost(offsets, ranges, accepting);
      if (lost != null) {
        throw new SuppressRestartsException(new IllegalStateException(lost));
      }
    }
    super.addSplits(splits);
  }

  private void requireLeaders(Set<TopicPartition> restored, Set<TopicPartition> led) {
    if (leaderless == LeaderlessPartition.WAIT && !led.containsAll(restored)) {
      Set<TopicPartition> without = new HashSet<>(restored);
      without.removeAll(led);
      throw new LeaderNotAvailableException("partitions without leader: " + without);
    }
  }

  @Override
  public InputStatus pollNext(ReaderOutput<T> output) throws Exception {
    return kafka().pollNext(output);
  }
}
