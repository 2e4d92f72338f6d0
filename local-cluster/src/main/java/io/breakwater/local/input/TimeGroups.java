package io.breakwater.local.input;

import java.io.Closeable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

/** The rows of one file by their time: all of one time together, in the order of their lines. */
final class TimeGroups<R extends PriceRow> implements Closeable {
  private final Supplier<R> rows;
  private final Closing closing;
  private R ahead;

  private TimeGroups(Supplier<R> rows, Closing closing) {
    this.rows = rows;
    this.closing = closing;
    this.ahead = rows.get();
  }

  /** Over rows that come in the order of their times. */
  static <R extends PriceRow> TimeGroups<R> ofOrdered(RowReader<R> reader) {
    return new TimeGroups<>(reader::next, reader::close);
  }

  /** Over rows that come in any order: all are held. */
  static <R extends PriceRow> TimeGroups<R> sorting(RowReader<R> reader) {
    List<R> rows = new ArrayList<>();
    try (reader) {
      for (R row = reader.next(); row != null; row = reader.next()) {
        rows.add(row);
      }
    }
    rows.sort(Comparator.comparingLong(PriceRow::timeMillis));
    Iterator<R> sorted = rows.iterator();
    return new TimeGroups<>(() -> sorted.hasNext() ? sorted.next() : null, () -> {});
  }

  /** The rows of the next time, or null at the end. */
  List<R> next() {
    if (ahead == null) {
      return null;
    }
    List<R> group = new ArrayList<>();
    long time = ahead.timeMillis();
    while (ahead != null && ahead.timeMillis() == time) {
      group.add(ahead);
      ahead = rows.get();
    }
    return group;
  }

  @Override
  public void close() {
    closing.close();
  }

  private interface Closing {
    void close();
  }
}
