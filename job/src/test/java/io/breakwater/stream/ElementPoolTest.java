package io.breakwater.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ElementPoolTest {
  private static final int SEEDS = 50;
  private static final int STEPS = 2_000;

  private record Run(int from, int length, int stamp) {}

  @Test
  void runsNeverOverlapAndKeepWhatTheyHold() {
    for (int seed = 0; seed < SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      ElementPool pool = new ElementPool();
      List<Run> runs = new ArrayList<>();
      for (int step = 0; step < STEPS; step++) {
        if (runs.isEmpty() || random.nextInt(5) < 3) {
          int length = random.nextInt(24);
          Run run = new Run(pool.allocate(length), length, step);
          fill(pool, run);
          runs.add(run);
        } else {
          Run run = runs.remove(random.nextInt(runs.size()));
          assertHolds(seed, pool, run);
          pool.release(run.from(), run.length());
        }
      }
      for (Run run : runs) {
        assertHolds(seed, pool, run);
      }
    }
  }

  @Test
  void aReleasedRunServesTheNextOfItsLength() {
    ElementPool pool = new ElementPool();
    int first = pool.allocate(3);
    int second = pool.allocate(3);
    pool.release(first, 3);
    pool.release(second, 3);

    assertThat(pool.allocate(2)).isNotIn(first, second);
    assertThat(List.of(pool.allocate(3), pool.allocate(3)))
        .containsExactlyInAnyOrder(first, second);
  }

  private static void fill(ElementPool pool, Run run) {
    for (int i = run.from(); i < run.from() + run.length(); i++) {
      pool.instruments[i] = run.stamp();
      pool.slopes[i] = run.stamp() + i;
      pool.weights[i] = run.stamp() - i;
    }
  }

  private static void assertHolds(int seed, ElementPool pool, Run run) {
    for (int i = run.from(); i < run.from() + run.length(); i++) {
      assertThat(pool.instruments[i]).as("seed %s, %s", seed, run).isEqualTo(run.stamp());
      assertThat(pool.slopes[i]).as("seed %s, %s", seed, run).isEqualTo(run.stamp() + i);
      assertThat(pool.weights[i]).as("seed %s, %s", seed, run).isEqualTo(run.stamp() - i);
    }
  }
}
