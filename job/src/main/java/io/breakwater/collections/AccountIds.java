package io.breakwater.collections;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Account ids, kept compactly: their UTF-8 bytes one after the other, and an open-addressed table
 * from bytes to slots. A slot is a small integer that stands for an account until it is released;
 * the lowest free one is used first, so that few accounts have few slots.
 *
 * <p>Costs the bytes of an id and 2 for their number, 4 for its place, and 6 to 12 in the table.
 * Bytes of released ids are reclaimed when they are more than half; table and places shrink when
 * few are left. The hash is keyed, so that no choice of ids makes the table slow. Not thread-safe.
 */
public final class AccountIds {
  /** Answer for an id that has no slot. */
  public static final int ABSENT = -1;

  private static final int LENGTH_BYTES = 2;
  private static final int RECLAIM_FROM = 1 << 16;
  private static final int FREE = -1;
  private static final int LEAST_SLOTS = 256;
  private static final int TOLERATED = 16;
  private static final int LEAST_TABLE = 512;
  private static final int LARGE_TABLE = 8;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final SipHash hash = SipHash.ofRandomKey();

  private byte[] bytes = new byte[1 << 12];
  private int used;
  private int dead;
  private int[] offsets = new int[LEAST_SLOTS];
  private int slots;
  private final BitSet free = new BitSet();
  private int lowestFree;
  private int[] table = emptyTable(LEAST_TABLE);
  private int size;

  private static int[] emptyTable(int capacity) {
    int[] table = new int[capacity];
    Arrays.fill(table, ABSENT);
    return table;
  }

  /** How many ids have a slot. */
  public int size() {
    return size;
  }

  /** Bytes of the arrays, whether used or not. */
  public long bytes() {
    return bytes.length + (long) Integer.BYTES * (offsets.length + table.length);
  }

  /** Slots are below this number. */
  public int slotLimit() {
    return slots;
  }

  public boolean isUsed(int slot) {
    return offsets[slot] != FREE;
  }

  public int find(String id) {
    byte[] key = id.getBytes(StandardCharsets.UTF_8);
    return table[position(key)];
  }

  /** The slot of an id, a new one if it had none. */
  public int findOrAdd(String id) {
    byte[] key = id.getBytes(StandardCharsets.UTF_8);
    int position = position(key);
    if (table[position] != ABSENT) {
      return table[position];
    }
    int slot = lowestSlot();
    offsets[slot] = store(key);
    table[position] = slot;
    size++;
    if (size * 3 > table.length * 2) {
      rehash(table.length * 2);
    }
    return slot;
  }

  private int lowestSlot() {
    int slot = free.nextSetBit(lowestFree);
    if (slot >= 0) {
      free.clear(slot);
      lowestFree = slot + 1;
      return slot;
    }
    lowestFree = slots + 1;
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
  public void release(int slot) {
    removeFromTable(slot);
    dead += LENGTH_BYTES + length(slot);
    offsets[slot] = FREE;
    size--;
    giveBack(slot);
    if (table.length > LEAST_TABLE && size * LARGE_TABLE < table.length) {
      rehash(table.length / 2);
    }
    if (dead > RECLAIM_FROM && dead > used / 2) {
      reclaim();
    }
  }

  /** Whether more than half of the slots, and some, are out of use. */
  public boolean isSparse() {
    return slots > 2 * size + TOLERATED;
  }

  /** Gives the id of the highest slot the lowest that is out of use; answers that one. */
  public int moveHighest() {
    int highest = slots - 1;
    int slot = free.nextSetBit(lowestFree);
    if (slot < 0) {
      throw new IllegalStateException("no slot is out of use");
    }
    int mask = table.length - 1;
    int position = hash(highest) & mask;
    while (table[position] != highest) {
      position = (position + 1) & mask;
    }
    table[position] = slot;
    offsets[slot] = offsets[highest];
    offsets[highest] = FREE;
    free.clear(slot);
    lowestFree = slot + 1;
    giveBack(highest);
    return slot;
  }

  /** Slots above all that are used are none any more. */
  private void giveBack(int slot) {
    free.set(slot);
    lowestFree = Math.min(lowestFree, slot);
    while (slots > 0 && free.get(slots - 1)) {
      free.clear(--slots);
    }
    int capacity = Growth.fitting(offsets.length, slots, LEAST_SLOTS);
    if (capacity < offsets.length) {
      offsets = Arrays.copyOf(offsets, capacity);
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

  private int hash(byte[] bytes, int from, int length) {
    return (int) hash.hash(bytes, from, length);
  }

  private int length(int slot) {
    int offset = offsets[slot];
    return ((bytes[offset] & 0xff) << 8) | (bytes[offset + 1] & 0xff);
  }

  public String id(int slot) {
    return new String(bytes, offsets[slot] + LENGTH_BYTES, length(slot), StandardCharsets.UTF_8);
  }

  /** The order of two ids' bytes, taken as unsigned. */
  public int compare(int slot, int other) {
    int from = offsets[slot] + LENGTH_BYTES;
    int otherFrom = offsets[other] + LENGTH_BYTES;
    return Arrays.compareUnsigned(
        bytes, from, from + length(slot), bytes, otherFrom, otherFrom + length(other));
  }

  /** See {@link IdOrder#word}. */
  public long word(int slot, int from) {
    int start = offsets[slot] + LENGTH_BYTES + from;
    int left = Math.max(0, Math.min(Long.BYTES, length(slot) - from));
    if (start + Long.BYTES <= bytes.length) {
      long word = (long) LONGS.get(bytes, start);
      return left == 0 ? 0 : word & -1L << (Long.BYTES - left) * Byte.SIZE;
    }
    long word = 0;
    for (int i = 0; i < left; i++) {
      word |= (bytes[start + i] & 0xffL) << (Long.BYTES - 1 - i) * Byte.SIZE;
    }
    return word;
  }
}
