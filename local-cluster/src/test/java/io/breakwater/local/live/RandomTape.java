package io.breakwater.local.live;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** A seeded tape of three contracts that fall by a quarter, with setbacks. */
final class RandomTape {
  private static final List<String> CONTRACTS = List.of("BTCUSDT", "ETHUSDT", "SUIUSDT");
  private static final double[] FIRST = {80_000, 1_600, 0.0000113443};
  private static final long START = 1_743_897_600_000L;
  private static final long STEP_MILLIS = 20_000;
  private static final double DRIFT = -0.25;
  private static final double VOLATILITY = 0.004;
  private static final MathContext DIGITS = new MathContext(13);

  private RandomTape() {}

  /** Writes a file of ticks, some of which share a time. */
  static Path write(Path folder, long seed, int steps) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    double[] prices = FIRST.clone();
    StringBuilder ticks = new StringBuilder("time_ms,instrument,price\n");
    for (int step = 0; step < steps; step++) {
      for (int i = 0; i < prices.length; i++) {
        prices[i] *= 1 + DRIFT / steps + VOLATILITY * (random.nextDouble() - 0.5) * 2;
        ticks.append(
            String.format(
                Locale.ROOT,
                "%d,%s,%s%n",
                START + step * STEP_MILLIS,
                CONTRACTS.get(i),
                new BigDecimal(prices[i], DIGITS).toPlainString()));
      }
    }
    return Files.writeString(folder.resolve("tape-" + seed + ".csv"), ticks);
  }
}
