package io.breakwater.collections;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.value.Texts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AccountIdsTest {
  private static final int SEEDS = 20;
  private static final int STEPS = 20_000;

  private final AccountIds ids = new AccountIds();

  @Test
  void behavesLikeAMapFromIdsToSlots() {
    for (int seed = 0; seed < SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      AccountIds tested = new AccountIds();
      Map<String, Integer> model = new HashMap<>();
      List<String> known = new ArrayList<>();
      int most = 1 << random.nextInt(4, 13);
      for (int step = 0; step < STEPS; step++) {
        if (known.size() < most && (known.isEmpty() || random.nextInt(5) < 3)) {
          String id = randomId(random);
          int slot = tested.findOrAdd(id);
          if (model.putIfAbsent(id, slot) == null) {
            known.add(id);
          }
        } else {
          String id = known.remove(random.nextInt(known.size()));
          tested.release(model.remove(id));
          settle(tested, model);
          assertThat(tested.find(id)).as("seed %s", seed).isEqualTo(AccountIds.ABSENT);
        }
        if (step % 1024 == 0) {
          assertSame(seed, tested, model);
        }
      }
      assertSame(seed, tested, model);
    }
  }

  /** At most two for each that was released. */
  private static void settle(AccountIds tested, Map<String, Integer> model) {
    for (int moves = 0; tested.isSparse(); moves++) {
      assertThat(moves).isLessThan(2);
      String id = tested.id(tested.slotLimit() - 1);
      int slot = tested.moveHighest();
      assertThat(tested.id(slot)).isEqualTo(id);
      model.put(id, slot);
    }
  }

  private static void assertSame(int seed, AccountIds tested, Map<String, Integer> model) {
    assertThat(tested.size()).as("seed %s", seed).isEqualTo(model.size());
    boolean[] used = new boolean[tested.slotLimit()];
    model.forEach(
        (id, slot) -> {
          assertThat(tested.find(id)).as("seed %s, slot of %s", seed, id).isEqualTo(slot);
          assertThat(tested.id(slot)).as("seed %s", seed).isEqualTo(id);
          assertThat(used[slot]).as("seed %s, slot %s is another's", seed, slot).isFalse();
          used[slot] = true;
        });
    for (int slot = 0; slot < used.length; slot++) {
      assertThat(tested.isUsed(slot)).as("seed %s, slot %s", seed, slot).isEqualTo(used[slot]);
    }
  }

  @Test
  void slotsAreUsedAgain() {
    int slot = ids.findOrAdd("gone");
    ids.findOrAdd("stays");
    ids.release(slot);

    assertThat(ids.findOrAdd("new")).isEqualTo(slot);
    assertThat(ids.slotLimit()).isEqualTo(2);
  }

  @Test
  void idsAreOrderedByTheirUnsignedBytes() {
    // By UTF-16 units U+FF21 would come after the surrogates of U+1F600.
    List<String> ascending =
        List.of("", "A", "AA", "B", "a", "a\u0000", "é", "Ξ", "₿", "\uff21", "😀", "😀1");
    int[] slots = ascending.stream().mapToInt(ids::findOrAdd).toArray();
    for (int i = 0; i < slots.length; i++) {
      for (int j = 0; j < slots.length; j++) {
        assertThat(Integer.signum(ids.compare(slots[i], slots[j])))
            .as("%s against %s", ascending.get(i), ascending.get(j))
            .isEqualTo(Integer.compare(i, j));
      }
    }
  }

  @Test
  void keepsIdsOfTheLargestLength() {
    String longest = "x".repeat(Texts.LONGEST);
    String multibyte = "₿".repeat(Texts.LONGEST / 3);

    assertThat(ids.id(ids.findOrAdd(longest))).isEqualTo(longest);
    assertThat(ids.id(ids.findOrAdd(multibyte))).isEqualTo(multibyte);
    assertThat(ids.find(longest.substring(1))).isEqualTo(AccountIds.ABSENT);
  }

  @Test
  void reclaimsTheBytesOfReleasedIdsAndKeepsTheOthers() {
    int count = 4_000;
    int[] slots = new int[count];
    for (int i = 0; i < count; i++) {
      slots[i] = ids.findOrAdd("a rather long account id, number " + i);
    }
    for (int i = 0; i < count; i++) {
      if (i % 10 != 0) {
        ids.release(slots[i]);
      }
    }
    for (int i = 0; i < count; i += 10) {
      assertThat(ids.id(slots[i])).isEqualTo("a rather long account id, number " + i);
      assertThat(ids.find("a rather long account id, number " + i)).isEqualTo(slots[i]);
    }
  }

  private static String randomId(SplittableRandom random) {
    byte[] plain = new byte[1 + random.nextInt(random.nextInt(10) == 0 ? Texts.LONGEST : 12)];
    for (int i = 0; i < plain.length; i++) {
      plain[i] = (byte) ('!' + random.nextInt(random.nextInt(3) == 0 ? 90 : 4));
    }
    String text = new String(plain, StandardCharsets.US_ASCII);
    return random.nextInt(4) == 0 && text.length() < 60 ? text + "Ξ₿😀" : text;
  }

  @Test
  void memoryFollowsTheIdsThatAreLeft() {
    int many = 100_000;
    long least = ids.bytes();
    for (int i = 0; i < many; i++) {
      ids.findOrAdd("account " + i);
    }
    long most = ids.bytes();
    for (int i = many - 1; i >= 10; i--) {
      ids.release(ids.find("account " + i));
    }
    assertThat(ids.slotLimit()).isEqualTo(10);
    assertThat(ids.bytes()).isLessThan(most / 20).isLessThan(least + (1 << 18));
    for (int i = 0; i < 10; i++) {
      assertThat(ids.id(ids.find("account " + i))).isEqualTo("account " + i);
    }
  }

  @Test
  void theLowestFreeSlotIsUsedFirst() {
    for (int i = 0; i < 10; i++) {
      ids.findOrAdd("account " + i);
    }
    for (int slot : new int[] {7, 2, 9, 4}) {
      ids.release(slot);
    }
    assertThat(ids.slotLimit()).isEqualTo(9);
    assertThat(ids.findOrAdd("a")).isEqualTo(2);
    assertThat(ids.findOrAdd("b")).isEqualTo(4);
    assertThat(ids.findOrAdd("c")).isEqualTo(7);
    assertThat(ids.findOrAdd("d")).isEqualTo(9);
  }
}
