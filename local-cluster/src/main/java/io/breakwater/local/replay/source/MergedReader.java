package io.breakwater.local.replay.source;

import java.io.IOException;

/** Reads two sequences as one, by time; where times are equal, the first comes first. */
final class MergedReader<T> implements TapeReader<T> {
  private final TapeReader<T> first;
  private final TapeReader<T> second;
  private Timed<T> nextOfFirst;
  private Timed<T> nextOfSecond;

  MergedReader(TapeReader<T> first, TapeReader<T> second) throws IOException {
    this.first = first;
    this.second = second;
    this.nextOfFirst = first.next();
    this.nextOfSecond = second.next();
  }

  @Override
  public Timed<T> next() throws IOException {
    boolean takeFirst =
        nextOfSecond == null || nextOfFirst != null && nextOfFirst.time() <= nextOfSecond.time();
    Timed<T> next = takeFirst ? nextOfFirst : nextOfSecond;
    if (next == null) {
      return null;
    }
    if (takeFirst) {
      nextOfFirst = first.next();
    } else {
      nextOfSecond = second.next();
    }
    return next;
  }

  @Override
  public void close() throws IOException {
    try (first) {
      second.close();
    }
  }
}
