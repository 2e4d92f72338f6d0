package io.breakwater.local.bench.stage;

import io.breakwater.local.cluster.ClusterException;
import io.breakwater.local.cluster.DeployedSettings;
import io.breakwater.local.cluster.LocalSettings;
import io.breakwater.local.cluster.TemporaryFolder;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A mini-cluster for one run, with state in a temporary folder. */
public final class BenchCluster implements AutoCloseable {
  private static final MemorySize STATE_MEMORY = MemorySize.ofMebiBytes(256);
  private static final MemorySize NETWORK_MEMORY = MemorySize.ofMebiBytes(64);

  /** How deploy tunes state is measured too; the rest is the bench's own. */
  private static final String DEPLOYED_STATE = "state.backend.rocksdb.";

  private static final Duration ENDING = Duration.ofSeconds(10);
  private static final long POLL_MILLIS = 5;
  private static final int CHECKPOINTS_REMEMBERED = 1_000;

  private final TemporaryFolder folder;
  private final MiniCluster cluster;
  private final Configuration configuration;

  private BenchCluster(TemporaryFolder folder, MiniCluster cluster, Configuration configuration) {
    this.folder = folder;
    this.cluster = cluster;
    this.configuration = configuration;
  }

  /**
   * @param overrides settings besides the ones that all runs share
   */
  public static BenchCluster start(
      String run, int parallelism, String stateBackend, Configuration overrides) {
    TemporaryFolder folder = TemporaryFolder.create("breakwater-bench-");
    Configuration configuration = configuration(run, parallelism, stateBackend, folder);
    configuration.addAll(overrides);
    try {
      MiniCluster cluster =
          new MiniCluster(
              new MiniClusterConfiguration.Builder()
                  .setConfiguration(configuration)
                  .setNumTaskManagers(1)
                  .setNumSlotsPerTaskManager(parallelism)
                  .build());
      cluster.start();
      return new BenchCluster(folder, cluster, configuration);
    } catch (Exception e) {
      folder.close();
      throw new ClusterException("The Flink cluster did not start: " + e.getMessage(), e);
    }
  }

  private static Configuration configuration(
      String run, int parallelism, String stateBackend, TemporaryFolder folder) {
    Configuration configuration = new Configuration();
    Configuration deployed = DeployedSettings.load(folder.path());
    deployed.toMap().keySet().stream()
        .filter(key -> key.startsWith(DEPLOYED_STATE))
        .forEach(key -> configuration.setString(key, deployed.toMap().get(key)));
    MetricTap.configure(configuration, run);
    LocalSettings.onLoopback(configuration);
    LocalSettings.inFolder(configuration, folder.path());
    configuration.set(RestOptions.BIND_PORT, "0");
    configuration.set(WebOptions.CHECKPOINTS_HISTORY_SIZE, CHECKPOINTS_REMEMBERED);
    configuration.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    configuration.set(StateBackendOptions.STATE_BACKEND, stateBackend);
    configuration.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, STATE_MEMORY);
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, NETWORK_MEMORY);
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, NETWORK_MEMORY);
    return configuration;
  }

  /** An environment whose jobs get this cluster's configuration. */
  public StreamExecutionEnvironment environment() {
    return StreamExecutionEnvironment.getExecutionEnvironment(configuration);
  }

  /** Submits what has been built in an {@link #environment}. */
  public JobID submit(StreamExecutionEnvironment environment) {
    try {
      return cluster.submitJob(environment.getStreamGraph().getJobGraph()).get().getJobID();
    } catch (ExecutionException e) {
      throw new ClusterException("The job was not accepted: " + e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /**
   * Waits until a job has ended.
   *
   * @throws ClusterException with the cause when it failed
   */
  public void await(JobID job) {
    try {
      JobResult result = cluster.requestJobResult(job).get();
      result.toJobExecutionResult(BenchCluster.class.getClassLoader());
    } catch (ExecutionException e) {
      throw new ClusterException("The Flink cluster does not answer: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    } catch (Exception e) {
      throw new ClusterException("The job failed: " + rootOf(e), e);
    }
  }

  /** Waits until all accounts of a run are taken in, or its job has ended. */
  public void awaitLoaded(JobID job, RunningBench run) {
    awaitUntil(job, run::isLoaded);
  }

  /** Waits until a restored stage has received something, or its job has ended. */
  public void awaitFirstRecord(JobID job, RunningBench run) {
    awaitUntil(job, () -> run.received() > 0);
  }

  private void awaitUntil(JobID job, BooleanSupplier reached) {
    try {
      while (!reached.getAsBoolean() && !hasEnded(job)) {
        Thread.sleep(POLL_MILLIS);
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    if (hasEnded(job)) {
      await(job);
    }
  }

  boolean hasEnded(JobID job) {
    return cluster.getJobStatus(job).join().isGloballyTerminalState();
  }

  /** Stops a job; returns where its savepoint, in the backend's own format, is. */
  public String stopWithSavepoint(JobID job, String folder) {
    return cluster.stopWithSavepoint(job, folder, false, SavepointFormatType.NATIVE).join();
  }

  /** Takes a checkpoint of a job and waits for it; false when the job has ended. */
  public boolean checkpoint(JobID job) {
    try {
      cluster.triggerCheckpoint(job).join();
      return true;
    } catch (CompletionException e) {
      if (endsSoon(job)) {
        return false;
      }
      throw new ClusterException("A checkpoint failed: " + rootOf(e), e);
    }
  }

  /** A checkpoint also fails when a task is about to end, a moment before its job has. */
  private boolean endsSoon(JobID job) {
    try {
      return cluster.requestJobResult(job).get(ENDING.toMillis(), TimeUnit.MILLISECONDS) != null;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new ClusterException("The Flink cluster does not answer: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** The longest synchronous part of a task's completed checkpoints, milliseconds. */
  public long longestSynchronousPart(JobID job) {
    return cluster
        .getExecutionGraph(job)
        .join()
        .getCheckpointStatsSnapshot()
        .getHistory()
        .getCheckpoints()
        .stream()
        .flatMap(checkpoint -> checkpoint.getAllTaskStateStats().stream())
        .mapToLong(task -> task.getSummaryStats().getSyncCheckpointDurationStats().getMaximum())
        .max()
        .orElse(0);
  }

  /** How many checkpoints of a job were completed. */
  public long completedCheckpoints(JobID job) {
    return cluster
        .getExecutionGraph(job)
        .join()
        .getCheckpointStatsSnapshot()
        .getCounts()
        .getNumberOfCompletedCheckpoints();
  }

  private static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  private static ClusterException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new ClusterException("Interrupted while waiting for the Flink cluster.", e);
  }

  @Override
  public void close() {
    try (folder) {
      cluster.closeAsync().join();
    }
  }
}
