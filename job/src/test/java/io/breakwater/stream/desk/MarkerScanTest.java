package io.breakwater.stream.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.margin.account.Standing;
import io.breakwater.margin.mirror.FloatMarket;
import io.breakwater.margin.terms.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MarkerScanTest {
  private static final int SEEDS = 200;
  private static final int ACCOUNTS = 300;
  private static final Level[] LEVELS = Level.values();

  private final Mirror mirror = new Mirror(new FloatMarket());
  private final List<String> seen = new ArrayList<>();
  private final MarkerScan scan =
      new MarkerScan(mirror, slot -> seen.add(mirror.id(slot) + mirror.level(slot)));

  @Test
  void seesEachAccountOnceAsItWasWhateverHappensMeanwhile() {
    mirror.tellOfWrites(scan);
    SplittableRandom random = new SplittableRandom(5);
    for (int seed = 0; seed < SEEDS; seed++) {
      change(random, random.nextInt(2 * ACCOUNTS));
      Map<String, Integer> before = levels();
      seen.clear();
      scan.begin();
      while (scan.isRunning()) {
        change(random, random.nextInt(40));
        if (random.nextInt(3) == 0) {
          scan.run(0);
        }
        if (random.nextInt(20) == 0) {
          scan.finish();
        }
      }
      change(random, 10);
      assertThat(seen)
          .containsExactlyInAnyOrderElementsOf(
              before.entrySet().stream().map(e -> e.getKey() + e.getValue()).toList());
    }
  }

  private Map<String, Integer> levels() {
    Map<String, Integer> levels = new HashMap<>();
    for (int slot = 0; slot < mirror.slotLimit(); slot++) {
      if (mirror.isUsed(slot)) {
        levels.put(mirror.id(slot), mirror.level(slot));
      }
    }
    return levels;
  }

  /** Accounts come, go, change their level, and move to other slots. */
  private void change(SplittableRandom random, int times) {
    for (int i = 0; i < times; i++) {
      String id = "account " + random.nextInt(ACCOUNTS) + " at ";
      int slot = mirror.find(id);
      Standing standing = Standing.at(LEVELS[random.nextInt(LEVELS.length)], 1, 1);
      switch (random.nextInt(8)) {
        case 0, 1, 2 -> mirror.putPending(id, standing);
        case 3, 4 -> {
          if (slot >= 0) {
            mirror.setStanding(slot, standing);
          }
        }
        default -> {
          if (slot >= 0) {
            mirror.remove(slot);
          }
          if (mirror.isSparse()) {
            mirror.moveHighest();
          }
        }
      }
    }
  }
}
