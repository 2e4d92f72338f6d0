package io.breakwater.local.clock;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.kafka.KafkaSources;
import io.breakwater.local.clock.ProgressReadings.Told;
import io.breakwater.local.cluster.EmbeddedBroker;
import io.breakwater.local.cluster.LocalFlink;
import io.breakwater.options.BreakwaterConfig;
import io.breakwater.options.BreakwaterOptions;
import io.breakwater.schemas.TrustedClasses;
import io.breakwater.stream.wire.Codecs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On the system clock, on topics of a broker: up to which moment sources say that all was read. */
class SystemClockITCase {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Longer than a look at the topic takes: Flink assigns a partition twice that two looks find. */
  private static final String DISCOVERY = "3 s";

  private static EmbeddedBroker broker;
  private LocalFlink flink;

  @BeforeAll
  static void startBroker() {
    TrustedClasses.install();
    broker = EmbeddedBroker.start(0);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void start() {
    ProgressReadings.clear();
    flink = LocalFlink.start(new LocalFlink.Size(0, 1, 3, Duration.ofSeconds(1)));
  }

  @AfterEach
  void stop() {
    flink.close();
  }

  /**
   * Records that were written up to a moment.
   *
   * @param millis after they were acknowledged, since the epoch
   */
  private record Written(long millis, int records) {}

  @Test
  void whatWasWrittenBeforeTheMomentHasComeBeforeItIsTold() throws Exception {
    PriceTopic topic = PriceTopic.create(broker, "growing", 2);
    List<Written> written = new ArrayList<>();
    topic.write(0, 20_000, null);
    written.add(new Written(System.currentTimeMillis(), 20_000));
    read("growing", 2);
    int records = 20_000;
    for (int i = 0; i < 60; i++) {
      topic.write(i % 2, 500, i % 3 == 0 ? true : null);
      records += 500;
      written.add(new Written(System.currentTimeMillis(), records));
    }
    int all = records;
    awaitPresent();

    assertThat(ProgressReadings.READ).hasValue(all);
    assertThat(ProgressReadings.TOLD).hasSizeGreaterThan(1);
    for (Told told : ProgressReadings.TOLD) {
      for (Written before : written) {
        if (before.millis() < told.millis()) {
          assertThat(told.records()).as("%s", told).isGreaterThanOrEqualTo(before.records());
        }
      }
    }
  }

  @Test
  void aTopicWithoutRecordsIsReadUpToThePresent() throws Exception {
    PriceTopic.create(broker, "empty", 2);
    read("empty", 2);

    awaitPresent();
    assertThat(ProgressReadings.READ).hasValue(0);
  }

  /** Ends of transactions and aborted records are nothing to be read. */
  @Test
  void whatATransactionLeavesBehindIsReadAsFarAsItCanBe() throws Exception {
    PriceTopic topic = PriceTopic.create(broker, "transactions", 4);
    topic.write(0, 10, true);
    topic.write(1, 10, true);
    topic.write(1, 5_000, false);
    topic.write(2, 5_000, false);
    read("transactions", 2);

    awaitPresent();
    assertThat(ProgressReadings.READ).hasValue(20);
    topic.write(1, 3_000, false);
    awaitPresent();
    assertThat(ProgressReadings.READ).hasValue(20);
  }

  @Test
  void aReaderWithoutPartitionsHoldsNothingUp() throws Exception {
    PriceTopic topic = PriceTopic.create(broker, "single", 1);
    topic.write(0, 10, null);
    read("single", 3);

    awaitPresent();
    assertThat(ProgressReadings.READ).hasValue(10);
  }

  @Test
  void aPartitionThatIsAddedIsReadUpToThePresentToo() throws Exception {
    PriceTopic topic = PriceTopic.create(broker, "added", 1);
    topic.write(0, 10, null);
    read("added", 2);
    awaitPresent();

    topic.grow(2);
    topic.write(1, 10, null);
    await("the records of the new partition", () -> ProgressReadings.READ.get() == 20);
    awaitPresent();
  }

  private void read(String topic, int parallelism) {
    BreakwaterConfig config =
        BreakwaterConfig.of(
            Map.of(
                BreakwaterOptions.KAFKA_TRANSACTIONAL_ID_PREFIX.key(),
                "breakwater",
                BreakwaterOptions.KAFKA_BOOTSTRAP_SERVERS.key(),
                broker.bootstrapServers(),
                BreakwaterOptions.KAFKA_PARTITION_DISCOVERY.key(),
                DISCOVERY,
                BreakwaterOptions.TOPIC_PRICES.key(),
                topic));
    StreamExecutionEnvironment env = flink.environment();
    env.fromSource(
            new KafkaSources(config.kafka(), config.watermarks()).prices(Codecs.INBOUND_PRICE),
            WatermarkStrategy.noWatermarks(),
            "prices",
            Codecs.INBOUND_PRICE)
        .setParallelism(parallelism)
        .uid("prices")
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
