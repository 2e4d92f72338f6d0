package io.breakwater.kafka;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.kafka.common.TopicPartition;

/** A reader that begins only where the broker still has what comes next: see {@link LostInput}. */
final class GuardedReader<T> implements SourceReader<T, KafkaPartitionSplit> {
  private final SourceReader<T, KafkaPartitionSplit> reader;
  private final Properties client;
  private final String accepting;

  /**
   * @param client how a client reaches the cluster; may hold secrets
   * @param accepting the option with which a start goes on all the same
   */
  GuardedReader(SourceReader<T, KafkaPartitionSplit> reader, Properties client, String accepting) {
    this.reader = reader;
    this.client = client;
    this.accepting = accepting;
  }

  /**
   * {@inheritDoc}
   *
   * @throws SuppressRestartsException where records are gone: starting once more does not help
   */
  @Override
  public void addSplits(List<KafkaPartitionSplit> splits) {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    for (KafkaPartitionSplit split : splits) {
      if (split.getStartingOffset() >= 0) { // below stand for "the first" and the like
        offsets.put(split.getTopicPartition(), split.getStartingOffset());
      }
    }
    if (!offsets.isEmpty()) {
      String lost =
          RestoredOffsets.lost(
              offsets, RestoredOffsets.ranges(client, offsets.keySet()), accepting);
      if (lost != null) {
        throw new SuppressRestartsException(new IllegalStateException(lost));
      }
    }
    reader.addSplits(splits);
  }

  @Override
  public void start() {
    reader.start();
  }

  @Override
  public InputStatus pollNext(ReaderOutput<T> output) throws Exception {
    return reader.pollNext(output);
  }

  @Override
  public List<KafkaPartitionSplit> snapshotState(long checkpointId) {
    return reader.snapshotState(checkpointId);
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return reader.isAvailable();
  }

  @Override
  public void notifyNoMoreSplits() {
    reader.notifyNoMoreSplits();
  }

  @Override
  public void handleSourceEvents(SourceEvent event) {
    reader.handleSourceEvents(event);
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    reader.notifyCheckpointComplete(checkpointId);
  }

  @Override
  public void notifyCheckpointAborted(long checkpointId) throws Exception {
    reader.notifyCheckpointAborted(checkpointId);
  }

  @Override
  public void pauseOrResumeSplits(
      Collection<String> splitsToPause, Collection<String> splitsToResume) {
    reader.pauseOrResumeSplits(splitsToPause, splitsToResume);
  }

  @Override
  public void close() throws IOException {
    try {
      reader.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while Kafka's reader was closing", e);
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("Kafka's reader could not be closed", e);
    }
  }
}
