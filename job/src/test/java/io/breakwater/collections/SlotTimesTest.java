package io.breakwater.collections;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SlotTimesTest {
  private static final long NONE = -7;

  @Test
  void holdsTheLastTimeOfEachSlotWhateverCameAndWent() {
    SplittableRandom random = new SplittableRandom(1);
    SlotTimes times = new SlotTimes();
    Map<Integer, Long> model = new HashMap<>();
    for (int step = 0; step < 100_000; step++) {
      int slots = step / 10_000 % 2 == 0 ? 2_000 : 20;
      int slot = random.nextInt(slots);
      int kind = random.nextInt(slots == 20 ? 6 : 3);
      if (kind == 0) {
        times.put(slot, step);
        model.put(slot, (long) step);
      } else if (kind == 1) {
        int to = random.nextInt(slots);
        if (!model.containsKey(to)) {
          times.move(slot, to);
          Long moved = model.remove(slot);
          if (moved != null) {
            model.put(to, moved);
          }
        }
      } else {
        int gone = random.nextInt(2_000);
        times.remove(gone);
        model.remove(gone);
      }
      assertThat(times.get(slot, NONE)).isEqualTo(model.getOrDefault(slot, NONE));
      assertThat(times.size()).isEqualTo(model.size());
    }
    for (int slot = 0; slot < 2_000; slot++) {
      assertThat(times.get(slot, NONE)).isEqualTo(model.getOrDefault(slot, NONE));
    }
  }
}
