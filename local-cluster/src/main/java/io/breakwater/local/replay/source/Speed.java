package io.breakwater.local.replay.source;

import java.io.Serializable;
import java.math.BigDecimal;

/**
 * How fast the event clock of a replay runs.
 *
 * @param factor seconds of the tape in one second of the wall; infinite for as fast as it goes
 */
public record Speed(double factor) implements Serializable {
  private static final double NANOS_PER_MILLI = 1e6;

  public static final Speed MAX = new Speed(Double.POSITIVE_INFINITY);

  public Speed {
    if (!(factor > 0)) {
      throw new IllegalArgumentException("a speed is above 0");
    }
  }

  /**
   * Reads {@code max} or a decimal above 0.
   *
   * @throws IllegalArgumentException with a sentence that says what to give
   */
  public static Speed parse(String text) {
    if (text.equals("max")) {
      return MAX;
    }
    try {
      double factor = new BigDecimal(text).doubleValue();
      if (factor > 0 && factor < Double.POSITIVE_INFINITY) {
        return new Speed(factor);
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number that is not above 0.
    }
    throw new IllegalArgumentException(
        "'" + text + "' is not a speed: give 'max', or a number above 0 such as 1800.");
  }

  boolean isMax() {
    return factor == Double.POSITIVE_INFINITY;
  }

  /** Nanoseconds of the wall that a span of the tape takes. */
  double wallNanos(long tapeMillis) {
    return tapeMillis * NANOS_PER_MILLI / factor;
  }

  @Override
  public String toString() {
    return isMax() ? "max" : BigDecimal.valueOf(factor).stripTrailingZeros().toPlainString();
  }
}
