package io.breakwater.kafka;

import io.breakwater.stream.event.Inbound;
import java.io.Serializable;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A topic whose readers know what there is to read: Flink's source, with readers that are told when
 * they have all their partitions and that watch where these end.
 */
final class WatchedSource<T>
    implements Source<Inbound<T>, KafkaPartitionSplit, KafkaSourceEnumState> {
  private static final long serialVersionUID = 1L;

  /** Makes a reader around Kafka's. */
  interface Readers<T> extends Serializable {
    /**
     * @param thread what the reader's thread is to be called that watches the ends
     */
    EndWatchingReader<T> around(SourceReader<Fetched<T>, KafkaPartitionSplit> kafka, String thread);
  }

  private final KafkaSource<Fetched<T>> kafka;
  private final Readers<T> readers;

  WatchedSource(KafkaSource<Fetched<T>> kafka, Readers<T> readers) {
    this.kafka = kafka;
    this.readers = readers;
  }

  @Override
  public Boundedness getBoundedness() {
    return kafka.getBoundedness();
  }

  @Override
  public SourceReader<Inbound<T>, KafkaPartitionSplit> createReader(SourceReaderContext context)
      throws Exception {
    String thread = "ends of partitions, reader " + context.getIndexOfSubtask();
    return readers.around(kafka.createReader(context), thread);
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> createEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context) throws Exception {
    return new AnnouncedAssignment(context, kafka::createEnumerator);
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restoreEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context, KafkaSourceEnumState state)
      throws Exception {
    return new AnnouncedAssignment(context, inner -> kafka.restoreEnumerator(inner, state));
  }

  @Override
  public SimpleVersionedSerializer<KafkaPartitionSplit> getSplitSerializer() {
    return kafka.getSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<KafkaSourceEnumState> getEnumeratorCheckpointSerializer() {
    return kafka.getEnumeratorCheckpointSerializer();
  }
}
