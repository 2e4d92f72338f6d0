package io.breakwater.oracle;

import io.breakwater.value.Decimals;
import io.breakwater.value.Refusal;
import io.breakwater.value.RefusedException;
import io.breakwater.value.Texts;
import java.math.BigDecimal;

/**
 * One source of a factor that counts.
 *
 * @param source its name; empty where values name none
 * @param weight in medians, above 0
 * @param heartbeatMicros the longest time between two of its values, above 0 and at most ten years;
 *     null where it has none
 * @param maximumAgeMicros how old a value may be, above 0 and at most ten years
 */
public record SourceTerms(
    String source, BigDecimal weight, Long heartbeatMicros, long maximumAgeMicros) {
  /** The longest time that terms may state: ten years, so that no sum of times overflows. */
  static final long LONGEST_MICROS = 10L * 366 * 24 * 3600 * 1_000_000;

  /** The age that a value may have where neither it nor a heartbeat is stated: 60 s. */
  public static final long DEFAULT_AGE_MICROS = 60_000_000;

  /**
   * @throws RefusedException for a name that is no text, a weight, heartbeat or age that is not
   *     above 0
   */
  public SourceTerms {
    source = Texts.label(source, "the name of a source");
    weight = Decimals.checked(weight, "the weight of source " + source);
    require(weight.signum() > 0, source, "weight");
    require(heartbeatMicros == null || isTime(heartbeatMicros), source, "heartbeat");
    require(isTime(maximumAgeMicros), source, "maximum age");
  }

  /**
   * With the age that follows from the heartbeat where none is stated: twice that, and 60 s without
   * one.
   *
   * @param maximumAgeMicros or null for the default
   */
  public static SourceTerms of(
      String source, BigDecimal weight, Long heartbeatMicros, Long maximumAgeMicros) {
    long byDefault =
        heartbeatMicros == null
            ? DEFAULT_AGE_MICROS
            : Math.min(LONGEST_MICROS, 2 * Math.min(LONGEST_MICROS, heartbeatMicros));
    return new SourceTerms(
        source, weight, heartbeatMicros, maximumAgeMicros == null ? byDefault : maximumAgeMicros);
  }

  /** The same source, whose values stay fresh for ten years, the longest that terms may state. */
  SourceTerms withLongestAge() {
    return new SourceTerms(source, weight, heartbeatMicros, LONGEST_MICROS);
  }

  private static boolean isTime(long micros) {
    return micros > 0 && micros <= LONGEST_MICROS;
  }

  private static void require(boolean holds, String source, String what) {
    if (!holds) {
      throw new RefusedException(
          Refusal.INVALID_PARAMETERS,
          "the "
              + what
              + " of source "
              + source
              + " is not above 0, or is a time of more than ten years.");
    }
  }
}
