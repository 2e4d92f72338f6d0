package io.breakwater.local.files;

import io.breakwater.local.json.JsonCursor;

/**
 * Times as feeds write them: {@code time_ms}, milliseconds since the epoch, up to the year 9999.
 */
final class JsonTime {
  static final String FIELD = "time_ms";

  private static final long LATEST_MILLIS = 253_402_300_799_999L;
  private static final long MICROS_PER_MILLI = 1000;

  private JsonTime() {}

  /** The time on which the cursor stands, microseconds since the epoch. */
  static long micros(JsonCursor json) {
    return json.integer(0, LATEST_MILLIS) * MICROS_PER_MILLI;
  }
}
