package io.breakwater.collections;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.margin.account.Standing;
import io.breakwater.margin.mirror.FloatMarket;
import io.breakwater.stream.desk.Mirror;
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
      Mirror mirror = new Mirror(new FloatMarket());
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

  /** Counts how often ids are compared in full, and how often a word of one is fetched. */
  private static final class Counted implements IdOrder {
    private final Mirror mirror;
    private int compared;
    private int fetched;

    Counted(Mirror mirror) {
      this.mirror = mirror;
    }

    @Override
    public long word(int slot, int from) {
      fetched++;
      return mirror.word(slot, from);
    }

    @Override
    public int compareIds(int slot, int other) {
      compared++;
      return mirror.compareIds(slot, other);
    }
  }

  @Test
  void looksAtEachIdAFewTimesHoweverManyThereAre() {
    SplittableRandom random = new SplittableRandom(1);
    for (String prefix : List.of("", "isolated-", "a prefix of some length that all have: ")) {
      Mirror mirror = new Mirror(new FloatMarket());
      IntBuffer slots = new IntBuffer();
      int count = 50_000;
      for (int i = 0; i < count; i++) {
        String id = prefix + "%07d".formatted(random.nextInt(10_000_000)) + i;
        slots.add(mirror.putPending(id, Standing.FIRST));
      }
      Counted order = new Counted(mirror);

      new SlotSorter(order).sort(slots);

      for (int i = 1; i < count; i++) {
        assertThat(mirror.compareIds(slots.get(i - 1), slots.get(i))).isNegative();
      }
      int words = prefix.length() / 8 + 2;
      assertThat(order.fetched).as(prefix).isLessThanOrEqualTo(words * count);
      assertThat(order.compared).as(prefix).isLessThan(count);
    }
  }

  @Test
  void idsThatEndInZerosAreNotTakenForShorterOnes() {
    Mirror mirror = new Mirror(new FloatMarket());
    IntBuffer slots = new IntBuffer();
    List<String> ascending = new ArrayList<>();
    String zeros = "";
    for (int i = 0; i < 40; i++) {
      ascending.add("x" + zeros);
      zeros += "\u0000";
    }
    for (int i = 39; i >= 0; i--) {
      slots.add(mirror.putPending(ascending.get(i), Standing.FIRST));
    }

    new SlotSorter(mirror).sort(slots);

    for (int i = 0; i < 40; i++) {
      assertThat(mirror.id(slots.get(i))).isEqualTo(ascending.get(i));
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
