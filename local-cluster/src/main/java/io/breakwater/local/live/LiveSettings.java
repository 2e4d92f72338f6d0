package io.breakwater.local.live;

import io.breakwater.local.input.PriceSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What a live run does.
 *
 * @param port of the broker; 0 for any
 * @param webPort of Flink's web UI; 0 for any
 * @param speed multiple of real time, above 0; infinite for as fast as it goes
 * @param accounts of the generated book
 * @param seed of the generated book
 * @param parallelism of the job
 * @param keeperDelay between a trigger and its close-out; null for no keeper
 * @param book file; null for a generated one
 * @param prices files; none for the shipped tape
 * @param most time after which the run ends; null for the end of the tape
 * @param stay whether everything stays up after the tape's end
 */
record LiveSettings(
    int port,
    int webPort,
    double speed,
    long accounts,
    long seed,
    int parallelism,
    Duration keeperDelay,
    Path book,
    List<PriceSource> prices,
    Duration most,
    boolean stay) {
  LiveSettings {
    prices = List.copyOf(prices);
  }

  boolean hasKeeper() {
    return keeperDelay != null;
  }

  boolean isBookGenerated() {
    return book == null;
  }
}
