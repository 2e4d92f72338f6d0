package io.breakwater.local.replay.source;

import io.breakwater.stream.event.Inbound;
import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.function.ToLongFunction;

/** Reads records in the order in which an iterator gives them. */
final class IteratorReader<T> implements TapeReader<T> {
  private final Iterator<Inbound<T>> records;
  private final Closeable files;
  private final ToLongFunction<T> time;
  private long last;

  /**
   * @param files what to close at the end
   * @param time of a record, microseconds since the epoch
   * @param start time of the malformed records before the first record; later ones happen with the
   *     record before them
   */
  IteratorReader(
      Iterator<Inbound<T>> records, Closeable files, ToLongFunction<T> time, long start) {
    this.records = records;
    this.files = files;
    this.time = time;
    this.last = start;
  }

  /** Reads values that are in memory. */
  static <T> IteratorReader<T> of(List<T> values, ToLongFunction<T> time) {
    return new IteratorReader<>(values.stream().map(Inbound::of).iterator(), () -> {}, time, 0);
  }

  @Override
  public Timed<T> next() {
    if (!records.hasNext()) {
      return null;
    }
    Inbound<T> record = records.next();
    if (record.value() != null) {
      last = time.applyAsLong(record.value());
    }
    return new Timed<>(last, record);
  }

  @Override
  public void close() throws IOException {
    files.close();
  }
}
