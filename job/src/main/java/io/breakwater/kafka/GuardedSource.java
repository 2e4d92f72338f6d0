package io.breakwater.kafka;

import java.util.Properties;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** A topic whose readers are {@link GuardedReader}s. */
final class GuardedSource<T> implements Source<T, KafkaPartitionSplit, KafkaSourceEnumState> {
  private static final long serialVersionUID = 1L;

  private final Source<T, KafkaPartitionSplit, KafkaSourceEnumState> source;
  private final Properties client;
  private final LeaderlessPartition leaderless;
  private final String accepting;

  /**
   * @param client how a client reaches the cluster; may hold secrets
   * @param leaderless whether a start goes on without having asked for partitions without leader
   * @param accepting the option with which a start goes on all the same
   */
  GuardedSource(
      Source<T, KafkaPartitionSplit, KafkaSourceEnumState> source,
      Properties client,
      LeaderlessPartition leaderless,
      String accepting) {
    this.source = source;
    this.client = client;
    this.leaderless = leaderless;
    this.accepting = accepting;
  }

  @Override
  public Boundedness getBoundedness() {
    return source.getBoundedness();
  }

  @Override
  public SourceReader<T, KafkaPartitionSplit> createReader(SourceReaderContext context)
      throws Exception {
    return new GuardedReader<>(source.createReader(context), client, leaderless, accepting);
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> createEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context) throws Exception {
    return source.createEnumerator(context);
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restoreEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context, KafkaSourceEnumState state)
      throws Exception {
    return source.restoreEnumerator(context, state);
  }

  @Override
  public SimpleVersionedSerializer<KafkaPartitionSplit> getSplitSerializer() {
    return source.getSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<KafkaSourceEnumState> getEnumeratorCheckpointSerializer() {
    return source.getEnumeratorCheckpointSerializer();
  }
}
