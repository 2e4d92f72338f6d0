package io.breakwater.local.input;

import io.breakwater.value.Refusal;
import io.breakwater.value.RefusedException;
import java.util.ArrayList;
import java.util.List;

/**
 * Ticks, sorted by time: a column of time ({@link TickTime}), {@code instrument}, {@code price},
 * and perhaps {@code source} and {@code confidence}, in any order.
 */
final class TickLayout implements PriceLayout<Tick> {
  /** What a header of ticks looks like, for sentences. */
  static final String EXAMPLE = "time_ms,instrument,price[,source[,confidence]]";

  private static final String INSTRUMENT = "instrument";
  private static final String PRICE = "price";
  private static final String SOURCE = "source";
  private static final String CONFIDENCE = "confidence";
  private static final int ABSENT = -1;

  private final List<String> columns;
  private final TickTime time;
  private final int instrument;
  private final int price;
  private final int source;
  private final int confidence;

  /**
   * @param columns names in the order of the header, of which {@link #isNamedBy} is true
   * @throws RefusedException when a column is of no use, named twice, or there is not one of time
   */
  TickLayout(List<String> columns) {
    this.columns = columns;
    requireKnown(columns);
    this.time = timeOf(columns);
    this.instrument = columns.indexOf(INSTRUMENT);
    this.price = columns.indexOf(PRICE);
    this.source = columns.indexOf(SOURCE);
    this.confidence = columns.indexOf(CONFIDENCE);
  }

  /** Whether a header is of ticks. */
  static boolean isNamedBy(List<String> columns) {
    return columns.contains(INSTRUMENT) && columns.contains(PRICE);
  }

  private static void requireKnown(List<String> columns) {
    List<String> known = new ArrayList<>(TickTime.names());
    known.addAll(List.of(INSTRUMENT, PRICE, SOURCE, CONFIDENCE));
    for (String column : columns) {
      if (!known.contains(column)) {
        throw refused(
            "has the column '" + column + "', which ticks do not have: use " + EXAMPLE + ".");
      }
      if (columns.indexOf(column) != columns.lastIndexOf(column)) {
        throw refused("has the column '" + column + "' two times: give it once.");
      }
    }
  }

  private static TickTime timeOf(List<String> columns) {
    List<String> times = columns.stream().filter(TickTime.names()::contains).toList();
    if (times.size() != 1) {
      throw refused(
          "has %d columns of time: give one of %s, whose name says the unit."
              .formatted(times.size(), String.join(", ", TickTime.names())));
    }
    return TickTime.of(times.get(0), columns.indexOf(times.get(0)));
  }

  private static RefusedException refused(String sentence) {
    return new RefusedException(Refusal.UNDECODABLE, sentence);
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public Tick parse(Columns values, Line line) {
    return Tick.of(
        line,
        time.micros(values),
        values.text(instrument),
        values.decimal(price),
        source == ABSENT ? "" : values.optional(source),
        confidence == ABSENT ? null : values.optionalDecimal(confidence));
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
