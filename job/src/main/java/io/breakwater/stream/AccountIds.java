package io.breakwater.stream;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Account ids, kept compactly: their UTF-8 bytes one after the other, and an open-addressed table
 * from bytes to slots. A slot is a small integer that stands for an account until it is released;
 * slots are used again.
 *
 * <p>Costs the bytes of an id and 2 for their number, 4 for its place, and 6 to 12 in the table.
 * Bytes of released ids are reclaimed when they are more than half. Not thread-safe.
 */
final class AccountIds {
  /** Answer for an id that has no slot. */
  static final int ABSENT = -1;

  private static final int LENGTH_BYTES = 2;
  private static final int RECLAIM_FROM = 1 << 16;
  private static final int FREE = -1;

  private byte[] bytes = new byte[1 << 12];
  private int used;
  private int dead;
  private int[] offsets = new int[256];
  private int slots;
  private final IntBuffer released = new IntBuffer();
  private int[] table = emptyTable(512);
  private int size;

  private static int[] emptyTable(int capacity) {
    int[] table = new int[capacity];
    Arrays.fill(table, ABSENT);
    return table;
  }

  /** How many ids have a slot. */
  int size() {
    return size;
  }

  /** Slots are below this number. */
  int slotLimit() {
    return slots;
  }

  boolean isUsed(int slot) {
    return offsets[slot] != FREE;
  }

  int find(String id) {
    byte[] key = id.getBytes(StandardCharsets.UTF_8);
    return table[position(key)];
  }

  /** The slot of an id, a new one if it had none. */
  int findOrAdd(String id) {
    byte[] key = id.getBytes(StandardCharsets.UTF_8);
    int position = position(key);
    if (table[position] != ABSENT) {
      return table[position];
    }
    int slot = released.isEmpty() ? newSlot() : released.removeLast();
    offsets[slot] = store(key);
    table[position] = slot;
    size++;
    if (size * 3 > table.length * 2) {
      rehash(table.length * 2);
    }
    return slot;
  }

  private int newSlot() {
    if (slots == offsets.length) {
      offsets = Arrays.copyOf(offsets, Growth.beyond(slots, slots + 1));
    }
    return slots++;
  }

  private int store(byte[] key) {
    int needed = used + LENGTH_BYTES + key.length;
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Growth.beyond(bytes.length, needed));
    }
    int offset = used;
    bytes[used++] = (byte) (key.length >>> 8);
    bytes[used++] = (byte) key.length;
    System.arraycopy(key, 0, bytes, used, key.length);
    used += key.length;
    return offset;
  }

  /** Gives a slot back; its id is forgotten. */
  void release(int slot) {
    removeFromTable(slot);
    dead += LENGTH_BYTES + length(slot);
    offsets[slot] = FREE;
    released.add(slot);
    size--;
    if (dead > RECLAIM_FROM && dead > used / 2) {
      reclaim();
    }
  }

  private void removeFromTable(int slot) {
    int mask = table.length - 1;
    int hole = hash(slot) & mask;
    while (table[hole] != slot) {
      hole = (hole + 1) & mask;
    }
    int next = (hole + 1) & mask;
    while (table[next] != ABSENT) {
      int home = hash(table[next]) & mask;
      if (((next - home) & mask) >= ((next - hole) & mask)) {
        table[hole] = table[next];
        hole = next;
      }
      next = (next + 1) & mask;
    }
    table[hole] = ABSENT;
  }

  private void reclaim() {
    byte[] old = bytes;
    bytes = new byte[Math.max(1 << 12, (used - dead) + ((used - dead) >> 1))];
    used = 0;
    dead = 0;
    for (int slot = 0; slot < slots; slot++) {
      if (offsets[slot] != FREE) {
        int from = offsets[slot];
        int length = LENGTH_BYTES + (((old[from] & 0xff) << 8) | (old[from + 1] & 0xff));
        System.arraycopy(old, from, bytes, used, length);
        offsets[slot] = used;
        used += length;
      }
    }
  }

  private void rehash(int capacity) {
    table = emptyTable(capacity);
    int mask = capacity - 1;
    for (int slot = 0; slot < slots; slot++) {
      if (offsets[slot] != FREE) {
        int position = hash(slot) & mask;
        while (table[position] != ABSENT) {
          position = (position + 1) & mask;
        }
        table[position] = slot;
      }
    }
  }

  private int position(byte[] key) {
    int mask = table.length - 1;
    int position = hash(key, 0, key.length) & mask;
    while (table[position] != ABSENT && !hasId(table[position], key)) {
      position = (position + 1) & mask;
    }
    return position;
  }

  private boolean hasId(int slot, byte[] key) {
    int from = offsets[slot] + LENGTH_BYTES;
    return Arrays.equals(bytes, from, from + length(slot), key, 0, key.length);
  }

  private int hash(int slot) {
    return hash(bytes, offsets[slot] + LENGTH_BYTES, length(slot));
  }

  private static int hash(byte[] bytes, int from, int length) {
    int hash = length;
    for (int i = from; i < from + length; i++) {
      hash = hash * 31 + bytes[i];
    }
    hash ^= hash >>> 16;
    hash *= 0x85ebca6b;
    hash ^= hash >>> 13;
    hash *= 0xc2b2ae35;
    return hash ^ (hash >>> 16);
  }

  private int length(int slot) {
    int offset = offsets[slot];
    return ((bytes[offset] & 0xff) << 8) | (bytes[offset + 1] & 0xff);
  }

  String id(int slot) {
    return new String(bytes, offsets[slot] + LENGTH_BYTES, length(slot), StandardCharsets.UTF_8);
  }

  /** The order of two ids' bytes, taken as unsigned. */
  int compare(int slot, int other) {
    int from = offsets[slot] + LENGTH_BYTES;
    int otherFrom = offsets[other] + LENGTH_BYTES;
    return Arrays.compareUnsigned(
        bytes, from, from + length(slot), bytes, otherFrom, otherFrom + length(other));
  }
}
