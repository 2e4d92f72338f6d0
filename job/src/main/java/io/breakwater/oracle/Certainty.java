package io.breakwater.oracle;

import java.math.BigDecimal;

/**
 * How certain the accepted value of an observed factor is: its validity, and what the interval of
 * its true value follows from. What the validity makes immaterial is left out, so that two that are
 * equal give the same intervals.
 *
 * @param validity how far the value can be relied upon
 * @param provisional whether it was taken unconfirmed after a silence; only where it is RECOVERING
 * @param range of what is used, with what its sources say of their confidence, and at least the
 *     maximum jump where too few are used; only where it is DEGRADED, or RECOVERING and not
 *     provisional
 * @param mayBeBelow whether the true value may lie as low as can be: a source stands at or below
 *     the lower bound, fresh or not; only where it is HALTED or RECOVERING
 * @param mayBeAbove whether the true value may lie as high as can be: a source stands at or above
 *     the upper bound; likewise
 */
public record Certainty(
    Validity validity,
    boolean provisional,
    Interval range,
    boolean mayBeBelow,
    boolean mayBeAbove) {
  /** The value is what it is. */
  public static final Certainty VALID = new Certainty(Validity.VALID, false, null, false, false);

  /** The value is an earlier one, because the present one of a product cannot be told. */
  public static final Certainty UNTOLD = new Certainty(Validity.HALTED, false, null, false, false);

  public Certainty {
    boolean recovers = validity == Validity.RECOVERING;
    provisional = provisional && recovers;
    range = validity == Validity.DEGRADED || recovers && !provisional ? range : null;
    boolean hasWide = recovers || validity == Validity.HALTED;
    mayBeBelow = mayBeBelow && hasWide;
    mayBeAbove = mayBeAbove && hasWide;
  }

  public boolean isValid() {
    return validity == Validity.VALID;
  }

  /**
   * Where the true value is taken to lie, by what is used; where nothing is, as {@link #wide}.
   *
   * @param value the accepted one, of at most {@code scale} decimals
   * @param scale decimals of the ends, which are rounded outwards
   * @param haltedFactor k above 1: a halted value may lie from value / k to value · k
   */
  public Interval narrow(BigDecimal value, int scale, BigDecimal haltedFactor) {
    if (isValid()) {
      return new Interval(value, value);
    }
    return range == null ? wide(value, scale, haltedFactor) : range.outwards(scale);
  }

  /** As {@link #narrow}, but as if it were HALTED where it is RECOVERING. */
  public Interval wide(BigDecimal value, int scale, BigDecimal haltedFactor) {
    return switch (validity) {
      case VALID -> new Interval(value, value);
      case DEGRADED -> range.outwards(scale);
      case RECOVERING, HALTED ->
          new Interval(
                  mayBeBelow ? BigDecimal.ZERO : Interval.quotient(value, haltedFactor, scale),
                  mayBeAbove ? null : value.multiply(haltedFactor))
              .outwards(scale);
    };
  }
}
