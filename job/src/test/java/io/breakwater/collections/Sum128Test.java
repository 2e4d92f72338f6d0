package io.breakwater.collections;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class Sum128Test {
  private static BigInteger units(double value, int decimals) {
    return new BigDecimal(value)
        .movePointRight(decimals)
        .setScale(0, RoundingMode.HALF_EVEN)
        .toBigIntegerExact();
  }

  private static boolean fits(BigInteger integer) {
    return integer.bitLength() < 128;
  }

  /** Doubles of every magnitude that may or may not fit, ties and their neighbours among them. */
  private static double any(SplittableRandom random) {
    double value =
        switch (random.nextInt(5)) {
          case 0 -> random.nextDouble() * Math.pow(10, random.nextInt(-20, 42));
          case 1 -> random.nextInt(1_000_000) + 0.5;
          case 2 -> random.nextLong(1L << 54) * 0x1p-9;
          case 3 -> (random.nextInt(1_000_000) + 0.5) / 1e6;
          default -> random.nextLong() * Math.pow(2, random.nextInt(-40, 70));
        };
    double moved = random.nextInt(3) == 0 ? Math.nextUp(value) : value;
    return random.nextBoolean() ? moved : -moved;
  }

  @Test
  void addsWhatExactArithmeticAdds() {
    SplittableRandom random = new SplittableRandom(1);
    for (int decimals : new int[] {0, 6, 8, 18}) {
      Sum128 sum = new Sum128();
      BigInteger exact = BigInteger.ZERO;
      for (int i = 0; i < 100_000; i++) {
        double value = any(random);
        BigInteger added = exact.add(units(value, decimals));
        boolean expected = fits(units(value, decimals)) && fits(added);
        assertThat(sum.add(value, decimals)).as("%s", value).isEqualTo(expected);
        exact = expected ? added : exact;
        assertThat(sum.value(decimals).unscaledValue()).as("%s", value).isEqualTo(exact);
      }
    }
  }

  @Test
  void roundsEachValueHalfEven() {
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < 200_000; i++) {
      double value = any(random);
      Sum128 sum = new Sum128();
      if (sum.add(value, 6)) {
        assertThat(sum.value(6).unscaledValue()).as("%s", value).isEqualTo(units(value, 6));
      } else {
        assertThat(fits(units(value, 6))).as("%s", value).isFalse();
      }
    }
  }

  @Test
  void refusesWhatIsNoNumber() {
    Sum128 sum = new Sum128();
    assertThat(sum.add(Double.NaN, 6)).isFalse();
    assertThat(sum.add(Double.POSITIVE_INFINITY, 6)).isFalse();
    assertThat(sum.add(Double.MAX_VALUE, 0)).isFalse();
    assertThat(sum.add(Double.MIN_VALUE, 18)).isTrue();
    assertThat(sum.isZero()).isTrue();
  }

  @Test
  void isTheSameInWhateverOrderItIsMerged() {
    SplittableRandom random = new SplittableRandom(3);
    Sum128[] parts = new Sum128[8];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = new Sum128();
    }
    Sum128 whole = new Sum128();
    for (int i = 0; i < 10_000; i++) {
      double value = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(-8, 27));
      assertThat(whole.add(value, 6)).isTrue();
      assertThat(parts[random.nextInt(parts.length)].add(value, 6)).isTrue();
    }
    Sum128 merged = new Sum128();
    for (int i = parts.length - 1; i >= 0; i--) {
      assertThat(merged.merge(parts[i])).isTrue();
    }
    assertThat(merged).isEqualTo(whole).hasSameHashCodeAs(whole);
  }

  @Test
  void doesNotOverflowInSilence() {
    Sum128 sum = new Sum128();
    assertThat(sum.add(0x1p126, 0)).isTrue();
    assertThat(sum.add(0x1p126, 0)).isFalse();
    assertThat(sum.merge(sum)).isFalse();
    assertThat(sum.value(0).unscaledValue()).isEqualTo(BigInteger.ONE.shiftLeft(126));
    assertThat(sum.add(-0x1p127, 0)).as("2^127 itself counts as too large").isFalse();
  }

  @Test
  void isReadAsADouble() {
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < 100_000; i++) {
      Sum128 sum = new Sum128();
      if (sum.add(any(random), 8)) {
        double exact = sum.value(8).doubleValue();
        assertThat(sum.doubleValue(8))
            .isBetween(exact - 2 * Math.ulp(exact), exact + 2 * Math.ulp(exact));
      }
    }
  }

  @Test
  void isReadAsItWasWritten() throws IOException {
    Sum128 sum = new Sum128();
    sum.add(-1e25, 6);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    sum.write(new DataOutputStream(bytes));
    assertThat(Sum128.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))))
        .isEqualTo(sum);
    sum.clear();
    assertThat(sum.isZero()).isTrue();
  }
}
