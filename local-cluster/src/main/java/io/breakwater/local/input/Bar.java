package io.breakwater.local.input;

import io.breakwater.value.Refusal;
import io.breakwater.value.RefusedException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * One bar.
 *
 * <p>A bar becomes four ticks, at its open, + ⌊step/3⌋, + ⌊2·step/3⌋ and + step − 1 ms: open, low,
 * high, close when close ≥ open, otherwise open, high, low, close. Ticks of one time keep the order
 * of the bars' lines.
 *
 * @param path its four prices in the order of their ticks, all at the open time
 */
record Bar(long timeMicros, String factor, List<Tick> path) implements PriceRow {
  /** How many ticks each bar gives. */
  static final int TICKS = 4;

  private static final long MICROS_PER_MILLI = 1000;

  /**
   * The bar of a line.
   *
   * @param timeMicros of the open, since the epoch
   * @throws RefusedException when a price is not above 0, or high and low do not hold the others
   */
  static Bar of(
      Line line,
      long timeMicros,
      String symbol,
      BigDecimal open,
      BigDecimal high,
      BigDecimal low,
      BigDecimal close) {
    boolean rises = close.compareTo(open) >= 0;
    List<Tick> path =
        Stream.of(open, rises ? low : high, rises ? high : low, close)
            .map(price -> Tick.of(line, timeMicros, symbol, price, "", null))
            .toList();
    requireAtMost("low", low, "high", high);
    requireAtMost("open", open, "high", high);
    requireAtMost("close", close, "high", high);
    requireAtMost("low", low, "open", open);
    requireAtMost("low", low, "close", close);
    return new Bar(timeMicros, symbol, path);
  }

  private static void requireAtMost(
      String lowerName, BigDecimal lower, String upperName, BigDecimal upper) {
    if (lower.compareTo(upper) > 0) {
      throw new RefusedException(
          Refusal.CONTRADICTION,
          "the bar's %s, %s, lies above its %s, %s: check the order of the columns."
              .formatted(lowerName, lower.toPlainString(), upperName, upper.toPlainString()));
    }
  }

  /**
   * The ticks of bars of one time, in the order of their times.
   *
   * @param bars in the order of the file
   * @param stepMillis length of the file's bars
   */
  static List<Tick> ticks(List<Bar> bars, long stepMillis) {
    long[] offsets = {0, stepMillis / 3, 2 * stepMillis / 3, stepMillis - 1};
    List<Tick> ticks = new ArrayList<>(bars.size() * TICKS);
    for (Bar bar : bars) {
      for (int i = 0; i < TICKS; i++) {
        ticks.add(bar.path().get(i).at(bar.timeMicros() + offsets[i] * MICROS_PER_MILLI));
      }
    }
    ticks.sort(Comparator.comparingLong(Tick::timeMicros));
    return ticks;
  }
}
