package io.breakwater.stream.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.collections.IntBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitingTest {
  private final List<Integer> abandoned = new ArrayList<>();
  private final Waiting waiting = new Waiting(abandoned::add);

  @Test
  void whoMovesToAnotherSlotWaitsOnThere() {
    waiting.put(5, new int[] {1, 2});
    waiting.put(6, new int[] {2});

    waiting.move(5, 0);
    waiting.move(7, 3);

    assertThat(waitingFor(1)).containsExactly(0);
    assertThat(waitingFor(2)).containsExactlyInAnyOrder(0, 6);
    assertThat(abandoned).isEmpty();
    waiting.remove(0);
    assertThat(waitingFor(2)).containsExactly(6);
    assertThat(abandoned).containsExactly(1);
  }

  private List<Integer> waitingFor(int thing) {
    IntBuffer found = new IntBuffer();
    waiting.collect(thing, found);
    List<Integer> slots = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      slots.add(found.get(i));
    }
    return slots;
  }
}
