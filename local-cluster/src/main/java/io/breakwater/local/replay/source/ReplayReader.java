package io.breakwater.local.replay.source;

import io.breakwater.stream.event.Inbound;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;

/**
 * Gives the records of a tape when they are due.
 *
 * <p>It never blocks the task: a record that is not due makes the reader unavailable until a timer
 * says to look again.
 */
final class ReplayReader<T> implements SourceReader<Inbound<T>, ReplaySplit> {
  /** Records between watermarks while nothing waits: each costs the job about as much as a tick. */
  private static final int RECORDS_PER_WATERMARK = 64;

  private final SourceReaderContext context;
  private final Tape<T> tape;
  private final ReplayTimeBase.Lane lane;

  private CompletableFuture<Void> available = new CompletableFuture<>();
  private boolean noMoreSplits;
  private TapeReader<T> records;
  private Timed<T> next;
  private long position;
  private long watermark = Long.MIN_VALUE;
  private int sinceWatermark;

  ReplayReader(SourceReaderContext context, Tape<T> tape, ReplayTimeBase.Lane lane) {
    this.context = context;
    this.tape = tape;
    this.lane = lane;
  }

  @Override
  public void start() {
    if (records == null) {
      context.sendSplitRequest();
    }
  }

  @Override
  public void addSplits(List<ReplaySplit> splits) {
    for (ReplaySplit split : splits) {
      open(split.position());
    }
    available.complete(null);
  }

  private void open(long from) {
    try {
      records = tape.open();
      for (position = 0; position < from; position++) {
        records.next();
      }
      advance();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void notifyNoMoreSplits() {
    noMoreSplits = true;
    available.complete(null);
  }

  @Override
  public InputStatus pollNext(ReaderOutput<Inbound<T>> output) throws IOException {
    if (next == null) {
      return records != null || noMoreSplits ? InputStatus.END_OF_INPUT : pause(0);
    }
    long millis = next.millis();
    long nanos = lane.nanosToWait(millis);
    if (nanos > 0) {
      announce(millis - 1, output);
      return pause(nanos);
    }
    if (sinceWatermark >= RECORDS_PER_WATERMARK) {
      announce(millis - 1, output);
    }
    output.collect(next.record(), millis);
    position++;
    lane.given(millis, position);
    sinceWatermark++;
    advance();
    return InputStatus.MORE_AVAILABLE;
  }

  private void advance() throws IOException {
    long millis = next == null ? Long.MIN_VALUE : next.millis();
    next = records.next();
    if (next == null) {
      lane.finished();
    } else if (next.millis() < millis) {
      throw new IOException("a tape went back in time, from " + millis + " to " + next.millis());
    } else {
      lane.next(next.millis());
    }
  }

  /** Everything up to these milliseconds has been given. */
  private void announce(long millis, ReaderOutput<Inbound<T>> output) {
    if (millis > watermark) {
      watermark = millis;
      sinceWatermark = 0;
      output.emitWatermark(new Watermark(millis));
    }
  }

  /** Unavailable for some time; for 0, until a split comes. */
  private InputStatus pause(long nanos) {
    available = new CompletableFuture<>();
    if (nanos > 0) {
      available.completeOnTimeout(null, nanos, TimeUnit.NANOSECONDS);
    }
    return InputStatus.NOTHING_AVAILABLE;
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return available;
  }

  @Override
  public List<ReplaySplit> snapshotState(long checkpointId) {
    return records == null ? List.of() : List.of(new ReplaySplit(position));
  }

  @Override
  public void close() throws IOException {
    if (records != null) {
      records.close();
    }
  }
}
