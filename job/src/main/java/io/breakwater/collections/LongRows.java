package io.breakwater.collections;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Rows of longs, each of the same width, found by a key: an open-addressed table over rows that lie
 * one after the other in one array. Nothing is allocated but when it grows. Not thread-safe.
 */
public final class LongRows {
  private static final int LEAST = 16;
  private static final int BITS = 7;
  private static final int MORE = 1 << BITS;
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final int width;
  private long[] keys = new long[LEAST];
  private long[] words;
  private int[] table = new int[2 * LEAST];
  private int size;

  /**
   * @param width longs of a row, besides its key
   */
  public LongRows(int width) {
    this.width = width;
    words = new long[LEAST * width];
  }

  public int size() {
    return size;
  }

  public long key(int row) {
    return keys[row];
  }

  /** Where a row begins in {@link #words}. */
  public int offset(int row) {
    return row * width;
  }

  /** The rows; another array once one has been added. */
  public long[] words() {
    return words;
  }

  /** The row of a key; one of zeros is added, as number {@link #size}, where there was none. */
  public int findOrAdd(long key) {
    int position = position(key);
    if (table[position] != 0) {
      return table[position] - 1;
    }
    if (size == keys.length) {
      grow();
      position = position(key);
    }
    keys[size] = key;
    table[position] = ++size;
    return size - 1;
  }

  private int position(long key) {
    int mask = table.length - 1;
    int position = (int) (key * GOLDEN >>> Integer.SIZE) & mask;
    while (table[position] != 0 && keys[table[position] - 1] != key) {
      position = (position + 1) & mask;
    }
    return position;
  }

  private void grow() {
    keys = Arrays.copyOf(keys, 2 * size);
    words = Arrays.copyOf(words, 2 * size * width);
    table = new int[4 * size];
    for (int row = 0; row < size; row++) {
      table[position(keys[row])] = row + 1;
    }
  }

  /** The rows' numbers, in the order of their keys. */
  public int[] byKey() {
    long[] sorted = Arrays.copyOf(keys, size);
    Arrays.sort(sorted);
    int[] rows = new int[size];
    for (int i = 0; i < size; i++) {
      rows[i] = table[position(sorted[i])] - 1;
    }
    return rows;
  }

  /**
   * Writes the rows in the order of their keys: the same bytes for the same rows. Numbers near zero
   * take few bytes, and so do keys near each other.
   */
  public void write(DataOutput out) throws IOException {
    out.writeInt(size);
    long last = 0;
    for (int row : byKey()) {
      write(keys[row] - last, out);
      last = keys[row];
      for (int i = offset(row); i < offset(row + 1); i++) {
        write(words[i], out);
      }
    }
  }

  /** Seven bits a byte from the lowest on, the sign first; the upper bit says that more follow. */
  private static void write(long number, DataOutput out) throws IOException {
    long left = number << 1 ^ number >> Long.SIZE - 1;
    while (left >>> BITS != 0) {
      out.writeByte((int) left | MORE);
      left >>>= BITS;
    }
    out.writeByte((int) left);
  }

  private static long read(DataInput in) throws IOException {
    long number = 0;
    int shift = 0;
    byte next;
    do {
      next = in.readByte();
      number |= (long) (next & MORE - 1) << shift;
      shift += BITS;
    } while (next < 0 && shift < Long.SIZE);
    return number >>> 1 ^ -(number & 1);
  }

  /** The rows of that width that were written. */
  public static LongRows read(DataInput in, int width) throws IOException {
    LongRows rows = new LongRows(width);
    int size = in.readInt();
    long key = 0;
    for (int i = 0; i < size; i++) {
      key += read(in);
      int offset = rows.offset(rows.findOrAdd(key));
      for (int word = 0; word < width; word++) {
        rows.words[offset + word] = read(in);
      }
    }
    return rows;
  }
}
