package io.breakwater.local.files;

import io.breakwater.local.InputException;
import io.breakwater.margin.Refusal;
import io.breakwater.stream.RejectedRecord;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A price file that has been read through once: what it quotes, from when on, and how many ticks it
 * gives. Its ticks can then be read in the order of their times, as often as wanted; only a file
 * whose lines are in another order is held in memory for it.
 */
final class PriceFile<R extends PriceRow> {
  /** Bar length of a file with a single open time, from which none can be told. */
  private static final long DEFAULT_STEP_MILLIS = 60_000;

  private static final Consumer<RejectedRecord> IGNORED = rejected -> {};

  private final Path path;
  private final PriceLayout<R> layout;
  private final Set<String> instruments = new HashSet<>();
  private boolean ordered = true;
  private long stepMillis = Long.MAX_VALUE;
  private long firstMillis = Long.MAX_VALUE;
  private R last;
  private long rows;

  private PriceFile(Path path, PriceLayout<R> layout) {
    this.path = path;
    this.layout = layout;
  }

  /**
   * Reads a file through. Malformed rows are passed over.
   *
   * @throws InputException when it cannot be read, has no known header, or breaks the order that
   *     its layout promises
   */
  static PriceFile<?> scan(Path path) {
    return scan(path, RowReader.layoutOf(path));
  }

  private static <R extends PriceRow> PriceFile<R> scan(Path path, PriceLayout<R> layout) {
    PriceFile<R> file = new PriceFile<>(path, layout);
    file.scan();
    return file;
  }

  private void scan() {
    try (RowReader<R> reader = new RowReader<>(path, layout, IGNORED)) {
      long before = Long.MIN_VALUE;
      for (R row = reader.next(); row != null; row = reader.next()) {
        requireOrder(before, row.timeMillis(), reader.number());
        count(row);
        before = row.timeMillis();
      }
    }
    stepMillis = rows == 0 ? DEFAULT_STEP_MILLIS : step();
  }

  private void requireOrder(long before, long time, long line) {
    if (time >= before) {
      return;
    }
    if (layout.promisesOrder()) {
      throw InputException.at(
          path.toString(),
          line,
          Refusal.CONTRADICTION,
          "the time " + time + " lies before " + before + " above it: sort the file by time.");
    }
    ordered = false;
  }

  private void count(R row) {
    instruments.add(row.instrument());
    firstMillis = Math.min(firstMillis, row.timeMillis());
    last = last == null || row.timeMillis() >= last.timeMillis() ? row : last;
    rows++;
  }

  private long step() {
    try (TimeGroups<R> groups = groups(IGNORED)) {
      long step = Long.MAX_VALUE;
      long before = groups.next().get(0).timeMillis();
      for (List<R> group = groups.next(); group != null; group = groups.next()) {
        long time = group.get(0).timeMillis();
        step = Math.min(step, time - before);
        before = time;
      }
      return step == Long.MAX_VALUE ? DEFAULT_STEP_MILLIS : step;
    }
  }

  private TimeGroups<R> groups(Consumer<RejectedRecord> onRejected) {
    RowReader<R> reader = new RowReader<>(path, layout, onRejected);
    return ordered ? TimeGroups.ofOrdered(reader) : TimeGroups.sorting(reader);
  }

  /**
   * Its ticks in the order of their times; those of one time in the order that the layout names.
   *
   * @param onRejected takes what is malformed, before the next tick is given
   */
  TickReader ticks(Consumer<RejectedRecord> onRejected) {
    return TickReader.of(groups(onRejected), layout, stepMillis);
  }

  /** What it quotes. */
  Set<String> instruments() {
    return instruments;
  }

  /** Time of its first tick, milliseconds since the epoch; the largest number when it has none. */
  long firstMillis() {
    return firstMillis;
  }

  /** Time of its last tick, milliseconds since the epoch; the least number when it has none. */
  long lastMillis() {
    return last == null
        ? Long.MIN_VALUE
        : layout.ticks(List.of(last), stepMillis).stream()
            .mapToLong(Tick::timeMillis)
            .max()
            .getAsLong();
  }

  long tickCount() {
    return rows * layout.ticksPerRow();
  }
}
