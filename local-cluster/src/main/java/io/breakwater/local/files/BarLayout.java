package io.breakwater.local.files;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code open_time_ms,open_time_utc,symbol,open,high,low,close,volume_base}.
 *
 * <p>A bar becomes four ticks, at its open, + ⌊step/3⌋, + ⌊2·step/3⌋ and + step − 1 ms: open, low,
 * high, close when close ≥ open, otherwise open, high, low, close. Ticks of one time keep the order
 * of the bars' lines.
 */
final class BarLayout implements PriceLayout<BarLayout.Bar> {
  static final String HEADER = "open_time_ms,open_time_utc,symbol,open,high,low,close,volume_base";

  /**
   * One bar.
   *
   * @param path its four prices in the order of their ticks, all at the open time
   */
  record Bar(long timeMillis, String instrument, List<Tick> path) implements PriceRow {}

  @Override
  public Bar parse(Columns columns, Line line) {
    long time = columns.millis(0);
    String symbol = columns.text(2);
    BigDecimal open = columns.decimal(3);
    BigDecimal high = columns.decimal(4);
    BigDecimal low = columns.decimal(5);
    BigDecimal close = columns.decimal(6);
    boolean rises = close.compareTo(open) >= 0;
    return new Bar(
        time,
        symbol,
        Stream.of(open, rises ? low : high, rises ? high : low, close)
            .map(price -> Tick.of(line, time, symbol, price, "", null))
            .toList());
  }

  @Override
  public List<Tick> ticks(List<Bar> bars, long stepMillis) {
    long[] offsets = {0, stepMillis / 3, 2 * stepMillis / 3, stepMillis - 1};
    List<Tick> ticks = new ArrayList<>(bars.size() * offsets.length);
    for (Bar bar : bars) {
      for (int i = 0; i < offsets.length; i++) {
        ticks.add(bar.path().get(i).at(bar.timeMillis() + offsets[i]));
      }
    }
    ticks.sort(Comparator.comparingLong(Tick::timeMillis));
    return ticks;
  }

  @Override
  public int ticksPerRow() {
    return 4;
  }

  @Override
  public boolean promisesOrder() {
    return false;
  }
}
