package io.breakwater.kafka;

import io.breakwater.stream.event.Inbound;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.common.TopicPartition;

/**
 * Kafka's reader, which also tells the event time. A partition holds it until it has been read to
 * its end and nothing has come for a while; a reader without partitions, until it knows that it is
 * to have none.
 *
 * <p>Flink's own notion of idleness goes by the wall clock: a partition counts as idle when its
 * reader has had nothing for a while, also where the reader is slow and records are waiting; the
 * clock then leaves them behind, they come late, and the output depends on the load of the machine.
 *
 * <p>Where this is wrong: records that a producer writes to a partition after it has fallen silent,
 * with times behind what others have come to, are late; so are those of a partition that is added
 * while the job runs.
 */
final class EventClockReader<T> extends EndWatchingReader<T> {
  private static final long LOOK_MILLIS = 100;
  private static final String HELD = "these partitions hold the event clock";

  private final ToLongFunction<Inbound<T>> timestamp;
  private final long outOfOrdernessMillis;
  private final PartitionTimes times;
  private boolean idle;
  private long told = PartitionTime.NONE;

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
    super(kafka, ends);
    this.timestamp = timestamp;
    this.outOfOrdernessMillis = watermarks.outOfOrderness().toMillis();
    this.times = new PartitionTimes(watermarks.idleness().toNanos());
  }

  /** What such a reader watches ends for. */
  static EndWatch.Purpose purpose(String thread) {
    return new EndWatch.Purpose(thread, LOOK_MILLIS, HELD, HELD);
  }

  @Override
  void assigned(TopicPartition partition, long position) {
    times.add(partition, position, System.nanoTime());
  }

  @Override
  void released(TopicPartition partition) {
    times.remove(partition);
  }

  @Override
  long read(
      TopicPartition partition,
      Fetched<T> record,
      long kafkaTimestamp,
      ReaderOutput<Inbound<T>> flink) {
    long time = timestamp.applyAsLong(record.inbound());
    awake(flink);
    times.read(partition, record.offset(), time, System.nanoTime());
    return time;
  }

  @Override
  void tell(ReaderOutput<Inbound<T>> flink, long now) {
    hearOfEnds();
    Map<TopicPartition, Long> quiet = times.quiet(now);
    ends().ask(new EndWatch.Question(quiet, quiet.keySet()));
    boolean silent = isAssignmentKnown() && times.isSilent();
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
    EndWatch.Answer answer = ends().take();
    if (answer != null) {
      answer
          .found()
          .readToEnd()
          .forEach(partition -> times.readToEnd(partition, answer.asked().get(partition)));
    }
  }

  /** While it holds the clock. */
  @Override
  boolean awaitsNews() {
    return !idle;
  }
}
