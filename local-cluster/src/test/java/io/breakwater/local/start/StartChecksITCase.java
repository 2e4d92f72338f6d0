package io.breakwater.local.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.BreakwaterJob;
import io.breakwater.kafka.FoundAtStart;
import io.breakwater.kafka.start.StartRefusedException;
import io.breakwater.local.cluster.DeployedTopics;
import io.breakwater.local.cluster.EmbeddedBroker;
import io.breakwater.options.BreakwaterOptions;
import io.breakwater.stream.JobClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What would go wrong later is said before the job is submitted, all of it, with what to do. */
@Timeout(300)
class StartChecksITCase {
  private static EmbeddedBroker broker;

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.start(0);
    DeployedTopics.create(broker.bootstrapServers());
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  private static StartAttempt attempt() {
    return new StartAttempt(broker.bootstrapServers());
  }

  @ParameterizedTest
  @EnumSource
  void findNothingWhereAllIsAsDeployed(JobClock clock) {
    AdminClients clients = new AdminClients();

    attempt().with(BreakwaterOptions.JOB_CLOCK, clock).run();

    clients.requireClosed();
  }

  static Stream<ConfigOption<String>> aTopicThatIsMistypedIsNamedWithTheNearest() {
    return Stream.of(
        BreakwaterOptions.TOPIC_PRICES,
        BreakwaterOptions.TOPIC_ACCOUNTS,
        BreakwaterOptions.TOPIC_RISK_FACTORS,
        BreakwaterOptions.TOPIC_INSTRUMENTS,
        BreakwaterOptions.TOPIC_POLICY,
        BreakwaterOptions.TOPIC_LIQUIDATION_TRIGGERS,
        BreakwaterOptions.TOPIC_ACCOUNT_HEALTH,
        BreakwaterOptions.TOPIC_PRICE_QUALITY,
        BreakwaterOptions.TOPIC_RISK_AGGREGATES,
        BreakwaterOptions.TOPIC_REJECTED_RECORDS);
  }

  @ParameterizedTest
  @MethodSource
  void aTopicThatIsMistypedIsNamedWithTheNearest(ConfigOption<String> option) {
    AdminClients clients = new AdminClients();
    String right = option.defaultValue();
    String mistyped = right.replaceFirst("[aeiou]", "");

    assertThat(attempt().with(option, mistyped).problems())
        .singleElement()
        .asString()
        .contains(option.key(), "'" + mistyped + "'", "did you mean '" + right + "'?");
    clients.requireClosed();
  }

  @Test
  void theTopicOfAnnouncedSchemasIsNotMissed() {
    attempt().with(BreakwaterOptions.TOPIC_SCHEMAS, "shemas").run();
  }

  @Test
  void brokersWithoutTopicsAreToldAsSuch() {
    try (EmbeddedBroker empty = EmbeddedBroker.start(0)) {
      assertThat(new StartAttempt(empty.bootstrapServers()).problems())
          .hasSize(10)
          .allSatisfy(problem -> assertThat(problem).contains("none at all", "topics.yaml"));
    }
  }

  @Test
  void aTransactionThatEndsBeforeItsCheckpointIsRefused() {
    StartAttempt attempt =
        attempt()
            .with(BreakwaterOptions.KAFKA_TRANSACTION_TIMEOUT, "1 s")
            .withFlink(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(15))
            .withFlink(CheckpointingOptions.CHECKPOINTING_TIMEOUT, Duration.ofSeconds(30));

    assertThat(attempt.problems())
        .singleElement()
        .asString()
        .contains(
            BreakwaterOptions.KAFKA_TRANSACTION_TIMEOUT.key() + " is 1 s",
            "up to 45 s",
            "execution.checkpointing.interval (15 s)",
            "execution.checkpointing.timeout (30 s)");

    attempt.with(BreakwaterOptions.KAFKA_TRANSACTION_TIMEOUT, "45 s");
    assertThat(attempt.problems()).hasSize(1);
    attempt.with(BreakwaterOptions.KAFKA_TRANSACTION_TIMEOUT, "46 s").run();
  }

  @Test
  void aTransactionMayTakeAnyTimeWhereThereIsNone() {
    attempt()
        .with(BreakwaterOptions.KAFKA_TRANSACTION_TIMEOUT, "1 s")
        .with(BreakwaterOptions.KAFKA_TRANSACTIONAL_ID_PREFIX, "")
        .with(BreakwaterOptions.DELIVERY_ACCOUNT_HEALTH, "at-least-once")
        .with(BreakwaterOptions.DELIVERY_PRICE_QUALITY, "at-least-once")
        .with(BreakwaterOptions.DELIVERY_RISK_AGGREGATES, "at-least-once")
        .with(BreakwaterOptions.DELIVERY_REJECTED_RECORDS, "at-least-once")
        .run();
  }

  /** The options say that the brokers allow three hours; the brokers know better. */
  @Test
  void aTransactionThatTheBrokersDoNotAllowIsRefused() {
    assertThat(
            attempt()
                .with(BreakwaterOptions.KAFKA_TRANSACTION_MAX_TIMEOUT, "3 h")
                .with(BreakwaterOptions.KAFKA_TRANSACTION_TIMEOUT, "2 h")
                .problems())
        .singleElement()
        .asString()
        .contains(BreakwaterOptions.KAFKA_TRANSACTION_TIMEOUT.key() + " is 2 h")
        .contains("transaction.max.timeout.ms");
  }

  @ParameterizedTest
  @MethodSource("aTopicThatIsMistypedIsNamedWithTheNearest")
  void onTheEventClockTopicsAreStampedByTheBroker(ConfigOption<String> option) throws Exception {
    String topic = option.defaultValue();
    set(topic, "message.timestamp.type", "CreateTime");
    try {
      assertThat(attempt().with(BreakwaterOptions.JOB_CLOCK, JobClock.EVENT).problems())
          .singleElement()
          .asString()
          .contains("The topic " + topic + " has message.timestamp.type=CreateTime")
          .contains("set it to LogAppendTime");
      attempt().with(BreakwaterOptions.JOB_CLOCK, JobClock.SYSTEM).run();
    } finally {
      set(topic, "message.timestamp.type", "LogAppendTime");
    }
  }

  @Test
  void aTopicThatWouldRefuseALargeTriggerIsRefused() throws Exception {
    String topic = BreakwaterOptions.TOPIC_LIQUIDATION_TRIGGERS.defaultValue();
    String deployed = "50331648";
    set(topic, "max.message.bytes", "1048588");
    try {
      assertThat(attempt().problems())
          .singleElement()
          .asString()
          .contains(topic + " has max.message.bytes=1,048,588", "set it to 50,331,648 or more");
      attempt().with(BreakwaterOptions.ACCOUNTS_MAXIMUM_ELEMENTS, 200).run();
    } finally {
      set(topic, "max.message.bytes", deployed);
    }
  }

  private static void set(String topic, String setting, String value) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    AlterConfigOp op = new AlterConfigOp(new ConfigEntry(setting, value), AlterConfigOp.OpType.SET);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin.incrementalAlterConfigs(Map.of(resource, List.of(op))).all().get();
    }
  }

  @Test
  void allThatIsWrongIsSaidAtOnce() {
    StartAttempt attempt =
        attempt()
            .with(BreakwaterOptions.TOPIC_PRICES, "prizes")
            .with(BreakwaterOptions.TOPIC_POLICY, "polcy")
            .with(BreakwaterOptions.KAFKA_TRANSACTION_TIMEOUT, "1 s")
            .withFlink(CheckpointingOptions.ENABLE_UNALIGNED, true);

    assertThat(attempt.problems())
        .hasSize(4)
        .anySatisfy(problem -> assertThat(problem).contains("'prizes'", "'prices'"))
        .anySatisfy(problem -> assertThat(problem).contains("'polcy'", "'policy'"))
        .anySatisfy(problem -> assertThat(problem).contains("transaction.timeout is 1 s"))
        .anySatisfy(problem -> assertThat(problem).contains("unaligned"));
    assertThatThrownBy(attempt::run).hasMessage(String.join("\n", attempt.problems()));
  }

  @Test
  void whatIsWrongIsOnlySaidWhereThatIsWanted() {
    attempt()
        .with(BreakwaterOptions.TOPIC_PRICES, "prizes")
        .with(BreakwaterOptions.JOB_FOUND_AT_START, FoundAtStart.WARN)
        .run();
  }

  @Test
  void brokersThatAreNotThereAreToldWithinATime() throws IOException {
    AdminClients clients = new AdminClients();
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }

    requireNoAnswer("localhost:" + free);
    clients.requireClosed();
  }

  @Test
  void brokersThatSayNothingAreToldWithinATime() throws IOException {
    AdminClients clients = new AdminClients();
    try (ServerSocket silent = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
      requireNoAnswer("localhost:" + silent.getLocalPort());
    }
    clients.requireClosed();
  }

  private static void requireNoAnswer(String servers) {
    assertThat(
            new StartAttempt(servers)
                .with(BreakwaterOptions.KAFKA_TRANSACTION_TIMEOUT, "1 s")
                .problems())
        .hasSize(2)
        .anySatisfy(
            problem ->
                assertThat(problem)
                    .contains("Kafka at " + servers, "does not answer", "PLAINTEXT")
                    .contains(BreakwaterOptions.JOB_FOUND_AT_START.key() + "=WARN"));
  }

  @Test
  void aNameThatNobodyKnowsIsTold() {
    assertThat(new StartAttempt("nobody.invalid:9092").problems())
        .singleElement()
        .asString()
        .contains(BreakwaterOptions.KAFKA_BOOTSTRAP_SERVERS.key(), "no address that is known");
  }

  @Test
  void propertiesThatMakeNoClientAreToldWithoutTheirSecrets() {
    AdminClients clients = new AdminClients();
    String secret = "hunter2";

    assertThat(
            attempt()
                .with("breakwater.kafka.properties.security.protocol", "SASL_PLAINTEXT")
                .with("breakwater.kafka.properties.sasl.mechanism", "PLAIN")
                .with("breakwater.kafka.properties.sasl.jaas.config", secret)
                .problems())
        .singleElement()
        .asString()
        .contains(BreakwaterOptions.KAFKA_PROPERTIES + "sasl.jaas.config is not understood")
        .doesNotContain(secret);
    clients.requireClosed();
  }

  /** What {@code flink run} shows: the program's own main ends with all that is wrong. */
  @Test
  void theProgramSubmitsNothing() {
    assertThatThrownBy(
            () ->
                BreakwaterJob.main(
                    new String[] {
                      "--breakwater.kafka.bootstrap.servers", broker.bootstrapServers(),
                      "--breakwater.kafka.transactional-id-prefix", "margin",
                      "--breakwater.topic.prices", "prizes",
                    }))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("did you mean 'prices'?")
        .hasMessageContaining("execution.checkpointing.interval must be set");
  }
}
