package io.breakwater.local.bench.figure;

import io.breakwater.local.kafka.TopicReader;
import io.breakwater.local.kafka.Worker;
import io.breakwater.schemas.CauseType;
import io.breakwater.schemas.LiquidationTrigger;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads triggers back from their topic, and records how long after the planned send time of the
 * price that caused it each one arrives. What a price did not cause is passed over: also that an
 * epoch begins, and what is restated then.
 */
final class TriggerLatencies implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(50);
  private static final int DIGITS = 3;

  private final TopicReader reader;
  private final Worker worker;
  private final Set<String> sentinels = new HashSet<>();
  private final Histogram micros = new Histogram(DIGITS);
  private long plannedStart = Long.MAX_VALUE;
  private long lastArrival = System.nanoTime();

  /** The only thread that uses the reader is the worker, until it has ended. */
  TriggerLatencies(TopicReader reader) {
    this.reader = reader;
    this.worker = Worker.start("triggers", this::step);
  }

  private void step() throws IOException {
    for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
      take(LiquidationTrigger.fromByteBuffer(ByteBuffer.wrap(record.value())), KafkaBook.now());
    }
  }

  private synchronized void take(LiquidationTrigger trigger, long now) {
    if (trigger.getAccount().startsWith(KafkaBook.SENTINEL)) {
      sentinels.add(trigger.getAccount());
    } else if (trigger.getCause().getType() == CauseType.PRICE) {
      long planned = OpenLoop.planned(plannedStart, trigger.getCause().getSequence());
      micros.recordValue(Math.max(0, now - planned));
      lastArrival = System.nanoTime();
    }
  }

  /** Of how many sentinels a trigger has arrived: of all, once the book is taken in. */
  synchronized int sentinels() {
    worker.requireAlive();
    return sentinels.size();
  }

  /** Prices are sent as planned from this time on, microseconds since the epoch. */
  synchronized void start(long planned) {
    plannedStart = planned;
    lastArrival = System.nanoTime();
  }

  /** How long no trigger has arrived. */
  synchronized Duration silence() {
    worker.requireAlive();
    return Duration.ofNanos(System.nanoTime() - lastArrival);
  }

  /** Latencies so far, microseconds. */
  synchronized Histogram micros() {
    return micros.copy();
  }

  @Override
  public void close() {
    worker.close();
    reader.close();
  }
}
