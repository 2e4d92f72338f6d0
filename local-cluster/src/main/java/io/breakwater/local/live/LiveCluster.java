package io.breakwater.local.live;

import io.breakwater.BreakwaterJob;
import io.breakwater.local.cluster.DeployedTopics;
import io.breakwater.local.cluster.EmbeddedBroker;
import io.breakwater.local.cluster.LocalFlink;
import io.breakwater.local.command.Progress;
import io.breakwater.options.BreakwaterConfig;
import io.breakwater.options.BreakwaterOptions;
import io.breakwater.stream.JobClock;
import io.breakwater.stream.StreamSettings;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Broker, topics, Flink and the job of a run, started in this order and stopped in the other. */
final class LiveCluster implements AutoCloseable {
  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(2);
  private static final int TASK_MANAGERS = 1;

  /** An account topic is silent between close-outs; the clock must not wait for the next one. */
  static final Duration IDLENESS = Duration.ofMillis(500);

  private final EmbeddedBroker broker;
  private final LocalFlink flink;
  private final BreakwaterConfig config;
  private final JobID job;

  private LiveCluster(EmbeddedBroker broker, LocalFlink flink, BreakwaterConfig config, JobID job) {
    this.broker = broker;
    this.flink = flink;
    this.config = config;
    this.job = job;
  }

  /**
   * Starts everything and waits until the job runs.
   *
   * @param progress that is told each step
   * @throws io.breakwater.local.cluster.ClusterException when something does not start
   */
  static LiveCluster start(LiveSettings settings, Progress progress) {
    return start(
        settings.port(),
        new LocalFlink.Size(
            settings.webPort(), TASK_MANAGERS, settings.parallelism(), CHECKPOINT_INTERVAL),
        IDLENESS,
        interval(settings.speed()),
        progress);
  }

  /** The interval of aggregates that passes about once a second for who looks on. */
  private static Duration interval(double speed) {
    long seconds = Math.round(Math.min(speed, StreamSettings.LONGEST_INTERVAL.toSeconds()));
    return Duration.ofSeconds(Math.max(1, seconds));
  }

  /**
   * Starts everything, with a Flink cluster of some size.
   *
   * @param idleness silence after which a partition no longer holds the clock: what a machine that
   *     is slower than this reads from it afterwards comes late
   * @param interval of aggregates, on the tape's clock
   * @param progress that is told each step
   */
  static LiveCluster start(
      int port, LocalFlink.Size size, Duration idleness, Duration interval, Progress progress) {
    EmbeddedBroker broker = progress.step("Kafka broker", () -> EmbeddedBroker.start(port));
    LocalFlink flink = null;
    try {
      progress.step("topics", () -> DeployedTopics.create(broker.bootstrapServers()));
      flink = progress.step("Flink", () -> LocalFlink.start(size));
      BreakwaterConfig config = config(broker.bootstrapServers(), idleness, interval);
      JobID job = submit(flink, config, progress);
      return new LiveCluster(broker, flink, config, job);
    } catch (RuntimeException e) {
      stop(broker, flink);
      throw e;
    }
  }

  private static JobID submit(LocalFlink flink, BreakwaterConfig config, Progress progress) {
    StreamExecutionEnvironment environment = flink.environment();
    BreakwaterJob.checkAndBuild(environment, config);
    return progress.step("job", () -> flink.submit(environment));
  }

  private static BreakwaterConfig config(
      String bootstrapServers, Duration idleness, Duration interval) {
    return BreakwaterConfig.of(
        Map.of(
            BreakwaterOptions.KAFKA_TRANSACTIONAL_ID_PREFIX.key(),
            "breakwater",
            BreakwaterOptions.KAFKA_BOOTSTRAP_SERVERS.key(),
            bootstrapServers,
            BreakwaterOptions.JOB_CLOCK.key(),
            JobClock.EVENT.name(),
            BreakwaterOptions.EVENT_TIME_IDLENESS.key(),
            idleness.toMillis() + " ms",
            BreakwaterOptions.AGGREGATES_INTERVAL.key(),
            interval.toSeconds() + " s"));
  }

  /** The cluster that runs the job. */
  LocalFlink flink() {
    return flink;
  }

  String bootstrapServers() {
    return broker.bootstrapServers();
  }

  /** The job's options. */
  BreakwaterConfig config() {
    return config;
  }

  /**
   * Checks that the job has not ended.
   *
   * @throws io.breakwater.local.cluster.ClusterException when it has
   */
  void requireAlive() {
    flink.requireAlive(job);
  }

  @Override
  public void close() {
    stop(broker, flink);
  }

  private static void stop(EmbeddedBroker broker, LocalFlink flink) {
    try (broker;
        flink) {
      // Flink first: its sinks speak to the broker until their end.
    }
  }
}
