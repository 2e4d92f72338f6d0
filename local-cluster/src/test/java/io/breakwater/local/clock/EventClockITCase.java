package io.breakwater.local.clock;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.kafka.KafkaSources;
import io.breakwater.local.cluster.EmbeddedBroker;
import io.breakwater.local.cluster.LocalFlink;
import io.breakwater.options.BreakwaterConfig;
import io.breakwater.options.BreakwaterOptions;
import io.breakwater.schemas.TrustedClasses;
import io.breakwater.stream.wire.Codecs;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The event clock on topics of a broker: what holds it, and what does not. */
class EventClockITCase {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int RECORDS = 4_000;
  private static final String SHORT = "1 ms";

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
    ClockReadings.clear();
    flink = LocalFlink.start(new LocalFlink.Size(0, 1, 2, Duration.ofSeconds(1)));
  }

  @AfterEach
  void stop() {
    flink.close();
  }

  /**
   * One reader fetches one partition to its end before it comes to the next, while a partition
   * counts as silent after a millisecond: by the wall clock the second is silent all that while.
   */
  @Test
  void aPartitionThatIsStillToBeReadHoldsTheClockHoweverLongItWaits() throws Exception {
    PriceTopic waiting = PriceTopic.create(broker, "waiting", 2);
    waiting.write(0, RECORDS, null);
    waiting.write(1, RECORDS, null);

    read("waiting", SHORT, 1);

    await("both to be read", () -> ClockReadings.READ.get() == 2 * RECORDS);
    await("the clock to come to the end", () -> hasPassed(RECORDS - 2));
    assertThat(ClockReadings.LATE).isEmpty();
  }

  /** Ends of transactions, aborted records and empty partitions are nothing to be read. */
  @Test
  void whatATransactionLeavesBehindIsTheEnd() throws Exception {
    PriceTopic transactions = PriceTopic.create(broker, "transactions", 4);
    transactions.write(0, 10, true);
    transactions.write(1, 10, true);
    transactions.write(1, 5_000, false);
    transactions.write(2, 5_000, false);

    read("transactions", SHORT, 2);

    await("the clock to come to the end", () -> hasPassed(8));
    assertThat(ClockReadings.READ).hasValue(20);
    assertThat(ClockReadings.LATE).isEmpty();
  }

  @Test
  void moreReadersThanPartitionsAndNoneOfThemHolds() throws Exception {
    PriceTopic single = PriceTopic.create(broker, "single", 1);
    single.write(0, 10, null);

    read("single", SHORT, 2);

    await("the clock to come to the end", () -> hasPassed(8));
    single.write(0, 20, null);
    await("the clock to go on", () -> hasPassed(18));
  }

  @Test
  void aPartitionHoldsTheClockWhileItIsNotSilentForLongEnough() throws Exception {
    PriceTopic patient = PriceTopic.create(broker, "patient", 2);
    patient.write(0, 10, null);
    patient.write(1, 20, null);

    read("patient", "1 h", 1);

    await("both to be read", () -> ClockReadings.READ.get() == 30);
    await("the clock to come to the end of one", () -> hasPassed(8));
    assertThat(hasPassed(12)).isFalse();
  }

  private void read(String topic, String idleness, int parallelism) {
    BreakwaterConfig config =
        BreakwaterConfig.of(
            Map.of(
                BreakwaterOptions.KAFKA_TRANSACTIONAL_ID_PREFIX.key(),
                "breakwater",
                BreakwaterOptions.KAFKA_BOOTSTRAP_SERVERS.key(),
                broker.bootstrapServers(),
                BreakwaterOptions.JOB_CLOCK.key(),
                "EVENT",
                BreakwaterOptions.TOPIC_PRICES.key(),
                topic,
                BreakwaterOptions.EVENT_TIME_OUT_OF_ORDERNESS.key(),
                "0 ms",
                BreakwaterOptions.EVENT_TIME_IDLENESS.key(),
                idleness));
    StreamExecutionEnvironment env = flink.environment();
    env.fromSource(
            new KafkaSources(config.kafka(), config.watermarks()).prices(Codecs.INBOUND_PRICE),
            WatermarkStrategy.noWatermarks(),
            "prices",
            Codecs.INBOUND_PRICE)
        .setParallelism(parallelism)
        .uid("prices")
        .keyBy(price -> 0)
        .process(new ClockReadings())
        .setParallelism(1)
        .uid("readings");
    flink.submit(env);
  }

  private static boolean hasPassed(int index) {
    return ClockReadings.PASSED.contains(PriceTopic.START + index);
  }

  private static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long limit = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waiting for %s", what).isLessThan(limit);
      Thread.sleep(20);
    }
  }
}
