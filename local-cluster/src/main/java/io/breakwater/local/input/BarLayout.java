package io.breakwater.local.input;

import java.util.List;

/** Bars of many symbols, in any order: {@link #COLUMNS}. */
final class BarLayout implements PriceLayout<Bar> {
  static final List<String> COLUMNS =
      List.of(
          "open_time_ms", "open_time_utc", "symbol", "open", "high", "low", "close", "volume_base");

  @Override
  public List<String> columns() {
    return COLUMNS;
  }

  @Override
  public Bar parse(Columns columns, Line line) {
    return Bar.of(
        line,
        columns.micros(0, ClockUnit.MILLIS),
        columns.text(2),
        columns.decimal(3),
        columns.decimal(4),
        columns.decimal(5),
        columns.decimal(6));
  }

  @Override
  public List<Tick> ticks(List<Bar> bars, long stepMillis) {
    return Bar.ticks(bars, stepMillis);
  }

  @Override
  public int ticksPerRow() {
    return Bar.TICKS;
  }

  @Override
  public boolean promisesOrder() {
    return false;
  }
}
