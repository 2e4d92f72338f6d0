package io.breakwater.local.files;

import java.util.List;

/** {@code time_ms,instrument,price[,source[,confidence]]}, sorted by time. */
final class TickLayout implements PriceLayout<Tick> {
  static final String HEADER = "time_ms,instrument,price";
  static final String HEADER_WITH_SOURCE = HEADER + ",source";
  static final String HEADER_WITH_CONFIDENCE = HEADER_WITH_SOURCE + ",confidence";

  @Override
  public Tick parse(Columns columns, Line line) {
    return Tick.of(
        line,
        columns.millis(0),
        columns.text(1),
        columns.decimal(2),
        columns.optional(3),
        columns.optionalDecimal(4));
  }

  @Override
  public List<Tick> ticks(List<Tick> rows, long stepMillis) {
    return rows;
  }

  @Override
  public int ticksPerRow() {
    return 1;
  }

  @Override
  public boolean promisesOrder() {
    return true;
  }
}
