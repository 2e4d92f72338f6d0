package io.breakwater.collections;

import java.util.Arrays;

/**
 * A set of slots in one array: open addressing with linear probing, at most half full, and never
 * larger than eight times what it holds. Not thread-safe.
 */
public final class SlotSet {
  private static final int EMPTY = -1;
  private static final int LEAST = 8;

  private int[] table = empty(LEAST);
  private int size;

  private static int[] empty(int capacity) {
    int[] table = new int[capacity];
    Arrays.fill(table, EMPTY);
    return table;
  }

  int size() {
    return size;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  /** Adds a slot; whether it was not there. */
  public boolean add(int slot) {
    int place = placeOf(slot);
    if (table[place] == slot) {
      return false;
    }
    table[place] = slot;
    size++;
    if (size * 2 > table.length) {
      resize(table.length * 2);
    }
    return true;
  }

  /** Removes a slot; whether it was there. */
  public boolean remove(int slot) {
    int hole = placeOf(slot);
    if (table[hole] != slot) {
      return false;
    }
    size--;
    int mask = table.length - 1;
    for (int next = hole + 1 & mask; table[next] != EMPTY; next = next + 1 & mask) {
      int home = home(table[next]);
      if ((next - home & mask) >= (next - hole & mask)) {
        table[hole] = table[next];
        hole = next;
      }
    }
    table[hole] = EMPTY;
    if (table.length > LEAST && size * 8 < table.length) {
      resize(table.length / 2);
    }
    return true;
  }

  private int home(int slot) {
    return (slot * 0x9E3779B9 >>> 7) & table.length - 1;
  }

  /** Where a slot is, or would be. */
  private int placeOf(int slot) {
    int place = home(slot);
    while (table[place] != EMPTY && table[place] != slot) {
      place = place + 1 & table.length - 1;
    }
    return place;
  }

  private void resize(int capacity) {
    int[] old = table;
    table = empty(capacity);
    for (int slot : old) {
      if (slot != EMPTY) {
        table[placeOf(slot)] = slot;
      }
    }
  }

  /** Adds all slots to a buffer, in any order. */
  public void addTo(IntBuffer buffer) {
    for (int slot : table) {
      if (slot != EMPTY) {
        buffer.add(slot);
      }
    }
  }
}
