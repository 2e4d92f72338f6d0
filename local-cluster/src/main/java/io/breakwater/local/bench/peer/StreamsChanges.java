package io.breakwater.local.bench.peer;

import io.breakwater.local.bench.stage.RunningBench;
import io.breakwater.local.bench.stage.Tally;
import io.breakwater.local.cluster.ClusterException;
import io.breakwater.local.kafka.TopicReader;
import io.breakwater.margin.terms.Level;
import io.breakwater.schemas.HealthTransition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads what the peer on Kafka Streams says: changes of level, and marks as it passes them on. */
final class StreamsChanges implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final byte[] MARK_KEY = PeerMessage.MARK_KEY.getBytes(StandardCharsets.UTF_8);

  private final TopicReader reader;
  private final int partitions;
  private final long openingSequence;
  private final Map<Integer, Passed> marks = new HashMap<>();
  private Tally tally = Tally.NONE;

  /**
   * A mark that has been passed on.
   *
   * @param times by how many partitions
   * @param firstMet when the first of them met it, microseconds since the epoch
   * @param lastWritten when the broker wrote the last of them, milliseconds since the epoch
   */
  record Passed(int times, long firstMet, long lastWritten) {
    Passed plus(Passed other) {
      return new Passed(
          times + other.times,
          Math.min(firstMet, other.firstMet),
          Math.max(lastWritten, other.lastWritten));
    }
  }

  StreamsChanges(String servers, RunningBench run) {
    this.reader = TopicReader.ofWritten(servers, PeerMessage.CHANGES);
    this.partitions = run.parallelism();
    this.openingSequence = run.tape().marketSequence(-1);
  }

  /** Reads until every partition has passed a mark on. */
  Passed await(int mark, StreamsProcess process) {
    long deadline = System.nanoTime() + LONGEST.toNanos();
    while (!marks.containsKey(mark) || marks.get(mark).times() < partitions) {
      process.requireAlive();
      if (System.nanoTime() > deadline) {
        throw new ClusterException(
            "Kafka Streams has not come through within " + LONGEST.toMinutes() + " minutes.", null);
      }
      reader.poll(POLL).forEach(this::take);
    }
    return marks.get(mark);
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    ByteBuffer value = ByteBuffer.wrap(record.value());
    if (Arrays.equals(record.key(), MARK_KEY)) {
      Passed passed = new Passed(1, value.getLong(Integer.BYTES), record.timestamp());
      marks.merge(value.getInt(0), passed, Passed::plus);
      return;
    }
    try {
      HealthTransition change = HealthTransition.fromByteBuffer(value);
      if (change.getMarketSequence() > openingSequence) {
        tally =
            tally.plus(
                Tally.of(
                    change.getAccount(),
                    change.getMarketSequence(),
                    Level.valueOf(change.getFrom().name()),
                    Level.valueOf(change.getTo().name())));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a change of level cannot be read", e);
    }
  }

  /** The changes of level that ticks have caused so far. */
  Tally tally() {
    return tally;
  }

  @Override
  public void close() {
    reader.close();
  }
}
