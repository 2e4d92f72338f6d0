package io.breakwater.local.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.BreakwaterConfig;
import io.breakwater.BreakwaterJob;
import io.breakwater.BreakwaterOptions;
import io.breakwater.kafka.Topics;
import io.breakwater.local.cluster.DeployedTopics;
import io.breakwater.local.cluster.EmbeddedBroker;
import io.breakwater.local.cluster.LocalFlink;
import io.breakwater.local.kafka.ReadProgress;
import io.breakwater.schemas.HealthTransition;
import io.breakwater.schemas.LiquidationTrigger;
import io.breakwater.stream.JobClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.utils.Utils;

/**
 * The job of production between a real broker and two task managers of two slots each. At full
 * parallelism every slot has a subtask of every stage, so each task manager holds half of the
 * accounts.
 */
final class JobRun implements AutoCloseable {
  private static final int TASK_MANAGERS = 2;
  private static final int SLOTS = 4;
  private static final Duration CHECKPOINT_INTERVAL = Duration.ofMillis(300);
  private static final Duration NEVER = Duration.ofDays(1);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration POLL = Duration.ofMillis(10);
  private static final Duration BETWEEN_PAUSES = Duration.ofMillis(200);

  private final EmbeddedBroker broker;
  private final LocalFlink flink;
  private final BreakwaterConfig config;
  private final ReadProgress progress;
  private final JobInput input;
  private JobID job;
  private int killed;

  private JobRun(EmbeddedBroker broker, LocalFlink flink, BreakwaterConfig config) {
    this.broker = broker;
    this.flink = flink;
    this.config = config;
    this.progress = new ReadProgress(broker.bootstrapServers(), config.kafka().groupId());
    this.input = new JobInput(broker.bootstrapServers(), topics());
  }

  /** Broker and Flink, without a job yet. */
  static JobRun start(JobClock clock, DeliveryGuarantee triggers) {
    EmbeddedBroker broker = EmbeddedBroker.start(0);
    DeployedTopics.create(broker.bootstrapServers());
    LocalFlink flink =
        LocalFlink.start(new LocalFlink.Size(0, TASK_MANAGERS, SLOTS, CHECKPOINT_INTERVAL));
    return new JobRun(broker, flink, config(broker.bootstrapServers(), clock, triggers));
  }

  /** On the event clock nothing may come late, however slow this machine is. */
  private static BreakwaterConfig config(
      String bootstrapServers, JobClock clock, DeliveryGuarantee triggers) {
    return BreakwaterConfig.of(
        Map.of(
            BreakwaterOptions.KAFKA_BOOTSTRAP_SERVERS.key(),
            bootstrapServers,
            BreakwaterOptions.JOB_CLOCK.key(),
            clock.name(),
            BreakwaterOptions.DELIVERY_LIQUIDATION_TRIGGERS.key(),
            triggers.toString(),
            BreakwaterOptions.EVENT_TIME_OUT_OF_ORDERNESS.key(),
            "0 s",
            BreakwaterOptions.EVENT_TIME_IDLENESS.key(),
            "1 h"));
  }

  /** Follows the triggers from the first on. */
  TriggerFollower follow() {
    return new TriggerFollower(broker.bootstrapServers(), topics().liquidationTriggers());
  }

  /** All records of triggers that are committed. */
  List<TriggerRecord> triggerRecords() {
    return WholeTopic.read(
        broker.bootstrapServers(),
        topics().liquidationTriggers(),
        record -> new TriggerRecord(record.partition(), Written.trigger(record.value())));
  }

  /** All triggers that are committed, and the words of epochs. */
  List<LiquidationTrigger> triggers() {
    return triggerRecords().stream().map(TriggerRecord::trigger).toList();
  }

  /** All changes of level that are committed. */
  List<HealthTransition> transitions() {
    return WholeTopic.read(
        broker.bootstrapServers(),
        topics().accountHealth(),
        record -> Written.transition(record.value()));
  }

  private Topics topics() {
    return config.kafka().topics();
  }

  JobInput input() {
    return input;
  }

  void write(Portion portion) {
    input.writeMarket(portion.market());
    input.writeAccounts(portion.accounts());
  }

  /** Starts the job without state, on all slots. */
  void submit() {
    submit(SLOTS);
  }

  void submit(int parallelism) {
    submit(parallelism, new Configuration());
  }

  /** Starts the job with the state of one that was stopped. */
  void resume(int parallelism, String savepoint) {
    submit(parallelism, new Configuration().set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint));
  }

  /** The same, on all slots; and no checkpoint comes but one that is asked for. */
  void resumeWithoutCheckpoints(String savepoint) {
    submit(
        SLOTS,
        new Configuration()
            .set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint)
            .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, NEVER));
  }

  private void submit(int parallelism, Configuration configuration) {
    StreamExecutionEnvironment environment = flink.environment();
    environment.configure(configuration);
    environment.setParallelism(parallelism);
    BreakwaterJob.build(environment, config);
    job = flink.submit(environment);
  }

  /**
   * Waits until a completed checkpoint holds all that has been written so far. It shows in
   * committed offsets, and an idle source commits only when its next record comes.
   *
   * @param more called again and again meanwhile, writes a record into every partition
   */
  void awaitRead(Runnable more) {
    ReadProgress.Mark mark =
        progress.mark(
            topics().prices(), topics().accounts(), topics().instruments(), topics().policy());
    await(
        "a checkpoint of all that was written",
        BETWEEN_PAUSES,
        () -> {
          more.run();
          return progress.hasPassed(mark);
        });
  }

  /** Waits until a condition holds, while the job runs. */
  void await(String what, BooleanSupplier condition) {
    await(what, POLL, condition);
  }

  private void await(String what, Duration poll, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      flink.requireAlive(job);
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .as("waiting for " + what)
          .isLessThan(PATIENCE);
      sleep(poll);
    }
  }

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Kills the task manager that has lived longest; a new one takes its place. */
  void killTaskManager() {
    flink.replaceTaskManager(killed++);
  }

  /** Stops the job when all that it has read is decided and committed; where its state is. */
  String stop(LocalFlink.Waiting waiting) {
    return flink.stop(job, waiting);
  }

  /** Ids for which a topic's records go to different partitions, one for each. */
  static List<String> oneIdPerPartition(String topic, String prefix) {
    int partitions = partitionsOf(topic);
    Map<Integer, String> ids = new LinkedHashMap<>();
    for (int i = 0; ids.size() < partitions; i++) {
      String id = prefix + i;
      ids.putIfAbsent(Utils.toPositive(Utils.murmur2(Utils.utf8(id))) % partitions, id);
    }
    return new ArrayList<>(ids.values());
  }

  /** Into how many partitions a topic is deployed. */
  static int partitionsOf(String topic) {
    return DeployedTopics.read().stream()
        .filter(declared -> declared.name().equals(topic))
        .mapToInt(NewTopic::numPartitions)
        .findAny()
        .orElseThrow();
  }

  @Override
  public void close() {
    try (broker;
        flink;
        progress;
        input) {
      // Clients first, then Flink, then the broker to which its sinks speak until their end.
    }
  }
}
