package io.breakwater.local.cluster;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Flink mini-cluster in this process, configured as {@code deploy/flink/config.yaml} says, except
 * for what a single machine must have otherwise: addresses, memory, and state in a temporary folder
 * that is removed at close.
 */
public final class LocalFlink implements AutoCloseable {
  private static final MemorySize STATE_MEMORY = MemorySize.ofMebiBytes(128);
  private static final Duration CANCELLATION = Duration.ofSeconds(15);
  private static final Logger LOGGER = LoggerFactory.getLogger(LocalFlink.class);
  private static final Duration POLL = Duration.ofMillis(50);

  private final TemporaryFolder folder;
  private final MiniCluster cluster;
  private final Configuration configuration;

  private LocalFlink(TemporaryFolder folder, MiniCluster cluster, Configuration configuration) {
    this.folder = folder;
    this.cluster = cluster;
    this.configuration = configuration;
  }

  /**
   * How large the cluster is.
   *
   * @param webPort of the web UI and REST interface; 0 for any that is free
   * @param taskManagers in this process
   * @param parallelism of the job: the slots of all task managers together
   * @param checkpointInterval time between checkpoints
   */
  public record Size(int webPort, int taskManagers, int parallelism, Duration checkpointInterval) {}

  /**
   * Starts a cluster and waits until it takes jobs.
   *
   * @throws ClusterException when the port is in use or the cluster does not come up
   */
  public static LocalFlink start(Size size) {
    LoopbackPort.requireFree(size.webPort(), "--web-port");
    TemporaryFolder folder = TemporaryFolder.create("breakwater-flink-");
    MiniCluster cluster = null;
    try {
      Configuration configuration = configuration(size, folder);
      cluster = new MiniCluster(miniCluster(size, configuration));
      cluster.start();
      return new LocalFlink(folder, cluster, configuration);
    } catch (Exception e) {
      stop(cluster, folder);
      throw new ClusterException("The Flink cluster did not start: " + e.getMessage(), e);
    }
  }

  private static MiniClusterConfiguration miniCluster(Size size, Configuration configuration) {
    int slots = (size.parallelism() + size.taskManagers() - 1) / size.taskManagers();
    return new MiniClusterConfiguration.Builder()
        .setConfiguration(configuration)
        .setNumTaskManagers(size.taskManagers())
        .setNumSlotsPerTaskManager(slots)
        .build();
  }

  private static Configuration configuration(Size size, TemporaryFolder folder) {
    Configuration configuration = LocalSettings.load(folder.path());
    configuration.set(RestOptions.PORT, size.webPort());
    configuration.set(RestOptions.BIND_PORT, Integer.toString(size.webPort()));
    configuration.set(WebOptions.SUBMIT_ENABLE, false);
    configuration.set(WebOptions.TMP_DIR, folder.resolve("web").toString());
    configuration.set(WebOptions.UPLOAD_DIR, folder.resolve("web").toString());
    configuration.set(CoreOptions.DEFAULT_PARALLELISM, size.parallelism());
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, STATE_MEMORY);
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, size.checkpointInterval());
    return configuration;
  }

  /** An environment whose jobs get this cluster's configuration. */
  public StreamExecutionEnvironment environment() {
    return StreamExecutionEnvironment.getExecutionEnvironment(configuration);
  }

  /**
   * Submits what has been built in an {@link #environment} and waits until every task runs.
   *
   * @throws ClusterException when the job fails before that
   */
  public JobID submit(StreamExecutionEnvironment environment) {
    try {
      JobID job = cluster.submitJob(environment.getStreamGraph().getJobGraph()).get().getJobID();
      while (!everyTaskRuns(job)) {
        requireAlive(job);
        Thread.sleep(POLL.toMillis());
      }
      return job;
    } catch (ExecutionException e) {
      throw new ClusterException("The job was not accepted: " + e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** A job that is being initialized has no tasks yet. */
  private boolean everyTaskRuns(JobID job) throws ExecutionException, InterruptedException {
    boolean hasTasks = false;
    for (AccessExecutionVertex task :
        cluster.getExecutionGraph(job).get().getAllExecutionVertices()) {
      if (task.getExecutionState() != ExecutionState.RUNNING) {
        return false;
      }
      hasTasks = true;
    }
    return hasTasks;
  }

  /**
   * Checks that a job has not ended.
   *
   * @throws ClusterException with the root of the failure when it has
   */
  public void requireAlive(JobID job) {
    try {
      if (cluster.getJobStatus(job).get().isGloballyTerminalState()) {
        throw new ClusterException("The job has ended: " + endOf(job));
      }
    } catch (ExecutionException e) {
      throw new ClusterException("The Flink cluster does not answer: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private String endOf(JobID job) throws ExecutionException, InterruptedException {
    JobResult result = cluster.requestJobResult(job).get();
    return result
        .getSerializedThrowable()
        .map(failure -> rootOf(failure.deserializeError(LocalFlink.class.getClassLoader())))
        .orElse("nobody asked for it, and it says no reason.");
  }

  private static String rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.toString();
  }

  private static ClusterException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new ClusterException("Interrupted while waiting for the Flink cluster.", e);
  }

  /** Address of the web UI and REST interface. */
  public URI webAddress() {
    return cluster.getRestAddress().join();
  }

  /**
   * Kills a task manager as a crash would; a new one takes its place.
   *
   * @param index from 0
   */
  public void replaceTaskManager(int index) {
    try {
      cluster.terminateTaskManager(index).get();
      cluster.startTaskManager();
    } catch (Exception e) {
      throw new ClusterException("Task manager " + index + " was not replaced.", e);
    }
  }

  /** What becomes of events that wait for their time when a job is stopped. */
  public enum Waiting {
    /** They wait on in the savepoint. */
    KEPT,
    /** They happen now: there will be no more input. */
    APPLIED
  }

  /**
   * Stops a job when all that it has read is decided and committed.
   *
   * @return where its state is, for {@code execution.state-recovery.path}
   */
  public String stop(JobID job, Waiting waiting) {
    boolean drain = waiting == Waiting.APPLIED;
    try {
      return cluster
          .stopWithSavepoint(
              job, LocalSettings.savepoints(folder.path()), drain, SavepointFormatType.CANONICAL)
          .get();
    } catch (ExecutionException e) {
      throw new ClusterException("The job did not stop: " + e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Cancels all jobs, stops the cluster and removes its state. */
  @Override
  public void close() {
    stop(cluster, folder);
  }

  private static void stop(MiniCluster cluster, TemporaryFolder folder) {
    try (folder) {
      if (cluster != null) {
        cancelJobs(cluster);
        cluster.closeAsync().join();
      }
    }
  }

  /** Cancelled jobs close their clients in order; those of a cluster that vanishes do not. */
  private static void cancelJobs(MiniCluster cluster) {
    if (!cluster.isRunning()) {
      return;
    }
    try {
      for (JobStatusMessage job : cluster.listJobs().get()) {
        if (!job.getJobState().isGloballyTerminalState()) {
          cluster.cancelJob(job.getJobId()).get();
          cluster
              .requestJobResult(job.getJobId())
              .get(CANCELLATION.toMillis(), TimeUnit.MILLISECONDS);
        }
      }
    } catch (ExecutionException | TimeoutException e) {
      LOGGER.warn("A job was not cancelled in order.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
