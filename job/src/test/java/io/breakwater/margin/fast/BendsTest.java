package io.breakwater.margin.fast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Bends against a stable sort of objects, and how often sorting moves one. */
class BendsTest {
  private static final int CASES = 500;

  private record Bend(double price, double constant, double slope) {}

  @Test
  void runsBecomeOneOrder() {
    Bends bends = new Bends();
    for (int seed = 0; seed < CASES; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int run = random.nextInt(1, 9);
      int runs = random.nextInt(0, 60);
      List<Bend> expected = new ArrayList<>();
      bends.clear();
      for (int i = 0; i < runs; i++) {
        double price = 0;
        int length = random.nextInt(1, run + 1);
        bends.reserve(length);
        for (int j = 0; j < length; j++) {
          price += random.nextInt(4);
          bends.add(price, i, j);
          expected.add(new Bend(price, i, j));
        }
        bends.endRun();
      }
      expected.sort(Comparator.comparingDouble(Bend::price));
      int moves = bends.sort();

      assertThat(all(bends)).as("seed %s", seed).isEqualTo(expected);
      assertThat(moves)
          .as("moves of each of %s runs", runs)
          .isEqualTo(runs < 2 ? 0 : Integer.SIZE - Integer.numberOfLeadingZeros(runs - 1));
    }
  }

  private static List<Bend> all(Bends bends) {
    List<Bend> all = new ArrayList<>();
    for (int i = 0; i < bends.count(); i++) {
      all.add(new Bend(bends.price(i), bends.constant(i), bends.slope(i)));
    }
    return all;
  }
}
