package io.breakwater.local.replay.source;

import java.io.IOException;

/** An ordered sequence of records that can be read again from its start, the same each time. */
@FunctionalInterface
public interface Tape<T> {
  /** Opens the sequence at its first record. */
  TapeReader<T> open() throws IOException;
}
