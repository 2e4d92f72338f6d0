package io.breakwater.collections;

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

  /** One owner, whose run becomes longer all the time: what it leaves behind fits nobody. */
  @Test
  void runsThatOnlyGrowLeaveLittleBehind() {
    ElementPool pool = new ElementPool();
    Run run = new Run(pool.allocate(1), 1, 1);
    fill(pool, run);
    for (int length = 2; length <= 2_000; length++) {
      assertHolds(0, pool, run);
      pool.release(run.from(), run.length());
      if (pool.isSparse()) {
        pool = pool.emptied();
      }
      run = new Run(pool.allocate(length), length, length);
      fill(pool, run);
      assertThat(pool.limit()).isLessThan(3 * length + 100);
    }
  }

  @Test
  void movedRunsKeepWhatTheyHold() {
    for (int seed = 0; seed < SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      ElementPool pool = new ElementPool();
      List<Run> runs = new ArrayList<>();
      for (int step = 0; step < STEPS; step++) {
        if (random.nextInt(step < STEPS / 2 ? 3 : 7) < 2) {
          int length = 1 + random.nextInt(24);
          Run run = new Run(pool.allocate(length), length, step);
          fill(pool, run);
          runs.add(run);
        } else if (!runs.isEmpty()) {
          Run run = runs.remove(random.nextInt(runs.size()));
          pool.release(run.from(), run.length());
        }
        if (pool.isSparse()) {
          pool = moved(pool, runs);
        }
        int live = runs.stream().mapToInt(Run::length).sum();
        assertThat(pool.limit()).as("seed %s", seed).isLessThanOrEqualTo(live + live / 2 + 64);
      }
      for (Run run : runs) {
        assertHoldsAt(seed, pool, run);
      }
    }
  }

  private static ElementPool moved(ElementPool pool, List<Run> runs) {
    ElementPool moved = pool.emptied();
    for (int i = 0; i < runs.size(); i++) {
      Run run = runs.get(i);
      runs.set(i, new Run(moved.take(pool, run.from(), run.length()), run.length(), run.stamp()));
    }
    return moved;
  }

  private static void assertHoldsAt(int seed, ElementPool pool, Run run) {
    for (int i = run.from(); i < run.from() + run.length(); i++) {
      assertThat(pool.codes[i]).as("seed %s, %s", seed, run).isEqualTo(run.stamp());
    }
  }

  private static void fill(ElementPool pool, Run run) {
    for (int i = run.from(); i < run.from() + run.length(); i++) {
      pool.codes[i] = run.stamp();
      pool.slopes[i] = run.stamp() + i;
      pool.weights[i] = run.stamp() - i;
    }
  }

  private static void assertHolds(int seed, ElementPool pool, Run run) {
    for (int i = run.from(); i < run.from() + run.length(); i++) {
      assertThat(pool.codes[i]).as("seed %s, %s", seed, run).isEqualTo(run.stamp());
      assertThat(pool.slopes[i]).as("seed %s, %s", seed, run).isEqualTo(run.stamp() + i);
      assertThat(pool.weights[i]).as("seed %s, %s", seed, run).isEqualTo(run.stamp() - i);
    }
  }
}
