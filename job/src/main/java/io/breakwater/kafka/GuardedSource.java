package io.breakwater.kafka;

import java.util.Properties;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;

/** A topic whose readers are {@link GuardedReader}s. */
final class GuardedSource<T> extends ForwardingSource<T> {
  private static final long serialVersionUID = 1L;

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
    super(source);
    this.client = client;
    this.leaderless = leaderless;
    this.accepting = accepting;
  }

  @Override
  public SourceReader<T, KafkaPartitionSplit> createReader(SourceReaderContext context)
      throws Exception {
    return new GuardedReader<>(super.createReader(context), client, leaderless, accepting);
  }
}
