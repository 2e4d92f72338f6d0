package io.breakwater.local.input;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/**
 * Bars of one symbol as a venue dumps them: Binance's twelve columns, with or without a header, in
 * milliseconds or, as since 2025, microseconds, which their magnitude tells apart.
 */
final class KlineLayout implements PriceLayout<Bar> {
  static final List<String> COLUMNS =
      List.of(
          "open_time",
          "open",
          "high",
          "low",
          "close",
          "volume",
          "close_time",
          "quote_volume",
          "count",
          "taker_buy_volume",
          "taker_buy_quote_volume",
          "ignore");

  /** The first columns, which all headers of such files name alike. */
  private static final int CERTAIN = 6;

  private static final int CLOSE_TIME = 6;

  private final String symbol;
  private final boolean hasHeader;

  /**
   * @param symbol what the file's prices are of
   */
  KlineLayout(String symbol, boolean hasHeader) {
    this.symbol = symbol;
    this.hasHeader = hasHeader;
  }

  /** Whether a file's first line is the header of such a file. */
  static boolean isNamedBy(List<String> first) {
    return first.size() == COLUMNS.size()
        && first.stream()
            .limit(CERTAIN)
            .map(name -> name.toLowerCase(Locale.ROOT).replace(' ', '_'))
            .toList()
            .equals(COLUMNS.subList(0, CERTAIN));
  }

  /** Whether a file's first line is a bar already. */
  static boolean isRow(List<String> first) {
    return first.size() == COLUMNS.size() && first.get(0).matches("[0-9]+");
  }

  @Override
  public List<String> columns() {
    return COLUMNS;
  }

  @Override
  public boolean hasHeader() {
    return hasHeader;
  }

  @Override
  public Bar parse(Columns columns, Line line) {
    BigDecimal time = columns.decimal(0);
    ClockUnit unit =
        ClockUnit.likelyOf(time)
            .filter(likely -> likely == ClockUnit.MICROS)
            .orElse(ClockUnit.MILLIS);
    return Bar.of(
            line,
            columns.micros(0, unit),
            symbol,
            columns.decimal(1),
            columns.decimal(2),
            columns.decimal(3),
            columns.decimal(4))
        .closingAfter(columns.decimal(CLOSE_TIME).subtract(time), unit);
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
