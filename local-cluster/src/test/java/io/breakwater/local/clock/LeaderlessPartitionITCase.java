package io.breakwater.local.clock;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.kafka.KafkaSources;
import io.breakwater.kafka.LeaderlessPartition;
import io.breakwater.local.cluster.BrokerPair;
import io.breakwater.local.cluster.LocalFlink;
import io.breakwater.options.BreakwaterConfig;
import io.breakwater.options.BreakwaterOptions;
import io.breakwater.schemas.TrustedClasses;
import io.breakwater.stream.wire.Codecs;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On the system clock: a partition has no leader at the start, or loses it while it is read. */
class LeaderlessPartitionITCase {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String TOPIC = "accounts";

  private BrokerPair brokers;
  private PriceTopic topic;
  private LocalFlink flink;

  @BeforeEach
  void start() throws Exception {
    TrustedClasses.install();
    ProgressReadings.clear();
    brokers = new BrokerPair();
    brokers.createTopic(TOPIC);
    topic = PriceTopic.of(brokers.bootstrapServers(), TOPIC);
    topic.write(0, 10, null);
    topic.write(1, 10, null);
    flink = LocalFlink.start(new LocalFlink.Size(0, 1, 1, Duration.ofSeconds(1)));
  }

  @AfterEach
  void stop() {
    flink.close();
    brokers.close();
  }

  @Test
  void aStartWithoutStateReadsTheOthersAndThenThatOne() throws Exception {
    brokers.stopSecond();
    read(LeaderlessPartition.PASS);
    awaitPresent();
    assertThat(ProgressReadings.READ).hasValue(10);

    brokers.startSecond();
    await("the rest", () -> ProgressReadings.READ.get() == 20);
  }

  @Test
  void whereItIsDoneWithoutTheOthersGoOn() throws Exception {
    read(LeaderlessPartition.PASS);
    awaitPresent();
    brokers.stopSecond();
    topic.write(0, 5, null);

    awaitPresent();
    assertThat(ProgressReadings.READ).hasValue(25);
  }

  /** What is told once it has one again tells of what has been read of it, too. */
  @Test
  void whereItIsWaitedForNothingIsToldUntilItHasOneAgain() throws Exception {
    read(LeaderlessPartition.WAIT);
    awaitPresent();
    brokers.stopSecond();
    long without = System.currentTimeMillis();
    topic.write(0, 5, null);
    await("what can be read", () -> ProgressReadings.READ.get() == 25);
    Thread.sleep(3_000); // so that there is something to be wrong

    assertThat(ProgressReadings.TOLD).noneMatch(told -> told.millis() > without);
    brokers.startSecond();
    awaitPresent();
  }

  private void read(LeaderlessPartition leaderless) {
    BreakwaterConfig config =
        BreakwaterConfig.of(
            Map.of(
                BreakwaterOptions.KAFKA_TRANSACTIONAL_ID_PREFIX.key(),
                "breakwater",
                BreakwaterOptions.KAFKA_BOOTSTRAP_SERVERS.key(),
                brokers.bootstrapServers(),
                BreakwaterOptions.KAFKA_LEADERLESS_PARTITION.key(),
                leaderless.name(),
                BreakwaterOptions.TOPIC_ACCOUNTS.key(),
                TOPIC));
    StreamExecutionEnvironment env = flink.environment();
    env.fromSource(
            new KafkaSources(config.kafka(), config.watermarks()).accounts(Codecs.INBOUND_ACCOUNT),
            WatermarkStrategy.noWatermarks(),
            "accounts",
            Codecs.INBOUND_ACCOUNT)
        .uid("accounts")
        .rebalance()
        .transform("readings", Types.LONG, new ProgressReadings<>())
        .setParallelism(1)
        .uid("readings");
    flink.submit(env);
  }

  /** Waits until all has been read up to a moment after this one. */
  private static void awaitPresent() throws InterruptedException {
    long now = System.currentTimeMillis();
    await(
        "what there is to be read",
        () -> ProgressReadings.TOLD.stream().anyMatch(told -> told.millis() > now));
  }

  private static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long limit = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waiting for %s", what).isLessThan(limit);
      Thread.sleep(20);
    }
  }
}
