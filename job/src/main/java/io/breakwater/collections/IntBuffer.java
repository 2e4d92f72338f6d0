package io.breakwater.collections;

import java.util.Arrays;

/**
 * A growing array of integers that is cleared and filled again without allocating, as long as it is
 * filled with about as much.
 */
public final class IntBuffer {
  private static final int LEAST = 64;

  private int[] values = new int[LEAST];
  private int size;

  public void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = value;
  }

  public int get(int index) {
    return values[index];
  }

  public void set(int index, int value) {
    values[index] = value;
  }

  public int removeLast() {
    return values[--size];
  }

  public int size() {
    return size;
  }

  /** Bytes of the array. */
  public long bytes() {
    return (long) Integer.BYTES * values.length;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  /** Empties it; an array much larger than what was in it halves. */
  public void clear() {
    if (values.length > LEAST && size < values.length >> 3) {
      values = new int[values.length / 2];
    }
    size = 0;
  }

  /** Gives memory back when much less is left than there was. */
  public void trim() {
    int capacity = Growth.fitting(values.length, size, LEAST);
    if (capacity < values.length) {
      values = Arrays.copyOf(values, capacity);
    }
  }

  public void truncate(int newSize) {
    size = newSize;
  }
}
