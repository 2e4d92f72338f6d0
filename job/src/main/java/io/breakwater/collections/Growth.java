package io.breakwater.collections;

/**
 * How large arrays are that hold something of every account. They grow by an eighth at a time: each
 * value is copied eight times on the way to its place, but a sixteenth of the memory, not a fourth
 * or a half, stands empty on average. They shrink when less than a quarter is used, so that between
 * two changes of size a share of what is copied has come or gone.
 */
public final class Growth {
  private static final int EIGHTH = 3;
  private static final int QUARTER = 2;
  private static final int LEAST = 16;

  private Growth() {}

  /** A size that is enough, for an array of the present size that is too small. */
  public static int beyond(int present, int needed) {
    return Math.max(needed, present + (present >> EIGHTH) + LEAST);
  }

  /**
   * A size for what an array of the present size is to hold: the same, unless that is too little or
   * more than four times what is needed.
   *
   * @param least below which no array shrinks
   */
  public static int fitting(int present, int needed, int least) {
    if (needed > present) {
      return beyond(present, needed);
    }
    boolean isLarge = present > least && needed < present >> QUARTER;
    return isLarge ? Math.max(least, beyond(needed, needed)) : present;
  }
}
