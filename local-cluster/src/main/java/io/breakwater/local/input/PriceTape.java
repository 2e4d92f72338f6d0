package io.breakwater.local.input;

import io.breakwater.local.command.InputException;
import io.breakwater.oracle.OraclePrice;
import io.breakwater.stream.event.Inbound;
import io.breakwater.stream.event.RejectedRecord;
import java.io.Closeable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * The ticks of several files as one sequence, ordered by time, then file, then line, numbered from
 * a first number on. A malformed line stands where its file was read; it has no number.
 */
public final class PriceTape implements Iterator<Inbound<OraclePrice>>, Closeable {
  private static final Comparator<Head> ORDER =
      Comparator.<Head>comparingLong(head -> head.tick.timeMicros())
          .thenComparingInt(head -> head.file);

  private final List<TickReader> readers = new ArrayList<>();
  private final PriorityQueue<Head> heads = new PriorityQueue<>(ORDER);
  private final Queue<RejectedRecord> rejected = new ArrayDeque<>();
  private long sequence;

  /** The next tick of a file. */
  private record Head(Tick tick, int file) {}

  PriceTape(List<PriceFile<?>> files, long firstSequence) {
    this.sequence = firstSequence;
    for (PriceFile<?> file : files) {
      readers.add(file.ticks(rejected::add));
      advance(readers.size() - 1);
    }
  }

  /**
   * The ticks of files, numbered from 1.
   *
   * @throws InputException when a file cannot be used
   */
  public static PriceTape open(List<PriceSource> files) {
    List<PriceFile<?>> scanned = new ArrayList<>();
    files.forEach(file -> scanned.add(PriceFile.scan(file)));
    return new PriceTape(scanned, 1);
  }

  private void advance(int file) {
    TickReader reader = readers.get(file);
    if (reader.hasNext()) {
      heads.add(new Head(reader.next(), file));
    }
  }

  @Override
  public boolean hasNext() {
    return !rejected.isEmpty() || !heads.isEmpty();
  }

  @Override
  public Inbound<OraclePrice> next() {
    if (!rejected.isEmpty()) {
      return Inbound.rejected(rejected.remove());
    }
    if (heads.isEmpty()) {
      throw new NoSuchElementException();
    }
    Head head = heads.remove();
    advance(head.file());
    return Inbound.of(head.tick().numbered(sequence++));
  }

  @Override
  public void close() {
    readers.forEach(TickReader::close);
  }
}
