package io.breakwater.stream;

import java.util.Arrays;

/**
 * The elements of all mirrored accounts in primitive arrays: an account has a run of consecutive
 * places. Runs that are given back are used again for runs of their length.
 *
 * <p>20 bytes an element. Not thread-safe.
 */
final class ElementPool {
  private static final int NONE = -1;

  int[] instruments = new int[1 << 10];
  double[] slopes = new double[1 << 10];
  double[] weights = new double[1 << 10];
  private int used;
  private int[] freeByLength = {NONE};

  /** The first place of a new run. */
  int allocate(int length) {
    if (length == 0) {
      return 0;
    }
    if (length < freeByLength.length && freeByLength[length] != NONE) {
      int run = freeByLength[length];
      freeByLength[length] = instruments[run];
      return run;
    }
    if (used + length > instruments.length) {
      int capacity = Growth.beyond(instruments.length, used + length);
      instruments = Arrays.copyOf(instruments, capacity);
      slopes = Arrays.copyOf(slopes, capacity);
      weights = Arrays.copyOf(weights, capacity);
    }
    int run = used;
    used += length;
    return run;
  }

  /** Gives a run back. */
  void release(int run, int length) {
    if (length == 0) {
      return;
    }
    if (length >= freeByLength.length) {
      int known = freeByLength.length;
      freeByLength = Arrays.copyOf(freeByLength, length + 1);
      Arrays.fill(freeByLength, known, length + 1, NONE);
    }
    instruments[run] = freeByLength[length];
    freeByLength[length] = run;
  }
}
