package io.breakwater.kafka;

import io.breakwater.stream.event.Inbound;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka's reader on the system clock, which also tells up to which moment it has read all that
 * there was, see {@link ReadUpTo}: in its watermarks, among the records, so that whoever hears of
 * it has heard of all these records. It never falls idle: a reader without partitions, once it
 * knows that it is to have none, has read all.
 *
 * <p>Partitions that are to be read from their first record are begun when it is known that they
 * have a leader: Kafka's reader would wait for it, read nothing of any other meanwhile, and fail.
 */
final class CatchUpReader<T> extends EndWatchingReader<T> {
  private static final Logger LOGGER = LoggerFactory.getLogger(CatchUpReader.class);
  private static final long LOOK_MILLIS = 500;
  private static final long WARN_NANOS = Duration.ofMinutes(1).toNanos();
  private static final int MOST_NAMED = 20;

  private final ReadUpTo readUpTo;
  private final long lagMillis;
  private final List<KafkaPartitionSplit> withheld = new ArrayList<>();
  private long told = ReadUpTo.NEVER;
  private boolean caughtUp;
  private long nextWarnNanos;

  /**
   * @param leaderless what is done about partitions without leader
   * @param lagMillis how old the moment may be for this reader to have caught up
   * @param ends watches them; closed with this reader
   */
  CatchUpReader(
      SourceReader<Fetched<T>, KafkaPartitionSplit> kafka,
      LeaderlessPartition leaderless,
      long lagMillis,
      EndWatch ends) {
    super(kafka, ends);
    this.readUpTo = new ReadUpTo(leaderless);
    this.lagMillis = lagMillis;
  }

  /**
   * What such a reader watches ends for.
   *
   * @param passing the option with which a start goes on without partitions that have no leader
   */
  static EndWatch.Purpose purpose(String thread, LeaderlessPartition leaderless, String passing) {
    return new EndWatch.Purpose(
        thread,
        LOOK_MILLIS,
        "a start raises no trigger",
        switch (leaderless) {
          case WAIT ->
              "until they have one a start raises no trigger; " + passing + " goes on without";
          case PASS -> "a start goes on without what they hold";
        });
  }

  @Override
  public void start() {
    nextWarnNanos = System.nanoTime() + WARN_NANOS;
    super.start();
  }

  @Override
  void begin(List<KafkaPartitionSplit> splits) {
    List<KafkaPartitionSplit> positioned = new ArrayList<>(splits);
    positioned.removeIf(split -> split.getStartingOffset() < 0 && withheld.add(split));
    if (!positioned.isEmpty()) {
      super.begin(positioned);
    }
  }

  private void beginLed(Set<TopicPartition> led) {
    List<KafkaPartitionSplit> begun = new ArrayList<>(withheld);
    begun.removeIf(split -> !led.contains(split.getTopicPartition()));
    if (!begun.isEmpty()) {
      withheld.removeAll(begun);
      super.begin(begun);
    }
  }

  /** {@inheritDoc} Those that have not been begun are among them. */
  @Override
  public List<KafkaPartitionSplit> snapshotState(long checkpoint) {
    List<KafkaPartitionSplit> splits = new ArrayList<>(super.snapshotState(checkpoint));
    splits.addAll(withheld);
    return splits;
  }

  @Override
  void assigned(TopicPartition partition, long position) {
    readUpTo.add(partition, position);
  }

  @Override
  void released(TopicPartition partition) {
    readUpTo.remove(partition);
  }

  @Override
  long read(
      TopicPartition partition,
      Fetched<T> record,
      long kafkaTimestamp,
      ReaderOutput<Inbound<T>> flink) {
    readUpTo.read(partition, record.offset());
    return kafkaTimestamp;
  }

  @Override
  void tell(ReaderOutput<Inbound<T>> flink, long nowNanos) {
    EndWatch.Answer answer = ends().take();
    if (answer != null) {
      readUpTo.heard(answer);
      beginLed(answer.found().ends().keySet());
    }
    ends().ask(readUpTo.question());
    long now = System.currentTimeMillis();
    long millis = isAssignmentKnown() ? readUpTo.millis(now) : ReadUpTo.NEVER;
    if (millis > told) {
      told = millis;
      flink.emitWatermark(new Watermark(millis));
      caughtUp |= now - millis <= lagMillis;
    }
    if (!caughtUp && nowNanos - nextWarnNanos >= 0) {
      nextWarnNanos = nowNanos + WARN_NANOS;
      LOGGER.warn("A start has not caught up, and raises no trigger: {}", behind());
    }
  }

  private String behind() {
    if (!isAssignmentKnown()) {
      return "it is not known which partitions there are";
    }
    Map<String, Long> behind = readUpTo.behind();
    String named =
        behind.entrySet().stream()
            .limit(MOST_NAMED)
            .map(CatchUpReader::behind)
            .collect(Collectors.joining(", "));
    int more = behind.size() - MOST_NAMED;
    return more > 0 ? named + " and " + more + " more" : named;
  }

  private static String behind(Map.Entry<String, Long> partition) {
    return partition.getValue() == null
        ? partition.getKey() + " cannot be asked"
        : "%s is %,d records behind".formatted(partition.getKey(), partition.getValue());
  }

  /** Always: also what is idle is looked after, so that its watermarks go on. */
  @Override
  boolean awaitsNews() {
    return true;
  }
}
