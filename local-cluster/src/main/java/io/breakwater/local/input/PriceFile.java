package io.breakwater.local.input;

import io.breakwater.local.command.InputException;
import io.breakwater.stream.event.RejectedRecord;
import io.breakwater.value.Refusal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A price file that has been read through: what it quotes, from when on, and how many ticks it
 * gives. Its ticks can then be read in the order of their times, as often as wanted; only a file
 * whose lines are in another order is held in memory for it.
 */
final class PriceFile<R extends PriceRow> {
  /** Bar length of a file with a single open time, from which none can be told. */
  private static final long DEFAULT_STEP_MILLIS = 60_000;

  private static final Consumer<RejectedRecord> IGNORED = rejected -> {};

  private final Path path;
  private final PriceLayout<R> layout;
  private final Map<String, Quoted> quoted = new LinkedHashMap<>();
  private final Set<String> withoutSource = new HashSet<>();
  private JudgedFactors judged = JudgedFactors.NONE;
  private boolean ordered = true;
  private long stepMillis = Long.MAX_VALUE;
  private long firstMicros = Long.MAX_VALUE;
  private long lastMicros = Long.MIN_VALUE;
  private R last;
  private long rejectedCount;
  private RejectedRecord firstRejected;
  private RejectedRecord firstUnattributed;

  /**
   * How often a file quotes one factor.
   *
   * @param ticks how many it gives
   * @param line of the first, counted from 1
   */
  record Quoted(long ticks, long line) {}

  private PriceFile(Path path, PriceLayout<R> layout) {
    this.path = path;
    this.layout = layout;
  }

  /**
   * Reads a file through. Malformed rows are passed over, but for the first of them.
   *
   * @throws InputException when it cannot be read, has no known header, or breaks the order that
   *     its layout promises
   */
  static PriceFile<?> scan(PriceSource source) {
    return scan(source.path(), LayoutFinder.of(source));
  }

  private static <R extends PriceRow> PriceFile<R> scan(Path path, PriceLayout<R> layout) {
    PriceFile<R> file = new PriceFile<>(path, layout);
    file.scan();
    return file;
  }

  private void scan() {
    try (RowReader<R> reader = new RowReader<>(path, layout, this::countRejected)) {
      long before = Long.MIN_VALUE;
      for (R row = reader.next(); row != null; row = reader.next()) {
        requireOrder(before, row.timeMicros(), reader.number());
        count(row, reader.number());
        before = row.timeMicros();
      }
    }
    if (last == null) {
      stepMillis = DEFAULT_STEP_MILLIS;
      return;
    }
    stepMillis = step();
    layout.ticks(List.of(last), stepMillis).forEach(this::noteTime);
  }

  private void noteTime(Tick tick) {
    lastMicros = Math.max(lastMicros, tick.timeMicros());
  }

  private void countRejected(RejectedRecord rejected) {
    rejectedCount++;
    firstRejected = firstRejected == null ? rejected : firstRejected;
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
          "the time %s lies before %s above it: sort the file by time."
              .formatted(instant(time), instant(before)));
    }
    ordered = false;
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private void count(R row, long line) {
    Quoted one = new Quoted(layout.ticksPerRow(), line);
    quoted.merge(
        row.factor(), one, (all, more) -> new Quoted(all.ticks() + more.ticks(), all.line()));
    if (!row.namesSource()) {
      withoutSource.add(row.factor());
    }
    firstMicros = Math.min(firstMicros, row.timeMicros());
    last = last == null || row.timeMicros() >= last.timeMicros() ? row : last;
  }

  /**
   * Says by whose terms the values are that name no source. Where some could be of several, the
   * file is read again, and what it quotes is counted without their lines, which are rejected.
   */
  void attribute(JudgedFactors byTerms) {
    judged = byTerms;
    if (withoutSource.stream().noneMatch(byTerms::hasSeveralSources)) {
      return;
    }
    Map<String, Long> left = new HashMap<>();
    lastMicros = Long.MIN_VALUE;
    try (TickReader ticks = TickReader.of(groups(IGNORED), layout, stepMillis, counting())) {
      while (ticks.hasNext()) {
        Tick tick = ticks.next();
        left.merge(tick.factor(), 1L, Long::sum);
        noteTime(tick);
      }
    }
    quoted.keySet().retainAll(left.keySet());
    quoted.replaceAll((factor, all) -> new Quoted(left.get(factor), all.line()));
  }

  private Attribution counting() {
    return new Attribution(
        judged,
        rejected -> {
          rejectedCount++;
          firstUnattributed = firstUnattributed == null ? rejected : firstUnattributed;
        });
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
   * @param onRejected takes the lines that are rejected, before the next tick is given
   */
  TickReader ticks(Consumer<RejectedRecord> onRejected) {
    return TickReader.of(
        groups(onRejected), layout, stepMillis, new Attribution(judged, onRejected));
  }

  /** The file, as it was given. */
  Path path() {
    return path;
  }

  /** What it quotes, in the order of first lines. */
  Map<String, Quoted> quoted() {
    return Collections.unmodifiableMap(quoted);
  }

  /** How many lines are rejected. */
  long rejectedCount() {
    return rejectedCount;
  }

  /** The first line that is malformed; null where none is. */
  RejectedRecord firstRejected() {
    return firstRejected;
  }

  /** The first line that could be of several sources; null where none is. */
  RejectedRecord firstUnattributed() {
    return firstUnattributed;
  }

  /**
   * Time of its first line that is not malformed, microseconds since the epoch; the largest number
   * when it has none.
   */
  long firstMicros() {
    return firstMicros;
  }

  /** Time of its last tick, microseconds since the epoch; the least number when it has none. */
  long lastMicros() {
    return lastMicros;
  }

  long tickCount() {
    return quoted.values().stream().mapToLong(Quoted::ticks).sum();
  }
}
