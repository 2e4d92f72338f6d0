package io.breakwater.stream;

import java.util.Arrays;

/** A growing array of integers that is cleared and filled again without allocating. */
final class IntBuffer {
  private int[] values = new int[64];
  private int size;

  void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = value;
  }

  int get(int index) {
    return values[index];
  }

  void set(int index, int value) {
    values[index] = value;
  }

  int removeLast() {
    return values[--size];
  }

  int size() {
    return size;
  }

  /** Bytes of the array. */
  long bytes() {
    return (long) Integer.BYTES * values.length;
  }

  boolean isEmpty() {
    return size == 0;
  }

  void clear() {
    size = 0;
  }

  void truncate(int newSize) {
    size = newSize;
  }
}
