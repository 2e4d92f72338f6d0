package io.breakwater.local.input;

/** What one line of a price file says. */
interface PriceRow {
  /** The time by which rows are ordered, microseconds since the epoch. */
  long timeMicros();

  /** The same in milliseconds, rounded down: rows are taken together by it. */
  default long timeMillis() {
    return Math.floorDiv(timeMicros(), 1000L);
  }

  String factor();

  /** Whether it says whose its value is. */
  boolean namesSource();
}
