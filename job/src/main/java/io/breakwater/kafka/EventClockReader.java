package io.breakwater.kafka;

import io.breakwater.stream.event.Inbound;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToLongFunction;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.kafka.common.TopicPartition;

/**
 * Kafka's reader, which also tells the event time. A partition holds it until it has been read to
 * its end and nothing has come for a while; a reader without partitions, until it knows that it is
 * to have none.
 */
final class EventClockReader<T> extends ForwardingReader<Inbound<T>, Fetched<T>> {
  private static final long TELL_NANOS = Duration.ofMillis(20).toNanos();

  private final ToLongFunction<Inbound<T>> timestamp;
  private final long outOfOrdernessMillis;
  private final EndWatch ends;
  private final PartitionTimes times;
  private final Map<String, TopicPartition> partitions = new HashMap<>();
  private Output output;
  private boolean assignmentKnown;
  private boolean idle;
  private long told = PartitionTime.NONE;
  private long toldAtNanos;

  /**
   * @param timestamp event time of a record, milliseconds since the epoch, or {@link
   *     PartitionTime#NONE}
   * @param watermarks how far records may be out of order, and when a partition is silent
   * @param ends watches them; closed with this reader
   */
  EventClockReader(
      SourceReader<Fetched<T>, KafkaPartitionSplit> kafka,
      ToLongFunction<Inbound<T>> timestamp,
      Watermarks watermarks,
      EndWatch ends) {
    super(kafka);
    this.timestamp = timestamp;
    this.outOfOrdernessMillis = watermarks.outOfOrderness().toMillis();
    this.ends = ends;
    this.times = new PartitionTimes(watermarks.idleness().toNanos());
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

  private void tell(ReaderOutput<Inbound<T>> flink, long now) {
    hearOfEnds();
    ends.ask(positions(times.quiet(now)));
    boolean silent = assignmentKnown && times.isSilent();
    long present = times.present();
    if (present != PartitionTime.NONE && present > told) {
      told = present;
      flink.emitWatermark(new Watermark(present - outOfOrdernessMillis - 1));
    }
    if (silent) {
      flink.markIdle();
      idle = true;
    } else {
      awake(flink);
    }
  }

  private void awake(ReaderOutput<Inbound<T>> flink) {
    if (idle) {
      flink.markActive();
      idle = false;
    }
  }

  private void hearOfEnds() {
    EndWatch.Answer answer = ends.take();
    if (answer != null) {
      answer.readToEnd().forEach(end -> times.readToEnd(splitId(end), answer.asked().get(end)));
    }
  }

  private Map<TopicPartition, Long> positions(Map<String, Long> bySplit) {
    Map<TopicPartition, Long> positions = new HashMap<>();
    bySplit.forEach((split, position) -> positions.put(partitions.get(split), position));
    return positions;
  }

  private static String splitId(TopicPartition partition) {
    return KafkaPartitionSplit.toSplitId(partition);
  }

  /**
   * {@inheritDoc}
   *
   * <p>While this reader holds the clock, also when there may be news of the ends.
   */
  @Override
  public CompletableFuture<Void> isAvailable() {
    CompletableFuture<Void> records = super.isAvailable();
    return idle
        ? records
        : CompletableFuture.anyOf(records, ends.nextTurn()).thenApply(any -> null);
  }

  @Override
  public void addSplits(List<KafkaPartitionSplit> splits) {
    for (KafkaPartitionSplit split : splits) {
      partitions.put(split.splitId(), split.getTopicPartition());
      times.add(split.splitId(), split.getStartingOffset(), System.nanoTime());
    }
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
      return new SplitOutput(split, flink, flink.createOutputForSplit(split));
    }

    @Override
    public void releaseOutputForSplit(String split) {
      times.remove(split);
      partitions.remove(split);
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
    private final String split;
    private final ReaderOutput<Inbound<T>> reader;
    private final SourceOutput<Inbound<T>> flink;

    SplitOutput(String split, ReaderOutput<Inbound<T>> reader, SourceOutput<Inbound<T>> flink) {
      this.split = split;
      this.reader = reader;
      this.flink = flink;
    }

    @Override
    public void collect(Fetched<T> fetched) {
      collect(fetched, PartitionTime.NONE);
    }

    @Override
    public void collect(Fetched<T> fetched, long kafkaTimestamp) {
      long time = timestamp.applyAsLong(fetched.inbound());
      awake(reader);
      times.read(split, fetched.offset(), time, System.nanoTime());
      flink.collect(fetched.inbound(), time);
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
