package io.breakwater;

import io.breakwater.stream.event.Inbound;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource.NumberSequenceSplit;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceReaderBase;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.util.NumberSequenceIterator;

/**
 * A bounded source of values that lie in this JVM, read from where a checkpoint left off. On
 * request it fails once: in its middle it waits until a checkpoint that it is part of has
 * completed, reads on a little, so that there is something to undo, and throws.
 */
final class ScriptSource<T>
    implements Source<Inbound<T>, NumberSequenceSplit, Collection<NumberSequenceSplit>> {
  private static final long serialVersionUID = 1L;
  private static final Map<String, List<?>> SCRIPTS = new ConcurrentHashMap<>();
  private static final Map<String, Boolean> STILL_TO_FAIL = new ConcurrentHashMap<>();
  private static final int READ_ON = 20;

  private final String name;
  private final NumberSequenceSource numbers;
  private final long middle;
  private final int size;

  private ScriptSource(String name, int size) {
    this.name = name;
    this.size = size;
    this.numbers = new NumberSequenceSource(0, Math.max(0, size - 1));
    this.middle = size / 2;
  }

  /** A source of these values, of which there may be none. */
  static <T> ScriptSource<T> of(String name, List<T> values) {
    SCRIPTS.put(name, List.copyOf(values));
    STILL_TO_FAIL.put(name, false);
    return new ScriptSource<>(name, values.size());
  }

  /** The same source, which fails once. */
  ScriptSource<T> failingOnce() {
    STILL_TO_FAIL.put(name, true);
    return this;
  }

  /** Whether the source has failed as it was asked to. */
  boolean hasFailed() {
    return !STILL_TO_FAIL.get(name);
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.BOUNDED;
  }

  @Override
  public SourceReader<Inbound<T>, NumberSequenceSplit> createReader(SourceReaderContext context) {
    return new Reader(context);
  }

  @Override
  public SplitEnumerator<NumberSequenceSplit, Collection<NumberSequenceSplit>> createEnumerator(
      SplitEnumeratorContext<NumberSequenceSplit> context) {
    return size == 0
        ? numbers.restoreEnumerator(context, List.of())
        : numbers.createEnumerator(context);
  }

  @Override
  public SplitEnumerator<NumberSequenceSplit, Collection<NumberSequenceSplit>> restoreEnumerator(
      SplitEnumeratorContext<NumberSequenceSplit> context,
      Collection<NumberSequenceSplit> checkpoint) {
    return numbers.restoreEnumerator(context, checkpoint);
  }

  @Override
  public SimpleVersionedSerializer<NumberSequenceSplit> getSplitSerializer() {
    return numbers.getSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<Collection<NumberSequenceSplit>>
      getEnumeratorCheckpointSerializer() {
    return numbers.getEnumeratorCheckpointSerializer();
  }

  private final class Reader
      extends IteratorSourceReaderBase<
          Long, Inbound<T>, NumberSequenceIterator, NumberSequenceSplit> {
    private CompletableFuture<Void> checkpointed;
    private long awaitedCheckpoint = Long.MAX_VALUE;

    Reader(SourceReaderContext context) {
      super(context);
    }

    @Override
    public InputStatus pollNext(ReaderOutput<Inbound<T>> output) {
      return isWaiting() ? InputStatus.NOTHING_AVAILABLE : super.pollNext(output);
    }

    private boolean isWaiting() {
      return checkpointed != null && !checkpointed.isDone();
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
      return isWaiting() ? checkpointed : super.isAvailable();
    }

    @Override
    @SuppressWarnings("unchecked") // The script of this name was registered by this source.
    protected Inbound<T> convert(Long number) {
      if (number == middle && STILL_TO_FAIL.get(name)) {
        checkpointed = new CompletableFuture<>();
      }
      if (number == middle + READ_ON && STILL_TO_FAIL.replace(name, true, false)) {
        throw new IllegalStateException("the test asked " + name + " to fail here");
      }
      return Inbound.of((T) SCRIPTS.get(name).get(number.intValue()));
    }

    @Override
    public List<NumberSequenceSplit> snapshotState(long checkpoint) {
      if (isWaiting()) {
        awaitedCheckpoint = Math.min(awaitedCheckpoint, checkpoint);
      }
      return super.snapshotState(checkpoint);
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) {
      if (isWaiting() && checkpoint >= awaitedCheckpoint) {
        checkpointed.complete(null);
      }
    }

    @Override
    public void close() {
      // The script stays for the next attempt.
    }
  }
}
