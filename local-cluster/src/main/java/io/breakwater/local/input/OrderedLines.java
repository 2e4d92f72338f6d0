package io.breakwater.local.input;

import io.breakwater.local.json.JsonCursor;
import io.breakwater.stream.event.Inbound;
import java.io.Closeable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * What a file of JSON lines says, ordered by time, then line. Of a file whose lines are in the
 * order of their times nothing is held in memory; of another, all, and malformed lines come first.
 */
public final class OrderedLines<T> implements Iterator<Inbound<T>>, Closeable {
  private final Runnable closing;
  private final Supplier<Inbound<T>> ordered;
  private Inbound<T> ahead;

  private OrderedLines(Runnable closing, Supplier<Inbound<T>> ordered) {
    this.closing = closing;
    this.ordered = ordered;
    this.ahead = ordered.get();
  }

  /**
   * A kind of lines.
   *
   * @param parser reads the object on which the cursor stands
   * @param time of what a line says, microseconds since the epoch
   */
  record Kind<T>(BiFunction<JsonCursor, Line, T> parser, ToLongFunction<T> time) {
    private long timeOf(Inbound<T> inbound) {
      return inbound.value() == null ? Long.MIN_VALUE : time.applyAsLong(inbound.value());
    }
  }

  /** No lines of no file. */
  static <T> OrderedLines<T> none() {
    return new OrderedLines<>(() -> {}, () -> null);
  }

  /** Opens a file whose lines are, or are not, in the order of their times. */
  static <T> OrderedLines<T> open(Path path, Kind<T> kind, boolean isOrdered) {
    JsonLines<T> lines = new JsonLines<>(path, kind.parser());
    return new OrderedLines<>(lines::close, isOrdered ? lines::next : sorted(lines, kind));
  }

  private static <T> Supplier<Inbound<T>> sorted(JsonLines<T> lines, Kind<T> kind) {
    List<Inbound<T>> all = new ArrayList<>();
    for (Inbound<T> next = lines.next(); next != null; next = lines.next()) {
      all.add(next);
    }
    all.sort(Comparator.comparingLong(kind::timeOf));
    Iterator<Inbound<T>> iterator = all.iterator();
    return () -> iterator.hasNext() ? iterator.next() : null;
  }

  /** Whether the lines of a file are in the order of their times. */
  static <T> boolean isOrdered(Path path, Kind<T> kind) {
    long before = Long.MIN_VALUE;
    try (JsonLines<T> lines = new JsonLines<>(path, kind.parser())) {
      for (Inbound<T> next = lines.next(); next != null; next = lines.next()) {
        if (next.value() != null) {
          if (kind.timeOf(next) < before) {
            return false;
          }
          before = kind.timeOf(next);
        }
      }
    }
    return true;
  }

  @Override
  public boolean hasNext() {
    return ahead != null;
  }

  @Override
  public Inbound<T> next() {
    if (ahead == null) {
      throw new NoSuchElementException("the file has no more lines");
    }
    Inbound<T> next = ahead;
    ahead = ordered.get();
    return next;
  }

  @Override
  public void close() {
    closing.run();
  }
}
