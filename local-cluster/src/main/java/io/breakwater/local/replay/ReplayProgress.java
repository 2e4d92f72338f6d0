package io.breakwater.local.replay;

import io.breakwater.local.replay.source.ReplayTimeBase;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Locale;

/** Says from time to time, while a replay runs, how far it has come. */
final class ReplayProgress {
  private static final long MILLIS_BETWEEN_LINES = 2_000;
  private static final double MILLIS_PER_SECOND = 1_000;

  private final ReplayTimeBase timeBase;
  private final long records;
  private final PrintWriter err;
  private final Thread thread = new Thread(this::run, "replay-progress");

  private ReplayProgress(ReplayTimeBase timeBase, long records, PrintWriter err) {
    this.timeBase = timeBase;
    this.records = records;
    this.err = err;
  }

  /**
   * Begins to say it.
   *
   * @param records how many the prices give, rejected ones included
   */
  static ReplayProgress start(ReplayTimeBase timeBase, long records, PrintWriter err) {
    ReplayProgress progress = new ReplayProgress(timeBase, records, err);
    progress.thread.setDaemon(true);
    progress.thread.start();
    return progress;
  }

  private void run() {
    long before = 0;
    try {
      while (true) {
        Thread.sleep(MILLIS_BETWEEN_LINES);
        long given = timeBase.given(ReplayJob.PRICES);
        err.println(given == 0 ? "starting the job" : line(given, given - before));
        err.flush();
        before = given;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String line(long given, long sinceLine) {
    return String.format(
        Locale.ROOT,
        "%,d of %,d prices (%d %%), %s, %,.0f prices/s",
        given,
        records,
        100 * given / records,
        Instant.ofEpochMilli(timeBase.lastMillis(ReplayJob.PRICES)),
        sinceLine * MILLIS_PER_SECOND / MILLIS_BETWEEN_LINES);
  }

  /** Says no more. */
  void close() {
    thread.interrupt();
  }
}
