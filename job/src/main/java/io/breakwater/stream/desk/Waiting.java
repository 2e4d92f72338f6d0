package io.breakwater.stream.desk;

import io.breakwater.collections.IntBuffer;
import io.breakwater.collections.SlotSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Which accounts wait for which instruments: those whose parameters or price are not known. What
 * comes then touches only those concerned. Not thread-safe.
 */
final class Waiting {
  private final Map<Integer, SlotSet> slotsByInstrument = new HashMap<>();
  private final Map<Integer, int[]> instrumentsBySlot = new HashMap<>();
  private final IntConsumer abandoned;

  /**
   * @param abandoned is told of an instrument that nobody waits for any more
   */
  Waiting(IntConsumer abandoned) {
    this.abandoned = abandoned;
  }

  /**
   * An account that waits for nothing begins to wait for instruments, of which there may be none.
   */
  void put(int slot, int[] instruments) {
    if (instruments.length == 0) {
      return;
    }
    instrumentsBySlot.put(slot, instruments);
    for (int instrument : instruments) {
      slotsByInstrument.computeIfAbsent(instrument, key -> new SlotSet()).add(slot);
    }
  }

  /** An account waits for nothing any more. */
  void remove(int slot) {
    int[] instruments = instrumentsBySlot.remove(slot);
    if (instruments == null) {
      return;
    }
    for (int instrument : instruments) {
      SlotSet slots = slotsByInstrument.get(instrument);
      slots.remove(slot);
      if (slots.isEmpty()) {
        slotsByInstrument.remove(instrument);
        abandoned.accept(instrument);
      }
    }
  }

  /** Adds to {@code found} all that wait for an instrument, in any order. */
  void collect(int instrument, IntBuffer found) {
    SlotSet slots = slotsByInstrument.get(instrument);
    if (slots != null) {
      slots.addTo(found);
    }
  }
}
