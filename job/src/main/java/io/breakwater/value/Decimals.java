package io.breakwater.value;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The number conventions of every value that enters or leaves: decimal(38, 18).
 *
 * <p>Inside, sums and products are exact and grow as they need; only quotients and roots are
 * rounded, once, to {@link #SCALE} decimals, in the direction that lowers equity or raises the
 * requirement.
 */
public final class Decimals {
  /** Decimals of a value that enters or leaves. */
  public static final int SCALE = 18;

  /** Digits of a value that enters or leaves, {@link #SCALE} of them after the point. */
  public static final int PRECISION = 38;

  /** The largest magnitude that fits decimal(38, 18): just under 1e20. */
  public static final BigDecimal MAX =
      BigDecimal.ONE.movePointRight(PRECISION).subtract(BigDecimal.ONE).movePointLeft(SCALE);

  private static final BigDecimal MIN = MAX.negate();

  /** Bits, and decimal places either way, beyond which no number is brought to canonical form. */
  private static final int LONGEST = 1024;

  private Decimals() {}

  /**
   * The same number without trailing zeros and with a scale of at least 0, so equality is value.
   */
  public static BigDecimal canonical(BigDecimal value) {
    if (value.signum() == 0) {
      return BigDecimal.ZERO;
    }
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  /**
   * The canonical form of a value that must fit decimal(38, 18).
   *
   * @throws RefusedException {@link Refusal#MISSING_VALUE} when null, {@link Refusal#OUT_OF_RANGE}
   *     when it has more than 18 decimals or a magnitude of 1e20 or more
   */
  public static BigDecimal checked(BigDecimal value, String name) {
    if (value == null) {
      throw new RefusedException(Refusal.MISSING_VALUE, name + " is missing: give a decimal.");
    }
    if (isTooLongToStrip(value)) {
      throw outOfRange(name);
    }
    BigDecimal canonical = canonical(value);
    if (canonical.scale() > SCALE
        || canonical.precision() - canonical.scale() > PRECISION - SCALE) {
      throw outOfRange(name);
    }
    return canonical;
  }

  /** Canonical forms of numbers like 1e1000000000 would cost gigabytes or hours. */
  private static boolean isTooLongToStrip(BigDecimal value) {
    return value.signum() != 0
        && (value.unscaledValue().bitLength() > LONGEST
            || Math.abs((long) value.scale()) > LONGEST);
  }

  private static RefusedException outOfRange(String name) {
    return new RefusedException(
        Refusal.OUT_OF_RANGE,
        name
            + " does not fit decimal(38,18): give at most 18 decimals and a magnitude below 1e20.");
  }

  /** As {@link #checked}, and not negative. */
  public static BigDecimal checkedNotNegative(BigDecimal value, String name) {
    BigDecimal checked = checked(value, name);
    if (checked.signum() < 0) {
      throw new RefusedException(
          Refusal.OUT_OF_RANGE,
          name + " is " + checked.toPlainString() + ": it must be 0 or more.");
    }
    return checked;
  }

  /** Rounded to 18 decimals towards minus infinity, held within decimal(38, 18): for equity. */
  public static BigDecimal floor(BigDecimal value) {
    return rounded(value, RoundingMode.FLOOR);
  }

  /**
   * Rounded to 18 decimals towards plus infinity, held within decimal(38, 18): for requirements.
   */
  public static BigDecimal ceiling(BigDecimal value) {
    return rounded(value, RoundingMode.CEILING);
  }

  private static BigDecimal rounded(BigDecimal value, RoundingMode mode) {
    BigDecimal rounded = value.scale() > SCALE ? value.setScale(SCALE, mode) : value;
    return canonical(rounded.min(MAX).max(MIN));
  }
}
