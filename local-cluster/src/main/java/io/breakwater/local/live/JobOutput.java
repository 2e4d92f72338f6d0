package io.breakwater.local.live;

import io.breakwater.kafka.Topics;
import io.breakwater.local.kafka.TopicReader;
import io.breakwater.local.kafka.Worker;
import io.breakwater.schemas.HealthTransition;
import io.breakwater.schemas.Level;
import io.breakwater.schemas.LiquidationTrigger;
import io.breakwater.schemas.PriceQuality;
import io.breakwater.schemas.TriggerKind;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Follows what leaves the job, as soon as it is written: transactions that are still open included,
 * so that a person sees it at once. After a failure some is counted twice. Open episodes that a new
 * epoch states again are shown, and counted no second time.
 */
final class JobOutput implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final Topics topics;
  private final TopicReader reader;
  private final Map<String, Level> levels = new HashMap<>();
  private final Map<Level, Long> transitions = new EnumMap<>(Level.class);
  private final Map<TriggerKind, Long> triggers = new EnumMap<>(TriggerKind.class);
  private final Worker worker;

  private List<LiquidationTrigger> fresh = new ArrayList<>();
  private List<PriceQuality> freshQuality = new ArrayList<>();
  private final NewestCascade cascade = new NewestCascade();
  private final Set<String> held = new HashSet<>();
  private LiquidationTrigger largest;
  private BigDecimal largestNotional = BigDecimal.ZERO;
  private long rejected;
  private long lastNanos = System.nanoTime();

  private JobOutput(String bootstrapServers, Topics topics) {
    this.topics = topics;
    this.reader =
        TopicReader.ofWritten(
            bootstrapServers,
            topics.liquidationTriggers(),
            topics.accountHealth(),
            topics.priceQuality(),
            topics.riskAggregates(),
            topics.rejectedRecords());
    this.worker = Worker.start("output", this::step);
  }

  /** Starts to follow. */
  static JobOutput follow(String bootstrapServers, Topics topics) {
    return new JobOutput(bootstrapServers, topics);
  }

  private void step() throws IOException {
    for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
      take(record);
    }
  }

  private synchronized void take(ConsumerRecord<byte[], byte[]> record) throws IOException {
    lastNanos = System.nanoTime();
    ByteBuffer value = ByteBuffer.wrap(record.value());
    if (record.topic().equals(topics.liquidationTriggers())) {
      take(LiquidationTrigger.fromByteBuffer(value));
    } else if (record.topic().equals(topics.accountHealth())) {
      take(HealthTransition.fromByteBuffer(value));
    } else if (record.topic().equals(topics.priceQuality())) {
      freshQuality.add(PriceQuality.fromByteBuffer(value));
    } else if (record.topic().equals(topics.riskAggregates())) {
      cascade.take(record.value());
    } else {
      rejected++;
    }
  }

  private void take(HealthTransition transition) {
    levels.put(transition.getAccount(), transition.getTo());
    if (transition.getHeld()) {
      held.add(transition.getAccount());
    } else {
      held.remove(transition.getAccount());
    }
    transitions.merge(transition.getTo(), 1L, Long::sum);
  }

  private void take(LiquidationTrigger trigger) {
    if (trigger.getKind() == TriggerKind.EPOCH_BEGUN) {
      return;
    }
    fresh.add(trigger);
    if (trigger.getKind() == TriggerKind.RESTATED) {
      return;
    }
    triggers.merge(trigger.getKind(), 1L, Long::sum);
    BigDecimal notional = TriggerLine.notional(trigger);
    if (trigger.getKind() == TriggerKind.ENTERED && notional.compareTo(largestNotional) > 0) {
      largest = trigger;
      largestNotional = notional;
    }
  }

  /** What has come so far. */
  synchronized OutputTotals totals() {
    Map<Level, Long> standing = new EnumMap<>(Level.class);
    levels.values().forEach(level -> standing.merge(level, 1L, Long::sum));
    return new OutputTotals(
        standing, transitions, triggers, largest, largestNotional, held.size(), rejected);
  }

  /** The changes of how far prices can be relied upon that have come since the last call. */
  synchronized List<PriceQuality> freshQuality() {
    List<PriceQuality> qualitySinceThen = freshQuality;
    freshQuality = new ArrayList<>();
    return qualitySinceThen;
  }

  /** The newest ladder and projection of one price; nothing where they were asked for before. */
  synchronized List<String> freshCascade() {
    return cascade.lines();
  }

  /** The triggers that have come since the last call. */
  synchronized List<LiquidationTrigger> freshTriggers() {
    List<LiquidationTrigger> triggersSinceThen = fresh;
    fresh = new ArrayList<>();
    return triggersSinceThen;
  }

  /** How long nothing has come. */
  synchronized Duration silence() {
    return Duration.ofNanos(System.nanoTime() - lastNanos);
  }

  /**
   * Checks that it still follows.
   *
   * @throws IllegalStateException when it had to stop
   */
  void requireAlive() {
    worker.requireAlive();
  }

  @Override
  public void close() {
    worker.close();
    reader.close();
  }
}
