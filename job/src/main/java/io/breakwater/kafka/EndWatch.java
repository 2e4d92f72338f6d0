package io.breakwater.kafka;

import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks on a thread of its own where partitions end and which have been read to there, so that a
 * reader never waits for the answer. One question is open at a time; what could not be answered is
 * asked again.
 */
final class EndWatch implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(EndWatch.class);

  /**
   * What a watch is for.
   *
   * @param thread name of its thread
   * @param periodMillis from one look to the next
   * @param whileUnknown what the ends that cannot be learned lead to, for the log
   * @param whileLeaderless what a partition without leader leads to, for the log
   */
  record Purpose(String thread, long periodMillis, String whileUnknown, String whileLeaderless) {}

  /**
   * A question.
   *
   * @param positions from which the reader would read on
   * @param stalled those of which it has nothing at present
   */
  record Question(Map<TopicPartition, Long> positions, Set<TopicPartition> stalled) {}

  /**
   * The answer to a question.
   *
   * @param millis a moment of the wall clock before it was looked, since the epoch
   * @param asked the positions from which the reader would read on
   * @param found where the partitions end, and of which nothing is left from those positions on
   */
  record Answer(long millis, Map<TopicPartition, Long> asked, EndProbe.Found found) {}

  private final Purpose purpose;
  private final EndProbe probe;
  private final ScheduledExecutorService thread;
  private final AtomicReference<Question> question = new AtomicReference<>();
  private final AtomicReference<Answer> answer = new AtomicReference<>();
  private final AtomicReference<CompletableFuture<Void>> turn = new AtomicReference<>();
  private volatile boolean closed;
  private boolean failing;
  private Set<TopicPartition> leaderless = Set.of();

  /**
   * @param client how a client reaches the cluster; may hold secrets
   * @throws KafkaException when no client can be made of the properties
   */
  EndWatch(Properties client, Purpose purpose) {
    this.purpose = purpose;
    this.probe = new EndProbe(client);
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread made = new Thread(task, purpose.thread());
              made.setDaemon(true);
              return made;
            });
  }

  void start() {
    long period = purpose.periodMillis();
    thread.scheduleWithFixedDelay(this::look, period, period, TimeUnit.MILLISECONDS);
  }

  /** Asks, in place of what was asked before. */
  void ask(Question asked) {
    question.set(asked);
  }

  /** The latest answer that has not been taken, or null. */
  Answer take() {
    return answer.getAndSet(null);
  }

  /** Completes after the next look, whether something was asked or not. */
  CompletableFuture<Void> nextTurn() {
    return turn.updateAndGet(
        waiting -> waiting == null || waiting.isDone() ? new CompletableFuture<>() : waiting);
  }

  private void look() {
    Question asked = question.getAndSet(null);
    if (asked != null && !asked.positions().isEmpty() && !closed) {
      answer(asked);
    }
    CompletableFuture<Void> waiting = turn.getAndSet(null);
    if (waiting != null) {
      waiting.complete(null);
    }
  }

  private void answer(Question asked) {
    try {
      long millis = System.currentTimeMillis();
      EndProbe.Found found = probe.look(asked.positions(), asked.stalled());
      answer.set(new Answer(millis, asked.positions(), found));
      failing = false;
      tellOfLeaderless(found.leaderless());
    } catch (WakeupException closing) {
      // The reader is closing: nobody waits for the answer.
    } catch (KafkaException e) {
      if (!failing && !closed) {
        LOGGER.warn(
            "The ends of {} cannot be learned, and until they are {}: {}",
            asked.positions().keySet(),
            purpose.whileUnknown(),
            e.toString());
      }
      failing = true;
    }
  }

  private void tellOfLeaderless(Set<TopicPartition> found) {
    if (!found.equals(leaderless)) {
      leaderless = found;
      if (found.isEmpty()) {
        LOGGER.info("All partitions have a leader again");
      } else {
        LOGGER.warn("Partitions without leader: {}; {}", found, purpose.whileLeaderless());
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    probe.interrupt();
    thread.execute(probe::close);
    thread.shutdown();
  }
}
