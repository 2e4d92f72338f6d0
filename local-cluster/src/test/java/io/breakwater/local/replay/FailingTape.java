package io.breakwater.local.replay;

import io.breakwater.local.replay.source.Tape;
import io.breakwater.local.replay.source.TapeReader;
import io.breakwater.local.replay.source.Timed;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * A tape that fails once, behind a position, when the time has come; until then it goes on slowly.
 */
final class FailingTape<T> implements Tape<T> {
  /** What it fails with. */
  static final String MESSAGE = "fails once, as it is told";

  private final Tape<T> tape;
  private final long from;
  private final BooleanSupplier timeHasCome;
  private final AtomicBoolean failed = new AtomicBoolean();

  FailingTape(Tape<T> tape, long from, BooleanSupplier timeHasCome) {
    this.tape = tape;
    this.from = from;
    this.timeHasCome = timeHasCome;
  }

  boolean hasFailed() {
    return failed.get();
  }

  @Override
  public TapeReader<T> open() throws IOException {
    TapeReader<T> reader = tape.open();
    return new TapeReader<>() {
      private long position;

      @Override
      public Timed<T> next() throws IOException {
        if (position++ > from && !failed.get()) {
          failOrWait();
        }
        return reader.next();
      }

      @Override
      public void close() throws IOException {
        reader.close();
      }
    };
  }

  private void failOrWait() throws IOException {
    if (timeHasCome.getAsBoolean()) {
      failed.set(true);
      throw new IOException(MESSAGE);
    }
    try {
      Thread.sleep(50); // long beside a checkpoint, also where the machine is busy
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
