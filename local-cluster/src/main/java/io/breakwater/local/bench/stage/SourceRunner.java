package io.breakwater.local.bench.stage;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Runs a stage in the pipeline that begins with the values of sources. Its processor time is that
 * of the whole process, since what lies before the stage is what is looked at.
 */
public record SourceRunner(SourceMarket market, StageRunner stage) implements Runner {
  @Override
  public Measurement run(RunningBench run) {
    try (BenchCluster cluster =
        BenchCluster.start(
            run.name(), run.parallelism(), stage.stateBackend(), new Configuration())) {
      StreamExecutionEnvironment env = cluster.environment();
      Pipeline.build(env, stage.stage(), run, market.of(env, run));
      cluster.await(cluster.submit(env));
      return stage.measured(run).withProcessorSeconds(run.processSeconds());
    }
  }
}
