package io.breakwater.collections;

import java.util.Arrays;

/**
 * The elements of all mirrored accounts in primitive arrays: an account has a run of consecutive
 * places. Runs that are given back are used again for runs of their length; when too many places
 * are out of use, the owner moves all runs together.
 *
 * <p>20 bytes an element, and 8 more once any has a fixed worth. At most half as many places as are
 * live, and some, are out of use. Not thread-safe.
 */
public final class ElementPool {
  private static final int NONE = -1;
  private static final int LEAST = 1 << 10;
  private static final int TOLERATED = 64;

  public int[] codes = new int[LEAST];
  public double[] slopes = new double[LEAST];
  public double[] weights = new double[LEAST];

  /** Fixed worths of elements, NaN for those that have none; null while none has. */
  public double[] worths;

  private int used;
  private int live;
  private int[] freeByLength = {NONE};

  /** Places are below this number. */
  public int limit() {
    return used;
  }

  /** Bytes of the arrays. */
  public long bytes() {
    int doubles = worths == null ? 2 : 3;
    return (long) codes.length * (Integer.BYTES + doubles * Double.BYTES);
  }

  /** Whether so many places are out of use that the runs should be moved together. */
  public boolean isSparse() {
    return used - live > live / 2 + TOLERATED;
  }

  /** The first place of a new run. */
  public int allocate(int length) {
    if (length == 0) {
      return 0;
    }
    live += length;
    if (length < freeByLength.length && freeByLength[length] != NONE) {
      int run = freeByLength[length];
      freeByLength[length] = codes[run];
      return run;
    }
    if (used + length > codes.length) {
      resize(Growth.beyond(codes.length, used + length));
    }
    int run = used;
    used += length;
    return run;
  }

  private void resize(int capacity) {
    codes = Arrays.copyOf(codes, capacity);
    slopes = Arrays.copyOf(slopes, capacity);
    weights = Arrays.copyOf(weights, capacity);
    if (worths != null) {
      worths = Arrays.copyOf(worths, capacity);
    }
  }

  /**
   * Sets the fixed worths of a run.
   *
   * @param fixed NaN for an element that has none; null where none has
   */
  public void setWorths(int run, int length, double[] fixed) {
    if (worths == null && fixed != null) {
      worths = new double[codes.length];
      Arrays.fill(worths, Double.NaN);
    }
    if (fixed != null) {
      System.arraycopy(fixed, 0, worths, run, length);
    } else if (worths != null) {
      Arrays.fill(worths, run, run + length, Double.NaN);
    }
  }

  /** Gives a run back. */
  public void release(int run, int length) {
    if (length == 0) {
      return;
    }
    live -= length;
    if (length >= freeByLength.length) {
      int known = freeByLength.length;
      freeByLength = Arrays.copyOf(freeByLength, length + 1);
      Arrays.fill(freeByLength, known, length + 1, NONE);
    }
    codes[run] = freeByLength[length];
    freeByLength[length] = run;
  }

  /**
   * A pool without a place out of use, as large as what is live here asks for. Every live run must
   * be {@link #take taken} over, once.
   */
  public ElementPool emptied() {
    ElementPool pool = new ElementPool();
    pool.resize(Math.max(LEAST, Growth.beyond(live, live)));
    pool.worths = worths == null ? null : new double[pool.codes.length];
    return pool;
  }

  /** Takes a run over from another pool, and answers its first place here. */
  public int take(ElementPool from, int run, int length) {
    int place = allocate(length);
    System.arraycopy(from.codes, run, codes, place, length);
    System.arraycopy(from.slopes, run, slopes, place, length);
    System.arraycopy(from.weights, run, weights, place, length);
    if (worths != null) {
      System.arraycopy(from.worths, run, worths, place, length);
    }
    return place;
  }
}
