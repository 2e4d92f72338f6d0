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
 * @param ownStepMillis its length where the row says it; {@link #UNSAID} where it does not
 */
record Bar(long timeMicros, String factor, List<Tick> path, long ownStepMillis)
    implements PriceRow {
  /** No length: the bar has that of its file. */
  static final long UNSAID = 0;

  /** How many ticks each bar gives. */
  static final int TICKS = 4;

  private static final long MICROS_PER_MILLI = 1000;

  /** A month and more: what is longer is no bar's length. */
  private static final BigDecimal LONGEST_MILLIS = BigDecimal.valueOf(40L * 24 * 3_600_000);

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
    return new Bar(timeMicros, symbol, path, UNSAID);
  }

  /**
   * The same bar, whose row says when it closes; a close that is not after the open says nothing.
   *
   * @param last from its open to its last moment, included
   * @param unit of that, milliseconds or microseconds
   */
  Bar closingAfter(BigDecimal last, ClockUnit unit) {
    BigDecimal length = last.add(BigDecimal.ONE).movePointLeft(unit == ClockUnit.MICROS ? 3 : 0);
    boolean says = last.signum() > 0 && length.compareTo(LONGEST_MILLIS) <= 0;
    return new Bar(timeMicros, factor, path, says ? length.longValue() : UNSAID);
  }

  @Override
  public boolean namesSource() {
    return false;
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
   * @param stepMillis length of the file's bars, for those that do not say their own
   */
  static List<Tick> ticks(List<Bar> bars, long stepMillis) {
    List<Tick> ticks = new ArrayList<>(bars.size() * TICKS);
    for (Bar bar : bars) {
      long step = bar.ownStepMillis() == UNSAID ? stepMillis : bar.ownStepMillis();
      long[] offsets = {0, step / 3, 2 * step / 3, step - 1};
      for (int i = 0; i < TICKS; i++) {
        ticks.add(bar.path().get(i).at(bar.timeMicros() + offsets[i] * MICROS_PER_MILLI));
      }
    }
    ticks.sort(Comparator.comparingLong(Tick::timeMicros));
    return ticks;
  }
}
