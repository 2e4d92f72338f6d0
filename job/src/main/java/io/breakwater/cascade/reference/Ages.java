package io.breakwater.cascade.reference;

import io.breakwater.margin.account.Standing;

/** How long something has lasted at a marker. */
final class Ages {
  private static final long MICROS_PER_MILLI = 1_000;

  private Ages() {}

  /** Whole milliseconds since a time; null for none. */
  static Long millis(long since, long asOf) {
    return since == Standing.NEVER ? null : (asOf - since) / MICROS_PER_MILLI;
  }

  /** The longer of two, either null for none. */
  static Long longer(Long a, Long b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return Math.max(a, b);
  }
}
