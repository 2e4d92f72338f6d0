package io.breakwater.kafka;

import java.io.IOException;
import java.util.List;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;

/** An enumerator around Kafka's: what it does not do itself, that does. */
abstract class ForwardingEnumerator
    implements SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> {
  private final SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> kafka;

  ForwardingEnumerator(SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> kafka) {
    this.kafka = kafka;
  }

  @Override
  public void start() {
    kafka.start();
  }

  @Override
  public void addReader(int reader) {
    kafka.addReader(reader);
  }

  @Override
  public void handleSplitRequest(int reader, String host) {
    kafka.handleSplitRequest(reader, host);
  }

  @Override
  public void addSplitsBack(List<KafkaPartitionSplit> splits, int reader) {
    kafka.addSplitsBack(splits, reader);
  }

  @Override
  public void handleSourceEvent(int reader, SourceEvent event) {
    kafka.handleSourceEvent(reader, event);
  }

  @Override
  public KafkaSourceEnumState snapshotState(long checkpoint) throws Exception {
    return kafka.snapshotState(checkpoint);
  }

  @Override
  public void notifyCheckpointComplete(long checkpoint) throws Exception {
    kafka.notifyCheckpointComplete(checkpoint);
  }

  @Override
  public void notifyCheckpointAborted(long checkpoint) throws Exception {
    kafka.notifyCheckpointAborted(checkpoint);
  }

  @Override
  public void close() throws IOException {
    kafka.close();
  }
}
