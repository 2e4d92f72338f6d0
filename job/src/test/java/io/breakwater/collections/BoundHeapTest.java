package io.breakwater.collections;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The heap against a plain map from places to keys. */
class BoundHeapTest {
  private static final int PLACES = 200;
  private static final int KEYS = 60;
  private static final int SEEDS = 50;
  private static final int STEPS = 600;

  /** A heap beside its model; places own themselves. */
  private static final class Run {
    final BoundHeap heap = new BoundHeap();
    final Map<Integer, Long> model = new HashMap<>();
    final int[] positions = new int[PLACES];
    final int[] owners = new int[PLACES];

    Run() {
      Arrays.fill(positions, BoundHeap.OUT);
      Arrays.setAll(owners, place -> place);
    }

    void put(int place, long key) {
      heap.put(place, key, positions);
      model.put(place, key);
    }

    void remove(int place) {
      heap.remove(place, positions);
      model.remove(place);
    }

    void assertSame(String where) {
      assertThat(heap.size()).as(where).isEqualTo(model.size());
      model.forEach(
          (place, key) -> assertThat(heap.key(positions[place])).as(where).isEqualTo(key));
      for (long limit = -1; limit <= KEYS + 1; limit += 7) {
        assertThat(below(limit)).as("%s, below %d", where, limit).isEqualTo(modelBelow(limit));
      }
    }

    private Set<Integer> below(long limit) {
      IntBuffer found = new IntBuffer();
      heap.collectBelow(limit, owners, found, new IntBuffer());
      Set<Integer> places = new TreeSet<>();
      for (int i = 0; i < found.size(); i++) {
        assertThat(places.add(found.get(i))).as("place %d once", found.get(i)).isTrue();
      }
      return places;
    }

    private Set<Integer> modelBelow(long limit) {
      Set<Integer> places = new TreeSet<>();
      model.forEach(
          (place, key) -> {
            if (key < limit) {
              places.add(place);
            }
          });
      return places;
    }
  }

  @Test
  void putsMovesAndRemovesLikeAMap() {
    for (int seed = 0; seed < SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Run run = new Run();
      for (int step = 0; step < STEPS; step++) {
        if (random.nextInt(3) == 0) {
          run.remove(random.nextInt(PLACES));
        } else {
          run.put(random.nextInt(PLACES), random.nextLong(KEYS));
        }
      }
      run.assertSame("seed " + seed);
    }
  }

  @Test
  void givesMemoryBackWhenFewAreLeft() {
    Run run = new Run();
    long least = run.heap.bytes();
    for (int round = 0; round < 3; round++) {
      for (int place = 0; place < PLACES; place++) {
        run.put(place, place * 37 % KEYS);
      }
      assertThat(run.heap.bytes()).isLessThan(PLACES * 12 * 9 / 8 + 12 * 16);
      for (int place = 0; place < PLACES - 3; place++) {
        run.remove(place);
        run.assertSame("place " + place);
      }
      assertThat(run.heap.bytes()).isLessThan(3 * least);
    }
  }

  @Test
  void whatWasAppendedAndOrderedIsAHeap() {
    for (int size = 0; size < PLACES; size++) {
      SplittableRandom random = new SplittableRandom(size);
      Run run = new Run();
      for (int place = 0; place < size; place++) {
        long key = random.nextLong(KEYS);
        run.heap.append(place, key, run.positions);
        run.model.put(place, key);
      }
      run.heap.order(run.positions);
      run.assertSame("size " + size);
      for (int place = 0; place < size; place += 3) {
        run.remove(place);
      }
      run.assertSame("size " + size + ", a third removed");
    }
  }
}
