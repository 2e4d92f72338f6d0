package io.breakwater.kafka;

import io.breakwater.value.Refusal;
import io.breakwater.value.RefusedException;
import java.math.BigDecimal;
import java.time.Instant;

/** How the fields that all records share go from Avro to the domain and back. */
final class Fields {
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final Instant FIRST = Instant.EPOCH;
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");
  private static final int MOST_INTEGER_DIGITS = 20;
  private static final String UNKNOWN = "UNKNOWN";

  private Fields() {}

  /**
   * Microseconds since the epoch.
   *
   * @throws RefusedException {@link Refusal#OUT_OF_RANGE} outside of the years 1970 to 9999
   */
  static long micros(Instant time, String name) {
    if (time.isBefore(FIRST) || time.isAfter(LAST)) {
      throw new RefusedException(
          Refusal.OUT_OF_RANGE,
          name
              + " lies outside of the years 1970 to 9999: give microseconds since 1970-01-01 UTC.");
    }
    return time.getEpochSecond() * MICROS_PER_SECOND + time.getNano() / 1_000;
  }

  /**
   * The upper end of an interval; null, which is without end, where no decimal(38, 18) holds it.
   */
  static BigDecimal highEnd(BigDecimal high) {
    return high == null || high.precision() - high.scale() > MOST_INTEGER_DIGITS ? null : high;
  }

  /** The time with this many microseconds since the epoch. */
  static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, MICROS_PER_SECOND), Math.floorMod(micros, MICROS_PER_SECOND) * 1_000);
  }

  /**
   * A sequence or version.
   *
   * @throws RefusedException {@link Refusal#OUT_OF_RANGE} below 0
   */
  static long number(long value, String name) {
    if (value < 0) {
      throw new RefusedException(
          Refusal.OUT_OF_RANGE, name + " is " + value + ": numbers count up from 0.");
    }
    return value;
  }

  /**
   * The domain's constant with the name of an Avro symbol.
   *
   * @throws RefusedException {@link Refusal#UNKNOWN_KIND} for UNKNOWN and for symbols that the
   *     domain lacks
   */
  static <E extends Enum<E>> E constant(Class<E> type, Enum<?> symbol, String name) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(symbol.name())) {
        return constant;
      }
    }
    throw unknown(symbol, name);
  }

  /** The refusal of a symbol that this release does not know. */
  static RefusedException unknown(Enum<?> symbol, String name) {
    String what =
        symbol.name().equals(UNKNOWN)
            ? " is UNKNOWN, or written by a newer release"
            : " is " + symbol.name();
    return new RefusedException(
        Refusal.UNKNOWN_KIND,
        name + what + ": give one that the schema of this release lists, or upgrade the job.");
  }

  /** The Avro symbol with the name of a domain constant: each constant has one. */
  static <E extends Enum<E>> E symbol(Class<E> type, Enum<?> constant) {
    return Enum.valueOf(type, constant.name());
  }
}
