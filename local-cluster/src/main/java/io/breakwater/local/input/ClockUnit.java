package io.breakwater.local.input;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A unit in which files count time since the epoch, and which of such times can be meant. */
enum ClockUnit {
  SECONDS("seconds", "time_s", 1_000_000),
  MILLIS("milliseconds", "time_ms", 1_000),
  MICROS("microseconds", "time_us", 1);

  /** Venues of the kind that this is about began in 2009. */
  private static final BigDecimal EARLIEST = micros("2009-01-01T00:00:00Z");

  private static final BigDecimal LATEST = micros("9999-12-31T23:59:59.999999Z");

  /** Times before are likely when a unit has to be told from the number. */
  private static final BigDecimal LIKELY = micros("2100-01-01T00:00:00Z");

  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);
  private static final BigDecimal MICROS_PER_SECOND = BigDecimal.valueOf(1_000_000);

  private final String title;
  private final String column;
  private final BigDecimal inMicros;

  ClockUnit(String title, String column, long inMicros) {
    this.title = title;
    this.column = column;
    this.inMicros = BigDecimal.valueOf(inMicros);
  }

  private static BigDecimal micros(String time) {
    Instant instant = Instant.parse(time);
    return BigDecimal.valueOf(instant.getEpochSecond())
        .multiply(BigDecimal.valueOf(1_000_000))
        .add(BigDecimal.valueOf(instant.getNano() / 1_000));
  }

  /** What the unit is called. */
  String title() {
    return title;
  }

  /** The name of a column of ticks in this unit. */
  String column() {
    return column;
  }

  /** A time in this unit as microseconds since the epoch, rounded down. */
  long toMicros(BigDecimal time) {
    return time.multiply(inMicros).setScale(0, RoundingMode.FLOOR).longValueExact();
  }

  /**
   * Why a time in this unit cannot be meant: it lies before the year 2009 or beyond the year 9999.
   * The words follow "which".
   */
  Optional<String> objection(BigDecimal time) {
    BigDecimal micros = time.multiply(inMicros);
    if (micros.signum() < 0) {
      return Optional.of("lies before 1970");
    }
    if (micros.compareTo(EARLIEST) < 0) {
      Instant instant =
          Instant.ofEpochSecond(micros.divideToIntegralValue(MICROS_PER_SECOND).longValueExact());
      return Optional.of("lies in " + MONTH.format(instant) + ", before the year 2009");
    }
    return micros.compareTo(LATEST) > 0
        ? Optional.of("lies beyond the year 9999")
        : Optional.empty();
  }

  /** The unit in which a time lies in this century: at most one. */
  static Optional<ClockUnit> likelyOf(BigDecimal time) {
    return Stream.of(values())
        .filter(unit -> unit.objection(time).isEmpty())
        .filter(unit -> time.multiply(unit.inMicros).compareTo(LIKELY) < 0)
        .findFirst();
  }
}
