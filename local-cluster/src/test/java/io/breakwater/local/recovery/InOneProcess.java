package io.breakwater.local.recovery;

import io.breakwater.BreakwaterJob;
import io.breakwater.local.cluster.LocalFlink;
import io.breakwater.options.BreakwaterConfig;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Everything in this process. A task manager that is killed is replaced. */
final class InOneProcess implements JobCluster {
  /** Longer than any test, and short enough for the timeout of transactions. */
  private static final Duration NEVER = Duration.ofMinutes(9);

  private final LocalFlink flink;
  private final Configuration overrides = new Configuration();
  private JobID job;
  private int killed;

  private InOneProcess(LocalFlink flink) {
    this.flink = flink;
  }

  static InOneProcess start() {
    return new InOneProcess(
        LocalFlink.start(
            new LocalFlink.Size(
                0,
                JobRun.TASK_MANAGERS,
                JobRun.TASK_MANAGERS * JobRun.SLOTS_OF_EACH,
                JobRun.CHECKPOINT_INTERVAL)));
  }

  @Override
  public void submit(Map<String, String> options, int parallelism, String savepoint) {
    StreamExecutionEnvironment environment = flink.environment();
    environment.configure(overrides);
    if (savepoint != null) {
      environment.configure(
          new Configuration().set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint));
    }
    environment.setParallelism(parallelism);
    BreakwaterJob.checkAndBuild(environment, BreakwaterConfig.of(options));
    job = flink.submit(environment);
  }

  /** From the next start on no checkpoint comes but one that is asked for. */
  void withoutCheckpoints() {
    overrides.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, NEVER);
  }

  @Override
  public void requireAlive() {
    flink.requireAlive(job);
  }

  /** Of those that there are, the one that has lived longest. */
  @Override
  public void killTaskManager() {
    flink.replaceTaskManager(killed++);
  }

  @Override
  public String stop(LocalFlink.Waiting waiting) {
    return flink.stop(job, waiting);
  }

  @Override
  public void close() {
    flink.close();
  }
}
