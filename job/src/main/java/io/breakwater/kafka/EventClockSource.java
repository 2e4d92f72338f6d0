package io.breakwater.kafka;

import io.breakwater.stream.event.Inbound;
import java.util.Properties;
import java.util.function.ToLongFunction;
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
 * A topic on the event clock: Flink's source, with watermarks that rest on what has been read.
 *
 * <p>Flink's own notion of idleness goes by the wall clock: a partition counts as idle when its
 * reader has had nothing for a while, also where the reader is slow and records are waiting; the
 * clock then leaves them behind, they come late, and the output depends on the load of the machine.
 * Here a partition is silent only when it has been read to its end, see {@link EventClockReader}.
 *
 * <p>Where this is wrong: records that a producer writes to a partition after it has fallen silent,
 * with times behind what others have come to, are late; so are those of a partition that is added
 * while the job runs.
 */
final class EventClockSource<T>
    implements Source<Inbound<T>, KafkaPartitionSplit, KafkaSourceEnumState> {
  private static final long serialVersionUID = 1L;

  private final KafkaSource<Fetched<T>> kafka;
  private final Watermarks.Micros<T> time;
  private final Watermarks watermarks;
  private final Properties client;

  /**
   * @param time of a record
   * @param watermarks how far records may be out of order, and when a partition is silent
   * @param client how a client reaches the cluster; may hold secrets
   */
  EventClockSource(
      KafkaSource<Fetched<T>> kafka,
      Watermarks.Micros<T> time,
      Watermarks watermarks,
      Properties client) {
    this.kafka = kafka;
    this.time = time;
    this.watermarks = watermarks;
    this.client = client;
  }

  @Override
  public Boundedness getBoundedness() {
    return kafka.getBoundedness();
  }

  @Override
  public SourceReader<Inbound<T>, KafkaPartitionSplit> createReader(SourceReaderContext context)
      throws Exception {
    ToLongFunction<Inbound<T>> timestamp = inbound -> Watermarks.timestamp(inbound, time);
    String thread = "ends of partitions, reader " + context.getIndexOfSubtask();
    return new EventClockReader<>(
        kafka.createReader(context), timestamp, watermarks, new EndWatch(client, thread));
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
