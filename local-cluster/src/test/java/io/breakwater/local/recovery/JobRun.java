package io.breakwater.local.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.kafka.KafkaSettings;
import io.breakwater.kafka.Topics;
import io.breakwater.local.cluster.DeployedTopics;
import io.breakwater.local.cluster.EmbeddedBroker;
import io.breakwater.local.cluster.LocalFlink;
import io.breakwater.local.kafka.ReadProgress;
import io.breakwater.options.BreakwaterConfig;
import io.breakwater.options.BreakwaterOptions;
import io.breakwater.schemas.HealthTransition;
import io.breakwater.schemas.LiquidationTrigger;
import io.breakwater.schemas.PriceQuality;
import io.breakwater.schemas.RejectedRecord;
import io.breakwater.stream.JobClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;

/**
 * The job of production between a real broker and two task managers of two slots each. At full
 * parallelism every slot has a subtask of every stage, so each task manager holds half of the
 * accounts.
 */
final class JobRun implements AutoCloseable {
  static final int TASK_MANAGERS = 2;
  static final int SLOTS_OF_EACH = 2;
  static final Duration CHECKPOINT_INTERVAL = Duration.ofMillis(300);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration POLL = Duration.ofMillis(10);
  private static final Duration BETWEEN_PAUSES = Duration.ofMillis(200);

  private final EmbeddedBroker broker;
  private final JobCluster cluster;
  private final Map<String, String> options;
  private final Topics topics;
  private final ReadProgress progress;
  private final JobInput input;

  private JobRun(EmbeddedBroker broker, JobCluster cluster, Map<String, String> options) {
    this.broker = broker;
    this.cluster = cluster;
    this.options = options;
    KafkaSettings kafka = BreakwaterConfig.of(options).kafka();
    this.topics = kafka.topics();
    this.progress = new ReadProgress(broker.bootstrapServers(), kafka.groupId());
    this.input = new JobInput(broker.bootstrapServers(), topics);
  }

  /** Broker and Flink in this process, without a job yet. */
  static JobRun start(JobClock clock, DeliveryGuarantee triggers) {
    return on(InOneProcess.start(), clock, triggers);
  }

  /** A broker in this process, and a cluster that is closed with it; without a job yet. */
  static JobRun on(JobCluster cluster, JobClock clock, DeliveryGuarantee triggers) {
    try {
      return between(EmbeddedBroker.start(0), cluster, clock, triggers);
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private static JobRun between(
      EmbeddedBroker broker, JobCluster cluster, JobClock clock, DeliveryGuarantee triggers) {
    try {
      DeployedTopics.create(broker.bootstrapServers());
      return new JobRun(broker, cluster, options(broker.bootstrapServers(), clock, triggers));
    } catch (RuntimeException e) {
      broker.close();
      throw e;
    }
  }

  /** On the event clock nothing may come late, however slow this machine is. */
  private static Map<String, String> options(
      String bootstrapServers, JobClock clock, DeliveryGuarantee triggers) {
    return Map.of(
        BreakwaterOptions.KAFKA_TRANSACTIONAL_ID_PREFIX.key(),
        "breakwater",
        BreakwaterOptions.KAFKA_BOOTSTRAP_SERVERS.key(),
        bootstrapServers,
        BreakwaterOptions.JOB_CLOCK.key(),
        clock.name(),
        BreakwaterOptions.DELIVERY_LIQUIDATION_TRIGGERS.key(),
        triggers.toString(),
        BreakwaterOptions.EVENT_TIME_OUT_OF_ORDERNESS.key(),
        "0 s",
        BreakwaterOptions.EVENT_TIME_IDLENESS.key(),
        "1 h");
  }

  /** Follows the triggers from the first on. */
  TriggerFollower follow() {
    return new TriggerFollower(broker.bootstrapServers(), topics.liquidationTriggers());
  }

  /** All records of triggers that are committed. */
  List<TriggerRecord> triggerRecords() {
    return WholeTopic.read(
        broker.bootstrapServers(),
        topics.liquidationTriggers(),
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
        topics.accountHealth(),
        record -> Written.transition(record.value()));
  }

  /** All records of which it is committed that they were rejected. */
  List<RejectedRecord> rejected() {
    return WholeTopic.read(
        broker.bootstrapServers(),
        topics.rejectedRecords(),
        record -> Written.rejected(record.value()));
  }

  /** All that is committed of the quality of values. */
  List<PriceQuality> qualities() {
    return WholeTopic.read(
        broker.bootstrapServers(),
        topics.priceQuality(),
        record -> Written.quality(record.value()));
  }

  /** A writer of whatever it is given. */
  RawWriter raw() {
    return new RawWriter(broker.bootstrapServers());
  }

  /** A writer of transactions. */
  TransactionalWriter transactions() {
    return new TransactionalWriter(broker.bootstrapServers());
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
    submit(TASK_MANAGERS * SLOTS_OF_EACH);
  }

  void submit(int parallelism) {
    cluster.submit(options, parallelism, null);
  }

  /** Starts the job with the state of one that was stopped. */
  void resume(int parallelism, String savepoint) {
    cluster.submit(options, parallelism, savepoint);
  }

  /**
   * Waits until a completed checkpoint holds all that has been written so far. It shows in
   * committed offsets, and an idle source commits only when its next record comes.
   *
   * @param more called again and again meanwhile, writes a record into every partition
   */
  void awaitRead(Runnable more) {
    ReadProgress.Mark mark =
        progress.mark(topics.prices(), topics.accounts(), topics.instruments(), topics.policy());
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
      cluster.requireAlive();
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

  /** Starts the job with the state of one that was stopped, and an option more. */
  void resumeWith(String option, String value, int parallelism, String savepoint) {
    Map<String, String> more = new LinkedHashMap<>(options);
    more.put(option, value);
    cluster.submit(more, parallelism, savepoint);
  }

  /** All records of prices that were ever written expire. */
  void expirePrices() {
    try (Admin admin =
        Admin.create(
            Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()))) {
      Map<TopicPartition, RecordsToDelete> all = new LinkedHashMap<>();
      progress
          .mark(topics.prices())
          .ends()
          .forEach((partition, end) -> all.put(partition, RecordsToDelete.beforeOffset(end)));
      admin.deleteRecords(all).all().get();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Kills a task manager. */
  void killTaskManager() {
    cluster.killTaskManager();
  }

  /** Stops the job when all that it has read is decided and committed; where its state is. */
  String stop(LocalFlink.Waiting waiting) {
    return cluster.stop(waiting);
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
        cluster;
        progress;
        input) {
      // Clients first, then Flink, then the broker to which its sinks speak until their end.
    }
  }
}
