package io.breakwater.collections;

import java.util.Arrays;

/**
 * The bounds of one instrument on one side: a 4-ary heap of primitives, the smallest key at the
 * root, which knows where each entry is, so that an entry moves or leaves in O(log n).
 *
 * <p>An entry is a place of the {@link ElementPool}; where it stands in the heap is written to an
 * array that the caller owns, by place. 12 bytes an entry, and nothing is allocated but when it
 * grows, or shrinks because few are left.
 */
public final class BoundHeap {
  /** Position of a place that is not in the heap. */
  public static final int OUT = -1;

  private static final int ARITY_BITS = 2;
  private static final int ARITY = 1 << ARITY_BITS;
  private static final int FIRST_SIZE = 16;

  private long[] keys = new long[FIRST_SIZE];
  private int[] places = new int[FIRST_SIZE];
  private int size;

  public int size() {
    return size;
  }

  /** The key at a position. */
  public long key(int position) {
    return keys[position];
  }

  /** Bytes of the arrays. */
  public long bytes() {
    return keys.length * (long) (Long.BYTES + Integer.BYTES);
  }

  /** Puts in an entry, or moves it to another key. */
  public void put(int place, long key, int[] positions) {
    int position = positions[place];
    if (position == OUT) {
      grow();
      position = size++;
      rise(position, place, key, positions);
    } else if (key < keys[position]) {
      rise(position, place, key, positions);
    } else if (key > keys[position]) {
      sink(position, place, key, positions);
    }
  }

  /** Puts in a new entry without regard to order: {@link #order} must follow before all else. */
  public void append(int place, long key, int[] positions) {
    grow();
    set(size++, place, key, positions);
  }

  /** Makes a heap of what was appended, in linear time. */
  public void order(int[] positions) {
    for (int position = (size - 2) >> ARITY_BITS; position >= 0; position--) {
      sink(position, places[position], keys[position], positions);
    }
  }

  /** Takes out an entry, if it is in. */
  public void remove(int place, int[] positions) {
    int position = positions[place];
    if (position == OUT) {
      return;
    }
    positions[place] = OUT;
    size--;
    if (position != size) {
      long key = keys[size];
      int moved = places[size];
      if (key < keys[position]) {
        rise(position, moved, key, positions);
      } else {
        sink(position, moved, key, positions);
      }
    }
    fit(size);
  }

  private void grow() {
    fit(size + 1);
  }

  private void fit(int needed) {
    int capacity = Growth.fitting(keys.length, needed, FIRST_SIZE);
    if (capacity != keys.length) {
      keys = Arrays.copyOf(keys, capacity);
      places = Arrays.copyOf(places, capacity);
    }
  }

  /**
   * The places have other numbers now.
   *
   * @param targets the new number of a place, by the old one
   * @param positions by the new numbers
   */
  public void relocate(int[] targets, int[] positions) {
    for (int position = 0; position < size; position++) {
      places[position] = targets[places[position]];
      positions[places[position]] = position;
    }
  }

  private void rise(int from, int place, long key, int[] positions) {
    int position = from;
    while (position > 0) {
      int parent = (position - 1) >> ARITY_BITS;
      if (keys[parent] <= key) {
        break;
      }
      set(position, places[parent], keys[parent], positions);
      position = parent;
    }
    set(position, place, key, positions);
  }

  private void sink(int from, int place, long key, int[] positions) {
    int position = from;
    while (true) {
      int first = (position << ARITY_BITS) + 1;
      if (first >= size) {
        break;
      }
      int least = first;
      int end = Math.min(first + ARITY, size);
      for (int child = first + 1; child < end; child++) {
        if (keys[child] < keys[least]) {
          least = child;
        }
      }
      if (keys[least] >= key) {
        break;
      }
      set(position, places[least], keys[least], positions);
      position = least;
    }
    set(position, place, key, positions);
  }

  private void set(int position, int place, long key, int[] positions) {
    keys[position] = key;
    places[position] = place;
    positions[place] = position;
  }

  /**
   * Adds to {@code found} the owner of every entry whose key is below a limit, and changes nothing.
   *
   * @param owners account slots by place
   * @param stack scratch space
   */
  public void collectBelow(long limit, int[] owners, IntBuffer found, IntBuffer stack) {
    if (size == 0 || keys[0] >= limit) {
      return;
    }
    stack.clear();
    stack.add(0);
    while (!stack.isEmpty()) {
      int position = stack.removeLast();
      found.add(owners[places[position]]);
      int first = (position << ARITY_BITS) + 1;
      int end = Math.min(first + ARITY, size);
      for (int child = first; child < end; child++) {
        if (keys[child] < limit) {
          stack.add(child);
        }
      }
    }
  }
}
