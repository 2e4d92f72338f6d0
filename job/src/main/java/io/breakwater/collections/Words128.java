package io.breakwater.collections;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Integers of 128 bits in two's complement, each two longs of an array, the high one first: for
 * tables that hold many sums side by side. {@link Sum128} is one alone.
 *
 * <p>A double is m · 2^e with m below 2^53, so that m · 10^decimals fits 128 bits and rounding is
 * one shift: no digit is lost on the way, however large or small the double is.
 */
public final class Words128 {
  /** Longs of one integer. */
  public static final int WORDS = 2;

  /** The most decimals: 10^18 is the largest power of ten that a long holds exactly with room. */
  public static final int MOST_DECIMALS = 18;

  private static final long[] POWERS = powers();
  private static final double[] DOUBLE_POWERS = doublePowers();

  private static final double FAST_LIMIT = 0x1p52;
  private static final double HALF = 0.5;
  private static final int MANTISSA_BITS = 52;
  private static final long MANTISSA = (1L << MANTISSA_BITS) - 1;
  private static final int EXPONENT = 0x7ff;
  private static final int EXPONENT_OF_UNIT = 1075;
  private static final double HIGH_UNIT = 0x1p64;

  private Words128() {}

  private static long[] powers() {
    long[] powers = new long[MOST_DECIMALS + 1];
    powers[0] = 1;
    for (int i = 1; i < powers.length; i++) {
      powers[i] = powers[i - 1] * 10;
    }
    return powers;
  }

  private static double[] doublePowers() {
    double[] powers = new double[MOST_DECIMALS + 1];
    for (int i = 0; i < powers.length; i++) {
      powers[i] = POWERS[i];
    }
    return powers;
  }

  /** Adds value · 10^decimals, rounded half-even; as {@link Sum128#add}. */
  public static boolean add(long[] words, int at, double value, int decimals) {
    double power = DOUBLE_POWERS[decimals];
    double product = value * power;
    if (Math.abs(product) < FAST_LIMIT) {
      long units = rounded(product, Math.fma(value, power, -product));
      return add(words, at, units >> (Long.SIZE - 1), units);
    }
    return addLarge(words, at, value, decimals);
  }

  /**
   * Half-even of product + rest, |product| below 2^52 and |rest| at most half its last place. Where
   * the product is no tie the rest cannot carry it across one, since ties are doubles there.
   */
  private static long rounded(double product, double rest) {
    double nearest = Math.rint(product);
    double fraction = product - nearest;
    if (rest != 0 && Math.abs(fraction) == HALF) {
      nearest = rest > 0 ? Math.ceil(product) : Math.floor(product);
    }
    return (long) nearest;
  }

  private static boolean addLarge(long[] words, int at, double value, int decimals) {
    long bits = Double.doubleToRawLongBits(value);
    int biased = (int) (bits >>> MANTISSA_BITS) & EXPONENT;
    if (biased == EXPONENT) {
      return false;
    }
    long mantissa = bits & MANTISSA | 1L << MANTISSA_BITS;
    int shift = biased - EXPONENT_OF_UNIT;
    long high = Math.multiplyHigh(mantissa, POWERS[decimals]);
    long low = mantissa * POWERS[decimals];
    if (shift >= 0) {
      if (shift >= leadingZeros(high, low)) {
        return false;
      }
      high = shiftedLeftHigh(high, low, shift);
      low = shift >= Long.SIZE ? 0 : low << shift;
    } else {
      // At 2^52 or more fewer than 62 bits are cut off, all of the low word.
      long cut = low << Long.SIZE + shift;
      low = low >>> -shift | high << Long.SIZE + shift;
      high >>>= -shift;
      if (roundsUp(cut, low)) {
        low++;
        high += low == 0 ? 1 : 0;
      }
    }
    if (bits < 0) {
      low = -low;
      high = ~high + (low == 0 ? 1 : 0);
    }
    return add(words, at, high, low);
  }

  private static int leadingZeros(long high, long low) {
    return high == 0 ? Long.SIZE + Long.numberOfLeadingZeros(low) : Long.numberOfLeadingZeros(high);
  }

  private static long shiftedLeftHigh(long high, long low, int shift) {
    if (shift == 0) {
      return high;
    }
    return shift >= Long.SIZE
        ? low << shift - Long.SIZE
        : high << shift | low >>> Long.SIZE - shift;
  }

  /**
   * Whether what is cut off, in the upper bits of a word, is over half, or half of an odd number.
   */
  private static boolean roundsUp(long cut, long kept) {
    int compared = Long.compareUnsigned(cut, Long.MIN_VALUE);
    return compared > 0 || compared == 0 && (kept & 1) != 0;
  }

  /**
   * Adds an integer.
   *
   * @return whether the sum fits; else it is left as it was
   */
  public static boolean add(long[] words, int at, long high, long low) {
    long sumLow = words[at + 1] + low;
    long carry = Long.compareUnsigned(sumLow, low) < 0 ? 1 : 0;
    long sumHigh = words[at] + high + carry;
    if (((words[at] ^ sumHigh) & (high ^ sumHigh)) < 0) {
      return false;
    }
    words[at] = sumHigh;
    words[at + 1] = sumLow;
    return true;
  }

  /** The integer / 10^decimals, correct to about the precision of a double. */
  public static double doubleValue(long[] words, int at, int decimals) {
    long high = words[at];
    long low = words[at + 1];
    if (high == low >> (Long.SIZE - 1)) {
      return low / DOUBLE_POWERS[decimals];
    }
    double lowPart = (low >>> 1) * 2.0 + (low & 1);
    return (high * HIGH_UNIT + lowPart) / DOUBLE_POWERS[decimals];
  }

  /** The integer / 10^decimals, exact, with that scale. */
  public static BigDecimal value(long[] words, int at, int decimals) {
    BigInteger low = BigInteger.valueOf(words[at + 1] >>> 1).shiftLeft(1);
    BigInteger integer =
        BigInteger.valueOf(words[at])
            .shiftLeft(Long.SIZE)
            .add(low)
            .add(BigInteger.valueOf(words[at + 1] & 1));
    return new BigDecimal(integer, decimals);
  }
}
