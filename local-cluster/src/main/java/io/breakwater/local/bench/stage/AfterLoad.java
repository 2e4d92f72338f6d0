package io.breakwater.local.bench.stage;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiter;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;

/**
 * Holds a source back until a run's accounts are taken in, without holding its thread: operators
 * chained to the source, such as those that end mini-batches, go on meanwhile.
 *
 * @param run whose accounts
 */
public record AfterLoad(String run) implements RateLimiterStrategy<SourceSplit> {

  @Override
  public RateLimiter<SourceSplit> createRateLimiter(int parallelism) {
    CompletableFuture<Void> loaded = CompletableFuture.runAsync(this::await);
    return new RateLimiter<>() {
      @Override
      public CompletionStage<Void> acquire(int events) {
        return loaded;
      }
    };
  }

  private void await() {
    try {
      RunningBench.of(run).awaitAccounts();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
