package io.breakwater.local.files;

/** What one line of a price file says. */
interface PriceRow {
  /** The time by which rows are ordered, milliseconds since the epoch. */
  long timeMillis();

  String instrument();
}
