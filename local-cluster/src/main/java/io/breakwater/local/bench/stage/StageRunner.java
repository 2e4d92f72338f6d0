package io.breakwater.local.bench.stage;

import io.breakwater.stream.MetricNames;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Runs a stage in the pipeline that all stages share.
 *
 * @param stateBackend where its keyed state is
 * @param decides whether changes of level come out of it
 */
public record StageRunner(Stage stage, String stateBackend, boolean decides) implements Runner {

  @Override
  public Measurement run(RunningBench run) {
    try (BenchCluster cluster =
        BenchCluster.start(run.name(), run.parallelism(), stateBackend, new Configuration())) {
      StreamExecutionEnvironment env = cluster.environment();
      Pipeline.build(env, stage, run, Pipeline.UNLIMITED);
      cluster.await(cluster.submit(env));
      return measured(run);
    }
  }

  /** What a run of this stage gave. */
  public Measurement measured(RunningBench run) {
    MetricTap tap = run.tap();
    long decisions = tap.sum(Stage.NAME, MetricNames.EXACT_DECISIONS);
    return new Measurement(
        run.tape().size(),
        run.seconds(),
        run.stageProcessorSeconds(),
        decides ? new Answer.Changes(run.tallies()) : Answer.NONE,
        tap.sum(Stage.NAME, MetricNames.WAKES),
        Math.max(0, decisions - run.accounts()),
        tap.max(Stage.NAME, MetricNames.LONGEST_MARKET_EVENT_MICROS));
  }
}
