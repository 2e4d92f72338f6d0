package io.breakwater.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.margin.Standing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SlotSorterTest {
  private static final int SEEDS = 200;

  @Test
  void sortsByTheBytesOfTheIds() {
    for (int seed = 0; seed < SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Mirror mirror = new Mirror();
      Set<String> ids = new HashSet<>();
      int count = random.nextInt(200);
      while (ids.size() < count) {
        ids.add(Integer.toString(random.nextInt(5_000), 36) + (random.nextInt(9) == 0 ? "é" : ""));
      }
      IntBuffer slots = new IntBuffer();
      ids.forEach(id -> slots.add(mirror.putPending(id, Standing.FIRST)));

      new SlotSorter(mirror).sort(slots);

      List<String> sorted = new ArrayList<>(ids);
      sorted.sort((a, b) -> Arrays.compareUnsigned(bytes(a), bytes(b)));
      List<String> found = new ArrayList<>();
      for (int i = 0; i < slots.size(); i++) {
        found.add(mirror.id(slots.get(i)));
      }
      assertThat(found).as("seed %s", seed).isEqualTo(sorted);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
