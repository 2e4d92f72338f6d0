package io.breakwater.kafka;

import io.breakwater.stream.event.Inbound;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.kafka.common.TopicPartition;

/**
 * Kafka's reader, of which it is noted how far it has come in each partition, held against where
 * they end, and told in watermarks.
 */
abstract class EndWatchingReader<T> extends ForwardingReader<Inbound<T>, Fetched<T>> {
  private static final long TELL_NANOS = Duration.ofMillis(20).toNanos();

  private final EndWatch ends;
  private final Map<String, TopicPartition> partitions = new HashMap<>();
  private Output output;
  private boolean assignmentKnown;
  private long toldAtNanos;

  /**
   * @param ends watches them; closed with this reader
   */
  EndWatchingReader(SourceReader<Fetched<T>, KafkaPartitionSplit> kafka, EndWatch ends) {
    super(kafka);
    this.ends = ends;
  }

  /**
   * A partition is to be read.
   *
   * @param position the next offset to read, or a mark of Kafka's for the first there is
   */
  abstract void assigned(TopicPartition partition, long position);

  /** A partition is not read any more. */
  abstract void released(TopicPartition partition);

  /**
   * A record was read and is about to be sent on.
   *
   * @param kafkaTimestamp of the record as Kafka has it, milliseconds since the epoch
   * @return the timestamp to send it on with
   */
  abstract long read(
      TopicPartition partition,
      Fetched<T> record,
      long kafkaTimestamp,
      ReaderOutput<Inbound<T>> flink);

  /** Tells how far this reader is, now that it may have changed. */
  abstract void tell(ReaderOutput<Inbound<T>> flink, long nowNanos);

  /** Whether news of the ends would change what is told. */
  abstract boolean awaitsNews();

  final EndWatch ends() {
    return ends;
  }

  /** Whether this reader has been given all that it is to read. */
  final boolean isAssignmentKnown() {
    return assignmentKnown;
  }

  @Override
  public void start() {
    ends.start();
    super.start();
  }

  @Override
  public InputStatus pollNext(ReaderOutput<Inbound<T>> flink) throws Exception {
    if (output == null || output.flink != flink) {
      output = new Output(flink);
    }
    InputStatus status = kafka().pollNext(output);
    long now = System.nanoTime();
    if (status != InputStatus.MORE_AVAILABLE || now - toldAtNanos >= TELL_NANOS) {
      toldAtNanos = now;
      tell(flink, now);
    }
    return status;
  }

  /**
   * {@inheritDoc}
   *
   * <p>While news of the ends is awaited, also when there may be some.
   */
  @Override
  public CompletableFuture<Void> isAvailable() {
    CompletableFuture<Void> records = super.isAvailable();
    return awaitsNews()
        ? CompletableFuture.anyOf(records, ends.nextTurn()).thenApply(any -> null)
        : records;
  }

  @Override
  public void addSplits(List<KafkaPartitionSplit> splits) {
    for (KafkaPartitionSplit split : splits) {
      partitions.put(split.splitId(), split.getTopicPartition());
      assigned(split.getTopicPartition(), split.getStartingOffset());
    }
    begin(splits);
  }

  /** Kafka's reader begins to read partitions that have been assigned. */
  void begin(List<KafkaPartitionSplit> splits) {
    super.addSplits(splits);
  }

  @Override
  public void handleSourceEvents(SourceEvent event) {
    if (event instanceof AssignmentKnown) {
      assignmentKnown = true;
    } else {
      super.handleSourceEvents(event);
    }
  }

  @Override
  public void close() throws IOException {
    ends.close();
    super.close();
  }

  /** Flink's output as Kafka's reader sees it: notes what is read of which partition. */
  private final class Output implements ReaderOutput<Fetched<T>> {
    private final ReaderOutput<Inbound<T>> flink;

    Output(ReaderOutput<Inbound<T>> flink) {
      this.flink = flink;
    }

    @Override
    public SourceOutput<Fetched<T>> createOutputForSplit(String split) {
      return new SplitOutput(partitions.get(split), flink, flink.createOutputForSplit(split));
    }

    @Override
    public void releaseOutputForSplit(String split) {
      released(partitions.remove(split));
      flink.releaseOutputForSplit(split);
    }

    @Override
    public void collect(Fetched<T> fetched) {
      throw noPartition();
    }

    @Override
    public void collect(Fetched<T> fetched, long kafkaTimestamp) {
      throw noPartition();
    }

    private IllegalStateException noPartition() {
      return new IllegalStateException("Kafka's reader names the partition of each record");
    }

    @Override
    public void emitWatermark(Watermark watermark) {
      flink.emitWatermark(watermark);
    }

    @Override
    public void markIdle() {
      flink.markIdle();
    }

    @Override
    public void markActive() {
      flink.markActive();
    }
  }

  /** The output of one partition. */
  private final class SplitOutput implements SourceOutput<Fetched<T>> {
    private final TopicPartition partition;
    private final ReaderOutput<Inbound<T>> reader;
    private final SourceOutput<Inbound<T>> flink;

    SplitOutput(
        TopicPartition partition, ReaderOutput<Inbound<T>> reader, SourceOutput<Inbound<T>> flink) {
      this.partition = partition;
      this.reader = reader;
      this.flink = flink;
    }

    @Override
    public void collect(Fetched<T> fetched) {
      collect(fetched, PartitionTime.NONE);
    }

    @Override
    public void collect(Fetched<T> fetched, long kafkaTimestamp) {
      long timestamp = read(partition, fetched, kafkaTimestamp, reader);
      flink.collect(fetched.inbound(), timestamp);
    }

    @Override
    public void emitWatermark(Watermark watermark) {
      flink.emitWatermark(watermark);
    }

    @Override
    public void markIdle() {
      flink.markIdle();
    }

    @Override
    public void markActive() {
      flink.markActive();
    }
  }
}
