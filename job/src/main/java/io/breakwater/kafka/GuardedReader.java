package io.breakwater.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.kafka.common.TopicPartition;

/** A reader that begins only where the broker still has what comes next: see {@link LostInput}. */
final class GuardedReader<T> extends ForwardingReader<T, T> {
  private final Properties client;
  private final String accepting;

  /**
   * @param client how a client reaches the cluster; may hold secrets
   * @param accepting the option with which a start goes on all the same
   */
  GuardedReader(SourceReader<T, KafkaPartitionSplit> reader, Properties client, String accepting) {
    super(reader);
    this.client = client;
    this.accepting = accepting;
  }

  /**
   * {@inheritDoc}
   *
   * @throws SuppressRestartsException where records are gone: starting once more does not help
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
      String lost =
          RestoredOffsets.lost(
              offsets, RestoredOffsets.ranges(client, offsets.keySet()), accepting);
      if (lost != null) {
        throw new SuppressRestartsException(new IllegalStateException(lost));
      }
    }
    super.addSplits(splits);
  }

  @Override
  public InputStatus pollNext(ReaderOutput<T> output) throws Exception {
    return kafka().pollNext(output);
  }
}
