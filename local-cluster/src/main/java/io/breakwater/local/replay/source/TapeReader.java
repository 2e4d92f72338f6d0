package io.breakwater.local.replay.source;

import java.io.IOException;

/** Reads a {@link Tape} from its first record to its last. */
public interface TapeReader<T> extends AutoCloseable {
  /** The next record, not earlier than the one before; null after the last. */
  Timed<T> next() throws IOException;

  @Override
  void close() throws IOException;
}
