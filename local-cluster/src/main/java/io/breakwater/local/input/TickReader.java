package io.breakwater.local.input;

import java.io.Closeable;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Supplier;

/** Gives the ticks of one file in order. */
final class TickReader implements Iterator<Tick>, Closeable {
  private final Supplier<List<Tick>> groups;
  private final TimeGroups<?> source;
  private Iterator<Tick> group = List.<Tick>of().iterator();

  private TickReader(Supplier<List<Tick>> groups, TimeGroups<?> source) {
    this.groups = groups;
    this.source = source;
  }

  /**
   * @param attribution of ticks that name no source
   */
  static <R extends PriceRow> TickReader of(
      TimeGroups<R> rows, PriceLayout<R> layout, long stepMillis, Attribution attribution) {
    Supplier<List<Tick>> groups =
        () -> {
          List<R> next = rows.next();
          return next == null ? null : attribution.attributed(layout.ticks(next, stepMillis));
        };
    return new TickReader(groups, rows);
  }

  @Override
  public boolean hasNext() {
    List<Tick> next = List.of();
    while (!group.hasNext() && next != null) {
      next = groups.get();
      group = next == null ? group : next.iterator();
    }
    return group.hasNext();
  }

  @Override
  public Tick next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return group.next();
  }

  @Override
  public void close() {
    source.close();
  }
}
