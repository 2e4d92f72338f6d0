package io.breakwater.local.bench.figure;

import io.breakwater.local.bench.load.TickTape;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends the ticks of a tape at their planned times, whatever comes of the earlier ones: who is late
 * sends at once, and its lateness counts.
 */
final class OpenLoop {
  /** 2,000 ticks a second. */
  private static final long MICROS_BETWEEN_TICKS = 500;

  private static final long SHORTEST_SLEEP_MICROS = 100;

  private OpenLoop() {}

  /**
   * When a tick is planned to be sent, microseconds since the epoch.
   *
   * @param sequence of the tick, from 1
   */
  static long planned(long start, long sequence) {
    return start + (sequence - 1) * MICROS_BETWEEN_TICKS;
  }

  /** Sends all ticks. */
  static void send(TickTape tape, KafkaBook book, long start) {
    for (int tick = 0; tick < tape.size(); tick++) {
      long planned = planned(start, tick + 1L);
      await(planned);
      book.writePrice(tape.instrument(tick), tape.price(tick), tick + 1L, planned);
    }
  }

  private static void await(long planned) {
    for (long left = planned - KafkaBook.now(); left > 0; left = planned - KafkaBook.now()) {
      if (left > SHORTEST_SLEEP_MICROS) {
        LockSupport.parkNanos((left - SHORTEST_SLEEP_MICROS / 2) * 1_000);
      } else {
        Thread.onSpinWait();
      }
    }
  }
}
