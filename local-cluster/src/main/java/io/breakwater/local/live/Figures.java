package io.breakwater.local.live;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers and times as a person reads them. */
final class Figures {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int CENTS = 2;
  private static final int MICROS_PER_SECOND = 1_000_000;

  private Figures() {}

  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** To the cent, half-even. */
  static String money(BigDecimal amount) {
    return String.format(Locale.ROOT, "%,.2f", amount.setScale(CENTS, RoundingMode.HALF_EVEN));
  }

  /** All digits that it has. */
  static String exact(BigDecimal value) {
    BigDecimal plain = value.stripTrailingZeros();
    int decimals = Math.max(0, plain.scale());
    return String.format(Locale.ROOT, "%,." + decimals + "f", plain);
  }

  /** UTC, to the second. */
  static String time(long micros) {
    return TIME.format(Instant.ofEpochSecond(Math.floorDiv(micros, MICROS_PER_SECOND)));
  }

  static String duration(Duration duration) {
    return duration.toMinutes() == 0
        ? String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1_000.0)
        : duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
  }

  static String speed(double speed) {
    return Double.isInfinite(speed)
        ? "as fast as it goes"
        : exact(BigDecimal.valueOf(speed)) + " ×";
  }
}
