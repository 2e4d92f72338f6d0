package io.breakwater.local.replay;

import io.breakwater.BreakwaterTopology;
import io.breakwater.Feed;
import io.breakwater.JobInputs;
import io.breakwater.JobOutputs;
import io.breakwater.local.cluster.LocalSettings;
import io.breakwater.local.input.Recording;
import io.breakwater.local.replay.lines.KeyedLine;
import io.breakwater.local.replay.lines.PartFiles;
import io.breakwater.local.replay.lines.ReplayOutput;
import io.breakwater.local.replay.source.ReplaySource;
import io.breakwater.local.replay.source.ReplayTapes;
import io.breakwater.local.replay.source.RunningReplay;
import io.breakwater.options.BreakwaterConfig;
import io.breakwater.stream.JobClock;
import io.breakwater.stream.RecordedTime;
import io.breakwater.stream.StreamSettings;
import io.breakwater.stream.TriggerPartitions;
import io.breakwater.stream.desk.WatchKind;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job of production, on a mini-cluster with RocksDB, between a replay's sources and part files.
 *
 * @param parallelism subtasks of the job; the sources have one each
 * @param checkpointInterval how often part files are committed
 * @param restarts how often the job starts again from its last checkpoint when it fails
 * @param policyId the policy that the job follows
 * @param watch how a tick finds the accounts to look at
 * @param time that the recording spans
 * @param interval of aggregates
 * @param checkpoint that it goes on from, left by a job of any parallelism; null to begin
 */
record ReplayJob(
    int parallelism,
    Duration checkpointInterval,
    int restarts,
    String policyId,
    WatchKind watch,
    RecordedTime time,
    Duration interval,
    Path checkpoint) {
  /** Number of the prices among the sources of the time base. */
  static final int PRICES = 0;

  private static final MemorySize ROCKSDB = MemorySize.ofMebiBytes(128);
  private static final MemorySize NETWORK = MemorySize.ofMebiBytes(64);

  /** The time that a recording spans. */
  static RecordedTime timeOf(Recording recording) {
    return new RecordedTime(recording.bookTime(), recording.lastTime());
  }

  /**
   * Runs to the end of all tapes, when every part file is committed.
   *
   * @throws ReplayFailedException with what failed the job
   */
  void run(RunningReplay replay, Path scratch) {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration(scratch));
    BreakwaterTopology.build(env, settings(), inputs(replay), outputs(scratch));
    try {
      env.execute("breakwater replay");
    } catch (Exception e) {
      throw new ReplayFailedException(e);
    }
  }

  private StreamSettings settings() {
    return BreakwaterConfig.defaults(JobClock.EVENT, policyId, watch)
        .over(time)
        .aggregatingEvery(interval);
  }

  private static JobInputs inputs(RunningReplay replay) {
    String name = replay.name();
    return new JobInputs(
        feed(new ReplaySource<>(name, PRICES, ReplayTapes::prices)),
        feed(new ReplaySource<>(name, 1, ReplayTapes::accounts)),
        feed(new ReplaySource<>(name, 2, ReplayTapes::factors)),
        feed(new ReplaySource<>(name, 3, ReplayTapes::instruments)),
        feed(new ReplaySource<>(name, 4, ReplayTapes::policy)),
        feed(new ReplaySource<>(name, 5, ReplayTapes::depth)),
        feed(new ReplaySource<>(name, 6, ReplayTapes::funds)));
  }

  private static <T> Feed<T> feed(ReplaySource<T> source) {
    return new Feed<>(source, WatermarkStrategy.noWatermarks(), 1);
  }

  private static JobOutputs outputs(Path scratch) {
    return new JobOutputs(
        PartFiles.sink(ReplayOutput.TRIGGERS.parts(scratch), KeyedLine::of),
        TriggerPartitions.NONE,
        PartFiles.sink(ReplayOutput.HEALTH.parts(scratch), KeyedLine::of),
        PartFiles.sink(ReplayOutput.QUALITY.parts(scratch), KeyedLine::of),
        PartFiles.sink(ReplayOutput.AGGREGATES.parts(scratch), KeyedLine::of),
        PartFiles.sink(ReplayOutput.REJECTED.parts(scratch), KeyedLine::of));
  }

  /** The same with another parallelism, which goes on from a checkpoint. */
  ReplayJob goingOn(int otherParallelism, Path from) {
    return new ReplayJob(
        otherParallelism, checkpointInterval, restarts, policyId, watch, time, interval, from);
  }

  /** As deployed, except for what a run to its end has otherwise. */
  private Configuration configuration(Path scratch) {
    Configuration configuration = LocalSettings.load(scratch);
    configuration.set(RestOptions.BIND_PORT, "0");
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, checkpointInterval);
    configuration.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.DELETE_ON_CANCELLATION);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, restarts);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ZERO);
    if (checkpoint != null) {
      configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, checkpoint.toUri().toString());
    }
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, ROCKSDB);
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, NETWORK);
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, NETWORK);
    return configuration;
  }
}
