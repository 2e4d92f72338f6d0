package io.breakwater.stream.desk;

import io.breakwater.collections.IntBuffer;
import io.breakwater.collections.SlotSet;
import io.breakwater.margin.account.Patience;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * When time alone changes something about accounts: at most one time of each. Derived from how they
 * stand, and never checkpointed. Not thread-safe.
 */
final class Deadlines {
  private final TreeMap<Long, SlotSet> slotsByTime = new TreeMap<>();
  private final Map<Integer, Long> timeBySlot = new HashMap<>();

  /** The first, microseconds since the epoch; {@link Patience#NONE} when there is none. */
  private long first = Patience.NONE;

  long first() {
    return first;
  }

  /**
   * Sets the time of an account in place of the one that it had; {@link Patience#NONE} for none.
   */
  void put(int slot, long time) {
    if (time == Patience.NONE && timeBySlot.isEmpty()) {
      return;
    }
    Long before = timeBySlot.get(slot);
    if (before == null ? time == Patience.NONE : before == time) {
      return;
    }
    if (before != null) {
      remove(slot, before);
    }
    if (time != Patience.NONE) {
      timeBySlot.put(slot, time);
      slotsByTime.computeIfAbsent(time, key -> new SlotSet()).add(slot);
    }
    first = slotsByTime.isEmpty() ? Patience.NONE : slotsByTime.firstKey();
  }

  private void remove(int slot, long time) {
    timeBySlot.remove(slot);
    SlotSet slots = slotsByTime.get(time);
    slots.remove(slot);
    if (slots.isEmpty()) {
      slotsByTime.remove(time);
    }
  }

  /** The time of an account; {@link Patience#NONE} where it has none. */
  long time(int slot) {
    return timeBySlot.isEmpty() ? Patience.NONE : timeBySlot.getOrDefault(slot, Patience.NONE);
  }

  /** An account has another slot. */
  void move(int from, int to) {
    Long time = timeBySlot.get(from);
    if (time != null) {
      put(from, Patience.NONE);
      put(to, time);
    }
  }

  /** Adds to {@code found} all accounts of the {@link #first} time, in any order. */
  void collectFirst(IntBuffer found) {
    slotsByTime.firstEntry().getValue().addTo(found);
  }
}
