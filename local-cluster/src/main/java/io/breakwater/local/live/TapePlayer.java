package io.breakwater.local.live;

import io.breakwater.local.input.PriceTape;
import io.breakwater.local.input.Recording;
import io.breakwater.local.kafka.Worker;
import io.breakwater.oracle.OraclePrice;
import io.breakwater.stream.event.Inbound;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Plays a tape at a multiple of real time: each tick is due at its planned time, so a pause is made
 * up for and does not shift what follows.
 *
 * <p>After its end the last prices stand: each is quoted again and again as time goes on, because a
 * job on the event clock decides what has come when a later time has come. No source falls silent
 * then that is given a second or more.
 */
final class TapePlayer implements AutoCloseable {
  /** Longest that a step waits, so that the player can be stopped. */
  private static final long LONGEST_WAIT_NANOS = Duration.ofMillis(50).toNanos();

  private static final long QUOTE_AGAIN_NANOS = Duration.ofMillis(200).toNanos();

  /** How fast time goes on after the end. */
  private static final double RESTING_SPEED = 1_800;

  private static final long SHORTEST_STEP_MICROS = 500_000;

  private static final double NANOS_PER_MICRO = 1_000;

  private final JobFeed feed;
  private final PriceTape tape;
  private final double speed;
  private final long firstMicros;
  private final long startNanos = System.nanoTime();
  private final Map<Quote, OraclePrice> last = new LinkedHashMap<>();
  private final long stepMicros;
  private final Worker worker;

  private Inbound<OraclePrice> next;
  private long sequence;
  private long endNanos;
  private long endMicros;
  private volatile long timeMicros;
  private volatile long ticks;
  private volatile boolean finished;

  /** What a price takes the place of. */
  private record Quote(String factor, String source) {}

  private TapePlayer(JobFeed feed, Recording recording, double speed) {
    this.feed = feed;
    this.tape = recording.ticks();
    this.speed = speed;
    this.stepMicros = Math.max(SHORTEST_STEP_MICROS, recording.shortestAge() / 2);
    this.firstMicros = recording.bookTime();
    this.timeMicros = firstMicros;
    this.worker = Worker.start("tape", this::step);
  }

  /**
   * Starts to play the ticks of a recording's files.
   *
   * @param speed multiple of real time, above 0; infinite for as fast as it goes
   */
  static TapePlayer start(JobFeed feed, Recording recording, double speed) {
    return new TapePlayer(feed, recording, speed);
  }

  private void step() throws InterruptedException {
    if (finished) {
      quoteAgain();
      return;
    }
    if (next == null && !tape.hasNext()) {
      feed.flushPrices();
      endNanos = System.nanoTime();
      endMicros = timeMicros;
      finished = true;
      return;
    }
    if (next == null) {
      next = tape.next();
    }
    if (isDue(next)) {
      write(next);
      next = null;
    }
  }

  /** Whether a tick's planned time has come; waits for it a little. */
  private boolean isDue(Inbound<OraclePrice> tick) throws InterruptedException {
    if (tick.value() == null) {
      return true;
    }
    double plannedNanos = (tick.value().publishTime() - firstMicros) * NANOS_PER_MICRO / speed;
    long wait = startNanos + (long) plannedNanos - System.nanoTime();
    if (wait > 0) {
      pause(Math.min(wait, LONGEST_WAIT_NANOS));
    }
    return wait <= LONGEST_WAIT_NANOS;
  }

  private static void pause(long nanos) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(nanos);
  }

  private void write(Inbound<OraclePrice> tick) {
    feed.write(tick);
    if (tick.value() != null) {
      OraclePrice price = tick.value();
      last.put(new Quote(price.factor(), price.source()), price);
      sequence = price.sequence();
      timeMicros = price.publishTime();
      ticks++;
    }
  }

  private void quoteAgain() throws InterruptedException {
    pause(QUOTE_AGAIN_NANOS);
    double gone = (System.nanoTime() - endNanos) / NANOS_PER_MICRO * RESTING_SPEED;
    long now = endMicros + (long) gone;
    for (long time = timeMicros; time < now; timeMicros = time) {
      time = Math.min(now, time + stepMicros);
      quoteAgain(time);
    }
  }

  private void quoteAgain(long micros) {
    last.values().forEach(price -> feed.write(quotedAt(micros, price)));
  }

  private OraclePrice quotedAt(long micros, OraclePrice price) {
    return new OraclePrice(
        price.factor(),
        price.kind(),
        price.source(),
        price.value(),
        price.confidence(),
        micros,
        ++sequence,
        price.origin());
  }

  /** Time of the last tick that was written, microseconds since the epoch. */
  long timeMicros() {
    return timeMicros;
  }

  /** Ticks written so far; those after the end of the tape are not counted. */
  long ticks() {
    return ticks;
  }

  /** Whether the tape has come to its end. */
  boolean isFinished() {
    return finished;
  }

  /**
   * Checks that it still plays.
   *
   * @throws IllegalStateException when it had to stop
   */
  void requireAlive() {
    worker.requireAlive();
  }

  @Override
  public void close() {
    worker.close();
    tape.close();
  }
}
