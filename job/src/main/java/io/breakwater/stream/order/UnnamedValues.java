package io.breakwater.stream.order;

import io.breakwater.value.Limits;

/**
 * How many values are kept of factors that nobody has named, one of each source: at most {@link
 * Limits#UNNAMED}, since anybody who may write values may name as many factors as he likes. Not
 * thread-safe.
 */
final class UnnamedValues {
  private int count;

  /** Whether no more may be kept. */
  boolean isFull() {
    return count >= Limits.UNNAMED;
  }

  /** More are kept, or fewer. */
  void add(int more) {
    count += more;
  }

  int count() {
    return count;
  }
}
