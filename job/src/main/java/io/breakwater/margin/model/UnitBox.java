package io.breakwater.margin.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;

/**
 * A safe box in units of the scales of its factors, by their integers.
 *
 * @param ranges by factor; a factor that is absent is unbounded
 */
public record UnitBox(Map<Integer, Range> ranges) {
  private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);
  private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);

  /** Without bounds. */
  public static final UnitBox UNBOUNDED = new UnitBox(Map.of());

  /**
   * What is safe of one factor, ends included.
   *
   * @param low {@link Long#MIN_VALUE} for no lower end
   * @param high {@link Long#MAX_VALUE} for no upper end
   */
  public record Range(long low, long high) {
    /**
     * The units inside of an interval; those that stand now alone where it does not hold them.
     *
     * @param now units that stand
     * @param scale of them
     */
    public static Range inside(PriceInterval interval, long now, int scale) {
      if (!interval.contains(BigDecimal.valueOf(now, scale))) {
        return new Range(now, now);
      }
      return new Range(
          interval.low() == null
              ? Long.MIN_VALUE
              : units(interval.low(), scale, RoundingMode.CEILING),
          interval.high() == null
              ? Long.MAX_VALUE
              : units(interval.high(), scale, RoundingMode.FLOOR));
    }
  }

  public UnitBox {
    ranges = Map.copyOf(ranges);
  }

  /** What is known of factors' units. */
  public interface Units {
    /** Integer of a factor. */
    int integer(String factor);

    /** Units that stand. */
    long now(int factor);

    /** Scale of these. */
    int scale(int factor);
  }

  /** A box in units. */
  public static UnitBox of(SafeBox box, Units units) {
    Map<Integer, Range> ranges = new HashMap<>();
    box.intervals()
        .forEach(
            (name, interval) -> {
              int factor = units.integer(name);
              ranges.put(factor, Range.inside(interval, units.now(factor), units.scale(factor)));
            });
    return new UnitBox(ranges);
  }

  /** In units of a scale; the largest or least that there are where these do not suffice. */
  private static long units(BigDecimal value, int scale, RoundingMode rounding) {
    BigInteger units = value.setScale(scale, rounding).unscaledValue();
    return units.min(LARGEST).max(LEAST).longValueExact();
  }
}
