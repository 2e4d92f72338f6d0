package io.breakwater.local.replay.lines;

import java.util.Arrays;

/** A growing list of numbers, eight bytes each. */
public final class LongList {
  private long[] values = new long[16];
  private int size;

  public void add(long value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = value;
  }

  public long get(int index) {
    return values[index];
  }

  public int size() {
    return size;
  }

  /** How many of the numbers, which must ascend, are at most the limit. */
  public int countUpTo(long limit) {
    int found = Arrays.binarySearch(values, 0, size, limit);
    if (found < 0) {
      return -found - 1;
    }
    int count = found + 1;
    while (count < size && values[count] == limit) {
      count++;
    }
    return count;
  }
}
