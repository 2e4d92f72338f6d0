package io.breakwater.local.bench.peer;

import io.breakwater.local.bench.stage.BenchCluster;
import io.breakwater.local.bench.stage.Measurement;
import io.breakwater.local.bench.stage.Runner;
import io.breakwater.local.bench.stage.RunningBench;
import java.time.Duration;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.api.config.ExecutionConfigOptions;

/**
 * Runs the query that a user of Flink SQL would write, on the heap backend, which is the faster one
 * for it.
 *
 * @param miniBatch whether it runs with mini-batches, set as in Flink's tuning guide
 */
public record SqlRunner(boolean miniBatch) implements Runner {
  private static final String STATE_BACKEND = "hashmap";
  private static final Duration LATENCY = Duration.ofSeconds(5);
  private static final long BATCH = 5_000;

  /** Longer than a busy pipeline ever pauses between two rows. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  @Override
  public Measurement run(RunningBench run) {
    try (BenchCluster cluster =
        BenchCluster.start(run.name(), run.parallelism(), STATE_BACKEND, new Configuration())) {
      StreamExecutionEnvironment env = cluster.environment();
      StreamTableEnvironment tables = StreamTableEnvironment.create(env);
      configure(tables);
      Duration silence = miniBatch ? LATENCY.plus(PAUSE) : PAUSE;
      run.loadedWhen(() -> run.levelRows().isSettled(run.accounts(), silence));
      SqlPipeline.build(env, tables, run);
      cluster.await(cluster.submit(env));
      return new Measurement(
          run.tape().size(), run.seconds(), Double.NaN, run.levelRows().answer(), 0, 0, 0);
    }
  }

  private void configure(StreamTableEnvironment tables) {
    tables
        .getConfig()
        .set(ExecutionConfigOptions.TABLE_EXEC_MINIBATCH_ENABLED, miniBatch)
        .set(ExecutionConfigOptions.TABLE_EXEC_MINIBATCH_ALLOW_LATENCY, LATENCY)
        .set(ExecutionConfigOptions.TABLE_EXEC_MINIBATCH_SIZE, BATCH);
  }
}
