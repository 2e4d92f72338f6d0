package io.breakwater.stream.order;

import java.util.List;

/**
 * When intervals end: at each multiple of their length since 1970. An interval whose marker is at T
 * covers what happens after T − length and up to T, T included; one in which nothing happens has no
 * marker. What comes with a time that lies behind the last marker belongs to the next interval. Not
 * thread-safe.
 */
final class Markers {
  /** No interval has begun. */
  static final long NONE = Long.MAX_VALUE;

  private static final long NEVER = Long.MIN_VALUE;

  private final long length;
  private long open = NONE;
  private long last = NEVER;

  /**
   * @param length of an interval, microseconds; 0 for no markers at all
   */
  Markers(long length) {
    this.length = length;
  }

  /** Something has happened. */
  void happened(long time) {
    if (open == NONE && length > 0) {
      open = last == NEVER ? endOf(time) : Math.max(endOf(time), endOf(last + 1));
    }
  }

  /** The first multiple of the length at or after a time. */
  private long endOf(long time) {
    return -Math.floorDiv(-time, length) * length;
  }

  /** Where the interval that is open ends; {@link #NONE} where nothing has happened in one. */
  long open() {
    return open;
  }

  /** Ends the interval that is open. */
  long end() {
    last = open;
    open = NONE;
    return last;
  }

  List<Long> toState() {
    return List.of(open, last);
  }

  /** Takes over another's state, whose intervals may have had another length. */
  void restore(List<Long> state) {
    last = state.get(1);
    open = NONE;
    if (state.get(0) != NONE) {
      happened(state.get(0));
    }
  }
}
