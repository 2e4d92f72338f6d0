package io.breakwater.stream;

/**
 * How large arrays become that hold something of every account. By an eighth at a time: each value
 * is copied eight times on the way to its place, but a sixteenth of the memory, not a fourth or a
 * half, stands empty on average.
 */
final class Growth {
  private static final int EIGHTH = 3;
  private static final int LEAST = 16;

  private Growth() {}

  /** A size that is enough, for an array of the present size that is too small. */
  static int beyond(int present, int needed) {
    return Math.max(needed, present + (present >> EIGHTH) + LEAST);
  }
}
