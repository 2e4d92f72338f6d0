package io.breakwater.local.clock;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.kafka.KafkaSources;
import io.breakwater.kafka.OraclePriceRecords;
import io.breakwater.local.cluster.EmbeddedBroker;
import io.breakwater.local.cluster.LocalFlink;
import io.breakwater.options.BreakwaterConfig;
import io.breakwater.options.BreakwaterOptions;
import io.breakwater.oracle.OraclePrice;
import io.breakwater.schemas.TrustedClasses;
import io.breakwater.stream.wire.Codecs;
import io.breakwater.value.Origin;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The event clock on topics of a broker: what holds it, and what does not. */
class EventClockITCase {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long START = 1_700_000_000_000L;
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
    topic("waiting", 2);
    write("waiting", 0, RECORDS, null);
    write("waiting", 1, RECORDS, null);

    read("waiting", SHORT, 1);

    await("both to be read", () -> ClockReadings.READ.get() == 2 * RECORDS);
    await("the clock to come to the end", () -> hasPassed(RECORDS - 2));
    assertThat(ClockReadings.LATE).isEmpty();
  }

  /** Ends of transactions, aborted records and empty partitions are nothing to be read. */
  @Test
  void whatATransactionLeavesBehindIsTheEnd() throws Exception {
    topic("transactions", 4);
    write("transactions", 0, 10, true);
    write("transactions", 1, 10, true);
    write("transactions", 1, 5_000, false);
    write("transactions", 2, 5_000, false);

    read("transactions", SHORT, 2);

    await("the clock to come to the end", () -> hasPassed(8));
    assertThat(ClockReadings.READ).hasValue(20);
    assertThat(ClockReadings.LATE).isEmpty();
  }

  @Test
  void moreReadersThanPartitionsAndNoneOfThemHolds() throws Exception {
    topic("single", 1);
    write("single", 0, 10, null);

    read("single", SHORT, 2);

    await("the clock to come to the end", () -> hasPassed(8));
    write("single", 0, 20, null);
    await("the clock to go on", () -> hasPassed(18));
  }

  @Test
  void aPartitionHoldsTheClockWhileItIsNotSilentForLongEnough() throws Exception {
    topic("patient", 2);
    write("patient", 0, 10, null);
    write("patient", 1, 20, null);

    read("patient", "1 h", 1);

    await("both to be read", () -> ClockReadings.READ.get() == 30);
    await("the clock to come to the end of one", () -> hasPassed(8));
    assertThat(hasPassed(12)).isFalse();
  }

  private void topic(String name, int partitions) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1))).all().get();
    }
  }

  /**
   * Writes prices, a millisecond apart.
   *
   * @param commits whether a transaction around them is committed; null for none
   */
  private void write(String topic, int partition, int records, Boolean commits) throws IOException {
    try (KafkaProducer<byte[], byte[]> producer = producer(topic + partition + commits, commits)) {
      if (commits != null) {
        producer.initTransactions();
        producer.beginTransaction();
      }
      for (int i = 0; i < records; i++) {
        producer.send(new ProducerRecord<>(topic, partition, KEY, price(i)));
      }
      producer.flush();
      if (Boolean.TRUE.equals(commits)) {
        producer.commitTransaction();
      } else if (commits != null) {
        producer.abortTransaction();
      }
    }
  }

  private static final byte[] KEY = "ETH".getBytes(StandardCharsets.UTF_8);

  private static KafkaProducer<byte[], byte[]> producer(String id, Boolean commits) {
    ByteArraySerializer bytes = new ByteArraySerializer();
    String bootstrap = broker.bootstrapServers();
    return new KafkaProducer<>(
        commits == null
            ? Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap)
            : Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                id),
        bytes,
        bytes);
  }

  private static byte[] price(int index) throws IOException {
    OraclePrice price =
        new OraclePrice(
            "ETH",
            null,
            "venue",
            BigDecimal.valueOf(1_800 + index),
            null,
            (START + index) * 1_000,
            index,
            Origin.NONE);
    ByteBuffer buffer = OraclePriceRecords.toAvro(price).toByteBuffer();
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  private void read(String topic, String idleness, int parallelism) {
    BreakwaterConfig config =
        BreakwaterConfig.of(
            Map.of(
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
    return ClockReadings.PASSED.contains(START + index);
  }

  private static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long limit = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waiting for %s", what).isLessThan(limit);
      Thread.sleep(20);
    }
  }
}
