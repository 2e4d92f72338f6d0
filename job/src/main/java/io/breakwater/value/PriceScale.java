package io.breakwater.value;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How accepted prices are counted: in units of 10^-scale, a {@code long} from 1 to 2^63 - 1.
 *
 * <p>A value is rounded half-even to its scale. No digit that matters is dropped: a value that this
 * would change by more than one part in a million is refused, and so is one that needs more units
 * than a {@code long} holds, each with the scale that it needs.
 */
public final class PriceScale {
  /** Stands for a scale that nobody has stated: the first accepted value sets it. */
  public static final int UNSTATED = -1;

  /** Digits that a value may gain before it has outgrown the scale that it set. */
  private static final int ROOM_TO_GROW = 5;

  private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

  private PriceScale() {}

  /** Whether a scale may be stated: 0 to 18. */
  public static boolean isStated(int scale) {
    return scale >= 0 && scale <= Decimals.SCALE;
  }

  /**
   * The scale that a first value sets: the largest, up to 18, at which it may grow 10^5-fold; 0
   * where there is none.
   *
   * @param value above 0
   */
  public static int setBy(BigDecimal value) {
    int scale = Decimals.SCALE;
    while (scale > 0 && !fits(value, scale + ROOM_TO_GROW)) {
      scale--;
    }
    return scale;
  }

  /**
   * A value in units of a scale.
   *
   * @param value above 0
   * @param scale 0 to 18
   * @param instrument for the sentence of a refusal
   * @throws RefusedException {@link Refusal#PRICE_SCALE} for a value that rounding would change by
   *     more than one part in a million, or that has outgrown the scale
   */
  public static long units(BigDecimal value, int scale, String instrument) {
    BigDecimal rounded = value.setScale(scale, RoundingMode.HALF_EVEN);
    if (dropsDigits(value, rounded)) {
      throw refused(
          value,
          scale,
          instrument,
          "would change by more than one part in a million",
          "state a priceScale of at least "
              + smallestThatKeeps(value, scale)
              + " in its parameters");
    }
    if (!fits(rounded, scale)) {
      throw refused(
          value, scale, instrument, "has outgrown a count of 2^63 - 1 units", outgrown(value));
    }
    return rounded.unscaledValue().longValueExact();
  }

  /**
   * Units of one scale in units of another, by the rule of {@link #units}.
   *
   * @throws RefusedException as {@link #units}
   */
  public static long restated(long units, int from, int to, String instrument) {
    return from == to ? units : units(BigDecimal.valueOf(units, from), to, instrument);
  }

  /**
   * Units of a scale as near to a value as a count from 1 to 2^63 - 1 comes: for a value that is
   * not decided on as it is, but kept.
   *
   * @param value above 0
   */
  public static long nearestUnits(BigDecimal value, int scale) {
    BigDecimal units = value.movePointRight(scale).setScale(0, RoundingMode.HALF_EVEN);
    return units.min(LARGEST).max(BigDecimal.ONE).longValueExact();
  }

  private static boolean dropsDigits(BigDecimal value, BigDecimal rounded) {
    return rounded.scale() < value.scale()
        && rounded.subtract(value).abs().movePointRight(6).compareTo(value) > 0;
  }

  private static boolean fits(BigDecimal value, int scale) {
    return value.movePointRight(scale).compareTo(LARGEST) <= 0;
  }

  private static int smallestThatKeeps(BigDecimal value, int tooSmall) {
    int scale = tooSmall + 1;
    while (dropsDigits(value, value.setScale(scale, RoundingMode.HALF_EVEN))) {
      scale++;
    }
    return scale;
  }

  private static String outgrown(BigDecimal value) {
    return fits(value, 0)
        ? "state a priceScale of " + setBy(value) + " or less in its parameters"
        : "no scale holds it: quote the instrument in a larger unit";
  }

  private static RefusedException refused(
      BigDecimal value, int scale, String instrument, String what, String advice) {
    return new RefusedException(
        Refusal.PRICE_SCALE,
        "the price of %s, %s, %s at its price scale of %d: %s."
            .formatted(instrument, value.toPlainString(), what, scale, advice));
  }
}
