package io.breakwater.local.recovery;

import io.breakwater.value.Decimals;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.SplittableRandom;

/**
 * How an instrument is quoted: its price scale, and its price in units of that scale around which
 * it moves, which together make prices from dust to quintillions.
 *
 * @param scale decimals of its prices, 0 to 18
 * @param units of the price in the middle
 */
record Magnitude(int scale, long units) {
  private static final BigDecimal MOST_UNITS = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final long LARGEST = 9_000_000_000_000_000_000L;

  /** With fewer digits of units a price moves in steps too coarse to come near a threshold. */
  private static final int LEAST_DIGITS = 5;

  private static final int MOST_DIGITS = 19;

  /** A position of a notional of some thousands in a smaller price would have too large a size. */
  private static final int SMALLEST_EXPONENT = -14;

  private static final MathContext SIZE_DIGITS = new MathContext(34, RoundingMode.UP);

  /** At any scale, with the most units that prices may swing around and still fit a long. */
  static Magnitude largest(SplittableRandom random) {
    return new Magnitude(anyScale(random), LARGEST);
  }

  /** At any scale, with any units. */
  static Magnitude any(SplittableRandom random) {
    int scale = anyScale(random);
    int least = Math.max(LEAST_DIGITS, scale + SMALLEST_EXPONENT + 1);
    long units = LARGEST;
    for (int digits = random.nextInt(least, MOST_DIGITS + 1); digits < MOST_DIGITS; digits++) {
      units /= 10;
    }
    return new Magnitude(scale, units);
  }

  private static int anyScale(SplittableRandom random) {
    return random.nextInt(Decimals.SCALE + 1);
  }

  /** The price a share of itself away from the middle, in whole units, at most 2^63 − 1. */
  BigDecimal price(double deviation) {
    BigDecimal moved =
        BigDecimal.valueOf(units)
            .multiply(BigDecimal.valueOf(1 + deviation))
            .setScale(0, RoundingMode.HALF_EVEN);
    return moved.min(MOST_UNITS).scaleByPowerOfTen(-scale);
  }

  /** The size of a position that is worth about a notional at a price. */
  static BigDecimal size(BigDecimal notional, BigDecimal price) {
    return notional.divide(price, SIZE_DIGITS).setScale(Decimals.SCALE, RoundingMode.UP);
  }
}
