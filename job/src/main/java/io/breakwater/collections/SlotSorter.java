package io.breakwater.collections;

import io.breakwater.value.Texts;

/**
 * Sorts slots by the bytes of their accounts' ids, in n log n comparisons whatever the ids are.
 *
 * <p>A word of eight bytes of each id is fetched once and kept beside its slot, and words are
 * merged, which stays within two arrays; only slots with equal words are told apart by their next
 * words. Ids in full are compared in small groups alone. The scratch space is given back when it is
 * large for what is sorted. Not thread-safe.
 */
public final class SlotSorter {
  private static final int WORD = Long.BYTES;
  private static final int SMALL = 8;
  private static final int LEAST = 64;

  private final IdOrder order;
  private long[] words = new long[LEAST];
  private int[] slots = new int[LEAST];
  private long[] mergedWords = new long[LEAST];
  private int[] mergedSlots = new int[LEAST];

  public SlotSorter(IdOrder order) {
    this.order = order;
  }

  public void sort(IntBuffer buffer) {
    int size = buffer.size();
    if (size < 2) {
      return;
    }
    fit(size);
    for (int i = 0; i < size; i++) {
      slots[i] = buffer.get(i);
    }
    sort(0, size, 0);
    for (int i = 0; i < size; i++) {
      buffer.set(i, slots[i]);
    }
  }

  private void fit(int size) {
    int capacity = Growth.fitting(slots.length, size, LEAST);
    if (capacity != slots.length) {
      words = new long[capacity];
      slots = new int[capacity];
      mergedWords = new long[capacity];
      mergedSlots = new int[capacity];
    }
  }

  /** Sorts slots whose ids agree in their first bytes. */
  private void sort(int from, int to, int agreed) {
    if (to - from <= SMALL || agreed > Texts.LONGEST) {
      insert(from, to);
      return;
    }
    for (int i = from; i < to; i++) {
      words[i] = order.word(slots[i], agreed) ^ Long.MIN_VALUE;
    }
    mergeSort(from, to);
    int start = from;
    for (int i = from + 1; i <= to; i++) {
      if (i == to || words[i] != words[start]) {
        if (i - start > 1) {
          sort(start, i, agreed + WORD);
        }
        start = i;
      }
    }
  }

  private void insert(int from, int to) {
    for (int i = from + 1; i < to; i++) {
      int slot = slots[i];
      int hole = i;
      while (hole > from && order.compareIds(slots[hole - 1], slot) > 0) {
        slots[hole] = slots[hole - 1];
        hole--;
      }
      slots[hole] = slot;
    }
  }

  private void mergeSort(int from, int to) {
    for (int width = 1; width < to - from; width *= 2) {
      for (int left = from; left < to - width; left += 2 * width) {
        int middle = left + width;
        if (words[middle - 1] > words[middle]) {
          merge(left, middle, Math.min(middle + width, to));
        }
      }
    }
  }

  private void merge(int from, int middle, int to) {
    System.arraycopy(words, from, mergedWords, from, middle - from);
    System.arraycopy(slots, from, mergedSlots, from, middle - from);
    int left = from;
    int right = middle;
    for (int i = from; left < middle; i++) {
      if (right < to && words[right] < mergedWords[left]) {
        words[i] = words[right];
        slots[i] = slots[right++];
      } else {
        words[i] = mergedWords[left];
        slots[i] = mergedSlots[left++];
      }
    }
  }
}
