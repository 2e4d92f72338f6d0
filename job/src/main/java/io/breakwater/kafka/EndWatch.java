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
 * Asks on a thread of its own which partitions have been read to their end, so that a reader never
 * waits for the answer. One question is open at a time; what could not be answered is asked again.
 */
final class EndWatch implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(EndWatch.class);
  private static final long PERIOD_MILLIS = 100;

  /**
   * The answer to a question.
   *
   * @param asked the positions from which the reader would read on
   * @param readToEnd those of which nothing is left from there on
   */
  record Answer(Map<TopicPartition, Long> asked, Set<TopicPartition> readToEnd) {}

  private final EndProbe probe;
  private final ScheduledExecutorService thread;
  private final AtomicReference<Map<TopicPartition, Long>> question = new AtomicReference<>();
  private final AtomicReference<Answer> answer = new AtomicReference<>();
  private final AtomicReference<CompletableFuture<Void>> turn = new AtomicReference<>();
  private volatile boolean closed;
  private boolean failing;

  /**
   * @param client how a client reaches the cluster; may hold secrets
   * @param name of the thread
   * @throws KafkaException when no client can be made of the properties
   */
  EndWatch(Properties client, String name) {
    this.probe = new EndProbe(client);
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread made = new Thread(task, name);
              made.setDaemon(true);
              return made;
            });
  }

  void start() {
    thread.scheduleWithFixedDelay(this::look, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  /**
   * Asks of which partitions nothing is left from these positions on, in place of what was asked.
   */
  void ask(Map<TopicPartition, Long> positions) {
    question.set(positions);
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
    Map<TopicPartition, Long> asked = question.getAndSet(null);
    if (asked != null && !asked.isEmpty() && !closed) {
      answer(asked);
    }
    CompletableFuture<Void> waiting = turn.getAndSet(null);
    if (waiting != null) {
      waiting.complete(null);
    }
  }

  private void answer(Map<TopicPartition, Long> asked) {
    try {
      answer.set(new Answer(asked, probe.readToEnd(asked)));
      failing = false;
    } catch (WakeupException closing) {
      // The reader is closing: nobody waits for the answer.
    } catch (KafkaException e) {
      if (!failing && !closed) {
        LOGGER.warn(
            "The ends of {} cannot be learned, and until they are these partitions hold the event clock: {}",
            asked.keySet(),
            e.toString());
      }
      failing = true;
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
