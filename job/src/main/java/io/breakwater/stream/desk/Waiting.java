package io.breakwater.stream.desk;

import io.breakwater.collections.IntBuffer;
import io.breakwater.collections.SlotSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Which accounts wait for which things, by their integers: for instruments whose parameters are not
 * known, or for factors that have no value. What comes then touches only those concerned. Not
 * thread-safe.
 */
final class Waiting {
  private final Map<Integer, SlotSet> slotsByThing = new HashMap<>();
  private final Map<Integer, int[]> thingsBySlot = new HashMap<>();
  private final IntConsumer abandoned;

  /**
   * @param abandoned is told of a thing that nobody waits for any more
   */
  Waiting(IntConsumer abandoned) {
    this.abandoned = abandoned;
  }

  /** An account that waits for nothing begins to wait for things, of which there may be none. */
  void put(int slot, int[] things) {
    if (things.length == 0) {
      return;
    }
    thingsBySlot.put(slot, things);
    for (int thing : things) {
      slotsByThing.computeIfAbsent(thing, key -> new SlotSet()).add(slot);
    }
  }

  /** An account waits for nothing any more. */
  void remove(int slot) {
    int[] things = thingsBySlot.remove(slot);
    if (things == null) {
      return;
    }
    for (int thing : things) {
      SlotSet slots = slotsByThing.get(thing);
      slots.remove(slot);
      if (slots.isEmpty()) {
        slotsByThing.remove(thing);
        abandoned.accept(thing);
      }
    }
  }

  /** An account has another slot. */
  void move(int from, int to) {
    int[] things = thingsBySlot.remove(from);
    if (things == null) {
      return;
    }
    thingsBySlot.put(to, things);
    for (int thing : things) {
      SlotSet slots = slotsByThing.get(thing);
      slots.remove(from);
      slots.add(to);
    }
  }

  /** Adds to {@code found} all that wait for a thing, in any order. */
  void collect(int thing, IntBuffer found) {
    SlotSet slots = slotsByThing.get(thing);
    if (slots != null) {
      slots.addTo(found);
    }
  }
}
