package io.breakwater.kafka;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;

/**
 * An enumerator's context that notices when what the enumerator has begun is done: a look at the
 * topic, and, where it found partitions, their assignment. All calls come from the coordinator's
 * thread.
 */
final class SettledContext<S extends SourceSplit> implements SplitEnumeratorContext<S> {
  private final SplitEnumeratorContext<S> flink;
  private final Runnable settled;
  private int begun;

  /**
   * @param settled called each time that a call has been handled and no other is under way
   */
  SettledContext(SplitEnumeratorContext<S> flink, Runnable settled) {
    this.flink = flink;
    this.settled = settled;
  }

  @Override
  public <T> void callAsync(Callable<T> call, BiConsumer<T, Throwable> handler) {
    begun++;
    flink.callAsync(
        call,
        (T result, Throwable failure) -> {
          begun--;
          handle(handler, result, failure);
        });
  }

  @Override
  public <T> void callAsync(
      Callable<T> call, BiConsumer<T, Throwable> handler, long delay, long period) {
    flink.callAsync(
        call, (T result, Throwable failure) -> handle(handler, result, failure), delay, period);
  }

  private <T> void handle(BiConsumer<T, Throwable> handler, T result, Throwable failure) {
    handler.accept(result, failure);
    if (begun == 0) {
      settled.run();
    }
  }

  @Override
  public SplitEnumeratorMetricGroup metricGroup() {
    return flink.metricGroup();
  }

  @Override
  public void sendEventToSourceReader(int reader, SourceEvent event) {
    flink.sendEventToSourceReader(reader, event);
  }

  @Override
  public void sendEventToSourceReader(int reader, int attempt, SourceEvent event) {
    flink.sendEventToSourceReader(reader, attempt, event);
  }

  @Override
  public int currentParallelism() {
    return flink.currentParallelism();
  }

  @Override
  public Map<Integer, ReaderInfo> registeredReaders() {
    return flink.registeredReaders();
  }

  @Override
  public Map<Integer, Map<Integer, ReaderInfo>> registeredReadersOfAttempts() {
    return flink.registeredReadersOfAttempts();
  }

  @Override
  public void assignSplits(SplitsAssignment<S> assignment) {
    flink.assignSplits(assignment);
  }

  @Override
  public void assignSplit(S split, int reader) {
    flink.assignSplit(split, reader);
  }

  @Override
  public void signalNoMoreSplits(int reader) {
    flink.signalNoMoreSplits(reader);
  }

  @Override
  public void runInCoordinatorThread(Runnable action) {
    flink.runInCoordinatorThread(action);
  }

  @Override
  public void setIsProcessingBacklog(boolean backlog) {
    flink.setIsProcessingBacklog(backlog);
  }
}
