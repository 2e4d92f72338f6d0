package io.breakwater.local.input;

import io.breakwater.local.json.JsonCursor;
import io.breakwater.value.Refusal;
import java.math.BigDecimal;

/**
 * Times as feeds write them: {@code time_ms}, milliseconds since the epoch, of the years 2009 to
 * 9999.
 */
final class JsonTime {
  static final String FIELD = "time_ms";

  private JsonTime() {}

  /** The time on which the cursor stands, microseconds since the epoch. */
  static long micros(JsonCursor json) {
    BigDecimal time = BigDecimal.valueOf(json.integer(0, Long.MAX_VALUE));
    ClockUnit.MILLIS
        .objection(time)
        .ifPresent(
            objection -> {
              throw json.refused(
                  Refusal.OUT_OF_RANGE,
                  "is %s, which %s: give milliseconds since 1970."
                      .formatted(time.toPlainString(), objection));
            });
    return ClockUnit.MILLIS.toMicros(time);
  }
}
