package io.breakwater.local.input;

import io.breakwater.value.Refusal;
import io.breakwater.value.RefusedException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.stream.Stream;

/**
 * The column of ticks that says when: a number in the unit of its name ({@code time_s}, {@code
 * time_ms}, {@code time_us}), or ISO 8601 ({@code time}), in UTC where it has no offset. What is
 * finer than a microsecond is rounded down.
 *
 * @param column where it stands, counted from 0
 * @param unit of the number; null for ISO 8601
 */
record TickTime(int column, ClockUnit unit) {
  /** The name of a column in ISO 8601. */
  static final String ISO = "time";

  private static final int DATE_LENGTH = "2025-01-01".length();
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long NANOS_PER_MICRO = 1_000;

  /** All names that the column may have. */
  static List<String> names() {
    return Stream.concat(Stream.of(ClockUnit.values()).map(ClockUnit::column), Stream.of(ISO))
        .toList();
  }

  /** The column of that name, which is one of {@link #names}. */
  static TickTime of(String name, int column) {
    ClockUnit unit =
        Stream.of(ClockUnit.values())
            .filter(known -> known.column().equals(name))
            .findFirst()
            .orElse(null);
    return new TickTime(column, unit);
  }

  /**
   * The time of a line, microseconds since the epoch.
   *
   * @throws RefusedException when it is malformed, or lies where no time can be meant
   */
  long micros(Columns columns) {
    return unit == null ? isoMicros(columns.text(column)) : columns.micros(column, unit);
  }

  private static long isoMicros(String text) {
    OffsetDateTime time = parsed(text);
    BigDecimal micros =
        BigDecimal.valueOf(time.toEpochSecond())
            .multiply(BigDecimal.valueOf(MICROS_PER_SECOND))
            .add(BigDecimal.valueOf(time.getNano() / NANOS_PER_MICRO));
    ClockUnit.MICROS
        .objection(micros)
        .ifPresent(
            objection -> {
              throw new RefusedException(
                  Refusal.OUT_OF_RANGE,
                  "time is %s, which %s: check it.".formatted(text, objection));
            });
    return ClockUnit.MICROS.toMicros(micros);
  }

  private static OffsetDateTime parsed(String text) {
    boolean blankBetween = text.length() > DATE_LENGTH && text.charAt(DATE_LENGTH) == ' ';
    String iso =
        blankBetween
            ? text.substring(0, DATE_LENGTH) + 'T' + text.substring(DATE_LENGTH + 1)
            : text;
    try {
      TemporalAccessor time =
          DateTimeFormatter.ISO_DATE_TIME.parseBest(iso, OffsetDateTime::from, LocalDateTime::from);
      return time instanceof OffsetDateTime offset
          ? offset
          : ((LocalDateTime) time).atOffset(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new RefusedException(
          Refusal.UNDECODABLE,
          "time is '"
              + text
              + "': write it like 2025-01-01T00:00:00Z, or numbers in a column time_s, time_ms or"
              + " time_us.");
    }
  }
}
