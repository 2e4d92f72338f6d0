package io.breakwater.collections;

import java.util.Arrays;

/**
 * A growing array of integers that is cleared and filled again without allocating, as long as it is
 * filled with about as much.
 *
 * <p>How much that is, is judged by the most that was in it, not by what was left at the end: a
 * stack ends empty, and a list may be cut to what is kept. It doubles when it is full and halves
 * when less than an eighth is in use, so that it grows again only after it was filled anew.
 */
public final class IntBuffer {
  private static final int LEAST = 64;
  private static final int EIGHTH = 3;
  private static final int QUARTER = 2;

  private int[] values = new int[LEAST];
  private int size;

  /** The most that was in it lately; a quarter is forgotten at each clearing. */
  private int most;

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
    most = Math.max(most, size);
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

  /** Empties it; the array halves when it was much too large of late. */
  public void clear() {
    most = Math.max(most, size);
    if (values.length > LEAST && most < values.length >> EIGHTH) {
      values = new int[values.length / 2];
    }
    most -= most >> QUARTER;
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
    most = Math.max(most, size);
    size = newSize;
  }
}
