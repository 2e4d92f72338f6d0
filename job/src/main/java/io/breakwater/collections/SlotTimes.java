package io.breakwater.collections;

import java.util.Arrays;

/**
 * A time of each of some slots: open addressing with linear probing in two arrays, at most half
 * full, and never larger than eight times what it holds. Not thread-safe.
 */
public final class SlotTimes {
  private static final int EMPTY = -1;
  private static final int LEAST = 8;

  private int[] slots = empty(LEAST);
  private long[] times = new long[LEAST];
  private int size;

  private static int[] empty(int capacity) {
    int[] table = new int[capacity];
    Arrays.fill(table, EMPTY);
    return table;
  }

  /** How many slots have a time. */
  public int size() {
    return size;
  }

  /** The time of a slot, or {@code none} where it has none. */
  public long get(int slot, long none) {
    int place = placeOf(slot);
    return slots[place] == slot ? times[place] : none;
  }

  /** Sets the time of a slot in place of the one that it had. */
  public void put(int slot, long time) {
    int place = placeOf(slot);
    if (slots[place] != slot) {
      slots[place] = slot;
      size++;
    }
    times[place] = time;
    if (size * 2 > slots.length) {
      resize(slots.length * 2);
    }
  }

  /** A slot has no time any more. */
  public void remove(int slot) {
    int hole = placeOf(slot);
    if (slots[hole] != slot) {
      return;
    }
    size--;
    int mask = slots.length - 1;
    for (int next = hole + 1 & mask; slots[next] != EMPTY; next = next + 1 & mask) {
      int home = home(slots[next]);
      if ((next - home & mask) >= (next - hole & mask)) {
        slots[hole] = slots[next];
        times[hole] = times[next];
        hole = next;
      }
    }
    slots[hole] = EMPTY;
    if (slots.length > LEAST && size * 8 < slots.length) {
      resize(slots.length / 2);
    }
  }

  /** A time becomes that of another slot, which has none. */
  public void move(int from, int to) {
    int place = placeOf(from);
    if (slots[place] == from) {
      long time = times[place];
      remove(from);
      put(to, time);
    }
  }

  private int home(int slot) {
    return (slot * 0x9E3779B9 >>> 7) & slots.length - 1;
  }

  /** Where a slot is, or would be. */
  private int placeOf(int slot) {
    int place = home(slot);
    while (slots[place] != EMPTY && slots[place] != slot) {
      place = place + 1 & slots.length - 1;
    }
    return place;
  }

  private void resize(int capacity) {
    int[] oldSlots = slots;
    long[] oldTimes = times;
    slots = empty(capacity);
    times = new long[capacity];
    for (int i = 0; i < oldSlots.length; i++) {
      if (oldSlots[i] != EMPTY) {
        int place = placeOf(oldSlots[i]);
        slots[place] = oldSlots[i];
        times[place] = oldTimes[i];
      }
    }
  }
}
