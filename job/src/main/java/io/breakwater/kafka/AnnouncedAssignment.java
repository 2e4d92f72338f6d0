package io.breakwater.kafka;

import java.io.IOException;
import java.util.List;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;

/**
 * Kafka's enumerator, which also tells the readers when they have what there is to read: one that
 * has been given no partition must not hold the clock then, and must hold it before, since some may
 * be on their way.
 */
final class AnnouncedAssignment
    implements SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> {

  /** Makes the enumerator that knows the partitions. */
  interface Inner {
    SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> create(
        SplitEnumeratorContext<KafkaPartitionSplit> context) throws Exception;
  }

  private final SplitEnumeratorContext<KafkaPartitionSplit> context;
  private final SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> kafka;
  private boolean known;

  AnnouncedAssignment(SplitEnumeratorContext<KafkaPartitionSplit> context, Inner inner)
      throws Exception {
    this.context = context;
    this.kafka = inner.create(new SettledContext<>(context, this::settled));
  }

  /** All partitions that the topic has had at the last look are with their readers. */
  private void settled() {
    if (!known) {
      known = true;
      context.registeredReaders().keySet().forEach(this::announce);
    }
  }

  private void announce(int reader) {
    context.sendEventToSourceReader(reader, new AssignmentKnown());
  }

  @Override
  public void start() {
    kafka.start();
  }

  @Override
  public void addReader(int reader) {
    kafka.addReader(reader);
    if (known) {
      announce(reader);
    }
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
