package io.breakwater.stream.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ArrivalQueueTest {
  private static final int SEEDS = 300;

  private record Item(int rank, int arrival) {}

  @Test
  void elementsLeaveByRankAndEqualOnesAsTheyCame() {
    for (int seed = 0; seed < SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      ArrivalQueue<Item> queue = queue();
      List<Item> model = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        if (model.isEmpty() || random.nextInt(3) > 0) {
          Item item = new Item(random.nextInt(4), i);
          queue.add(item);
          model.add(item);
          model.sort(Comparator.comparingInt(Item::rank).thenComparingInt(Item::arrival));
        } else {
          assertThat(queue.peek()).as("seed %s", seed).isEqualTo(model.get(0));
          assertThat(queue.remove()).as("seed %s", seed).isEqualTo(model.remove(0));
        }
        if (random.nextInt(20) == 0) {
          queue.removeIf(item -> item.arrival() % 5 == 0);
          model.removeIf(item -> item.arrival() % 5 == 0);
        }
        if (random.nextInt(20) == 0) {
          queue = copied(queue);
        }
        assertThat(queue.size()).as("seed %s", seed).isEqualTo(model.size());
      }
      assertThat(queue.toList()).as("seed %s", seed).isEqualTo(model);
    }
  }

  @Test
  void anEmptyQueueHasNoFirst() {
    assertThat(queue().peek()).isNull();
    assertThat(queue().isEmpty()).isTrue();
  }

  private static ArrivalQueue<Item> copied(ArrivalQueue<Item> queue) {
    ArrivalQueue<Item> copy = queue();
    queue.toList().forEach(copy::add);
    return copy;
  }

  private static ArrivalQueue<Item> queue() {
    return new ArrivalQueue<>(Comparator.comparingInt(Item::rank));
  }
}
