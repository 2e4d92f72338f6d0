package io.breakwater.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.breakwater.kafka.LeaderlessPartition;
import io.breakwater.kafka.Topics;
import io.breakwater.stream.JobClock;
import io.breakwater.stream.desk.WatchKind;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BreakwaterConfigTest {
  private static final String SERVERS = "breakwater.kafka.bootstrap.servers";
  private static final String PREFIX = "breakwater.kafka.transactional-id-prefix";

  private static BreakwaterConfig with(String... keysAndValues) {
    Map<String, String> options = new HashMap<>();
    options.put(SERVERS, "localhost:9092");
    options.put(PREFIX, "margin");
    for (int i = 0; i < keysAndValues.length; i += 2) {
      options.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return BreakwaterConfig.of(options);
  }

  @Test
  void needsTheServersAndAPrefixAndHasDefaultsForTheRest() {
    BreakwaterConfig config = with();

    assertThat(config.kafka().bootstrapServers()).isEqualTo("localhost:9092");
    assertThat(config.kafka().properties()).isEmpty();
    assertThat(config.kafka().topics())
        .isEqualTo(
            new Topics(
                "prices",
                "accounts",
                "risk-factors",
                "instruments",
                "policy",
                "schemas",
                null,
                null,
                "liquidation-triggers",
                "account-health",
                "price-quality",
                "risk-aggregates",
                "rejected-records"));
    assertThat(config.kafka().delivery().liquidationTriggers())
        .isEqualTo(DeliveryGuarantee.AT_LEAST_ONCE);
    assertThat(config.kafka().delivery().accountHealth()).isEqualTo(DeliveryGuarantee.EXACTLY_ONCE);
    assertThat(config.kafka().delivery().riskAggregates())
        .isEqualTo(DeliveryGuarantee.EXACTLY_ONCE);
    assertThat(config.kafka().delivery().rejectedRecords())
        .isEqualTo(DeliveryGuarantee.EXACTLY_ONCE);
    assertThat(config.stream().clock()).isEqualTo(JobClock.SYSTEM);
    assertThat(config.stream().policyId()).isEqualTo("default");
    assertThat(config.stream().tombstoneTimeToLive()).isEqualTo(Duration.ofDays(7));
    assertThat(config.stream().unwrittenAccountsCap()).isEqualTo(10_000);
    assertThat(config.stream().watch()).isEqualTo(WatchKind.TRIPWIRES);
    assertThat(config.stream().shadowAudit()).isFalse();
    assertThat(config.stream().undoneTriggersSeen()).isTrue();
    assertThat(config.stream().readinessLag()).isEqualTo(Duration.ofSeconds(2));
    assertThat(config.kafka().leaderlessPartition()).isEqualTo(LeaderlessPartition.WAIT);
  }

  @Test
  void depthAndFundsAreReadWhereTheirTopicsAreNamed() {
    Topics topics =
        with("breakwater.topic.depth", "depth", "breakwater.topic.insurance-fund", "funds")
            .kafka()
            .topics();

    assertThat(topics.depth()).isEqualTo("depth");
    assertThat(topics.insuranceFund()).isEqualTo("funds");
    assertThatThrownBy(() -> with("breakwater.topic.depth", "prices"))
        .hasMessageContaining("breakwater.topic.depth is 'prices' like breakwater.topic.prices");
  }

  @Test
  void readinessIsAwaitedOnTheSystemClockOnly() {
    assertThat(with("breakwater.job.readiness-lag", "5 s").stream().readinessLag())
        .isEqualTo(Duration.ofSeconds(5));
    assertThat(with("breakwater.job.clock", "event").stream().readinessLag()).isNull();
    assertThat(
            BreakwaterConfig.defaults(JobClock.SYSTEM, "default", WatchKind.TRIPWIRES)
                .readinessLag())
        .isNull();
  }

  @Test
  void takesWhatItIsGiven() {
    BreakwaterConfig config =
        with(
            "breakwater.job.clock", "event",
            "breakwater.event-time.out-of-orderness", "250 ms",
            "breakwater.event-time.idleness", "2 s",
            "breakwater.delivery.liquidation-triggers", "exactly-once",
            "breakwater.kafka.transaction.timeout", "5 min",
            "breakwater.kafka.properties.security.protocol", "SASL_SSL",
            "breakwater.topic.prices", "venue.prices",
            "breakwater.accounts.unvalued-deposit-grace", "2 min",
            "breakwater.accounts.pending-report", "3 s",
            "breakwater.accounts.maximum-elements", "200",
            "breakwater.audit.shadow", "true");

    assertThat(config.stream().clock()).isEqualTo(JobClock.EVENT);
    assertThat(config.watermarks().clock()).isEqualTo(JobClock.EVENT);
    assertThat(config.watermarks().outOfOrderness()).isEqualTo(Duration.ofMillis(250));
    assertThat(config.watermarks().idleness()).isEqualTo(Duration.ofSeconds(2));
    assertThat(config.kafka().delivery().liquidationTriggers())
        .isEqualTo(DeliveryGuarantee.EXACTLY_ONCE);
    assertThat(config.kafka().delivery().transactionTimeout()).isEqualTo(Duration.ofMinutes(5));
    assertThat(config.kafka().properties())
        .containsExactly(Map.entry("security.protocol", "SASL_SSL"));
    assertThat(config.kafka().topics().prices()).isEqualTo("venue.prices");
    assertThat(config.stream().unvaluedDepositGrace()).isEqualTo(Duration.ofMinutes(2));
    assertThat(config.stream().pendingReport()).isEqualTo(Duration.ofSeconds(3));
    assertThat(config.stream().maximumElements()).isEqualTo(200);
    assertThat(config.stream().shadowAudit()).isTrue();
    assertThat(config.stream().undoneTriggersSeen()).isFalse();
  }

  static Stream<Arguments> bad() {
    return Stream.of(
        arguments(SERVERS, "", "is missing: give it as an argument"),
        arguments(SERVERS, "localhost", "write each broker as host:port"),
        arguments(SERVERS, "a:1,,b:2", "write each broker as host:port"),
        arguments(SERVERS, "a:70000", "write each broker as host:port"),
        arguments("breakwater.job.clock", "lunar", "[[SYSTEM, EVENT]]"),
        arguments("breakwater.event-time.idleness", "0 s", "is not above 0"),
        arguments("breakwater.event-time.idleness", "5 bananas", "'5 bananas'"),
        arguments("breakwater.event-time.out-of-orderness", "-1 s", "out-of-orderness"),
        arguments("breakwater.prices.maximum-age", "0 s", "is not above 0"),
        arguments("breakwater.kafka.partition-discovery", "0 s", "is not above 0"),
        arguments("breakwater.job.readiness-lag", "999 ms", "is below 1 s"),
        arguments("breakwater.kafka.leaderless-partition", "HOPE", "[[WAIT, PASS]]"),
        arguments("breakwater.kafka.group.id", " ", "is missing"),
        arguments("breakwater.policy.id", " ", "is missing"),
        arguments("breakwater.accounts.unwritten", "0", "give 1 or more"),
        arguments("breakwater.accounts.unwritten", "many", "'many'"),
        arguments("breakwater.accounts.tombstone-time-to-live", "0 d", "retention"),
        arguments("breakwater.accounts.unvalued-deposit-grace", "0 s", "is not above 0"),
        arguments("breakwater.accounts.unvalued-deposit-grace", "366 d", "above 365 d"),
        arguments("breakwater.accounts.pending-report", "0 s", "is not above 0"),
        arguments("breakwater.accounts.maximum-elements", "0", "is below 1"),
        arguments("breakwater.accounts.maximum-elements", "10001", "above 10000"),
        arguments("breakwater.accounts.watch", "GUESSES", "HOLDERS"),
        arguments("breakwater.audit.shadow", "maybe", "true or false"),
        arguments("breakwater.topic.prices", "no spaces", "letters, digits"),
        arguments("breakwater.topic.prices", "accounts", "its own topic"),
        arguments("breakwater.delivery.account-health", "none", "may lose records"),
        arguments("breakwater.delivery.account-health", "thrice", "'thrice'"),
        arguments(PREFIX, "", "is missing, and a sink is exactly-once"),
        arguments(PREFIX, " ", "is missing, and a sink is exactly-once"),
        arguments("breakwater.kafka.transaction.timeout", "16 min", "shorten it to 15 min"),
        arguments("breakwater.kafka.properties.group.id", "g", "set breakwater.kafka.group.id"),
        arguments("breakwater.kafka.properties.value.deserializer", "x", "reads bytes"),
        arguments("breakwater.kafka.properties.acks", "1", "could lose records"),
        arguments("breakwater.kafka.properties.retries", "0", "could lose records"),
        arguments("breakwater.kafka.properties.enable.idempotence", "false", "could be lost"),
        arguments("breakwater.kafka.properties.isolation.level", "read_uncommitted", "committed"),
        arguments("breakwater.kafka.properties.auto.offset.reset", "latest", "where each topic"),
        arguments("breakwater.kafka.properties.partitioner.ignore.keys", "true", "in no order"),
        arguments("breakwater.kafka.properties.partitioner.class", "x", "in one partition"),
        arguments("breakwater.kafka.properties.interceptor.classes", "x", "changed or dropped"),
        arguments("breakwater.job.found-at-start", "IGNORE", "[[STOP, WARN]]"),
        arguments("breakwater.job.clok", "EVENT", "did you mean breakwater.job.clock?"),
        arguments("breakwater.kafka.properties.", "x", "is no option"));
  }

  @ParameterizedTest
  @MethodSource
  void bad(String key, String value, String sentence) {
    assertThatThrownBy(() -> with(key, value))
        .isInstanceOfSatisfying(
            InvalidOptionsException.class,
            e -> assertThat(e.problems()).anySatisfy(p -> assertThat(p).contains(key, sentence)));
  }

  @Test
  void aPrefixIsNeededOnlyWhereASinkIsExactlyOnce() {
    String delivery = "breakwater.delivery.";
    BreakwaterConfig config =
        with(
            PREFIX,
            "",
            delivery + "account-health",
            "at-least-once",
            delivery + "price-quality",
            "at-least-once",
            delivery + "risk-aggregates",
            "at-least-once",
            delivery + "rejected-records",
            "at-least-once");
    assertThat(config.kafka().delivery().isTransactional()).isFalse();
    assertThat(with().kafka().delivery().isTransactional()).isTrue();
  }

  @Test
  void aLongerTransactionIsFineWhereTheBrokersAreToldSo() {
    BreakwaterConfig config =
        with(
            "breakwater.kafka.transaction.timeout", "2 h",
            "breakwater.kafka.transaction.max-timeout", "3 h");
    assertThat(config.kafka().delivery().transactionTimeout()).isEqualTo(Duration.ofHours(2));
  }

  @Test
  void listsAllProblemsAtOnce() {
    assertThatThrownBy(
            () ->
                with(
                    SERVERS,
                    "",
                    "breakwater.job.clock",
                    "lunar",
                    "breakwater.accounts.unwritten",
                    "-1"))
        .isInstanceOfSatisfying(
            InvalidOptionsException.class, e -> assertThat(e.problems()).hasSize(3));
  }

  @Test
  void neverShowsASecret() {
    String secret = "hunter2";
    String kafka = "breakwater.kafka.properties.";
    List<String> keys =
        List.of(
            kafka + "sasl.jaas.config",
            kafka + "ssl.key.password",
            kafka + "ssl.keystore.key",
            kafka + "ssl.truststore.password",
            kafka + "sasl.oauthbearer.client.credentials.client.secret",
            kafka + "SASL.JAAS.CONFIG",
            kafka + "basic.auth.user.info",
            kafka + "ssl.key.passphrase",
            kafka + "my.api.key",
            kafka + "my.apikey",
            kafka + "my.api-key",
            kafka + "my_api_key",
            kafka + "accessKey",
            kafka + "ssl.anything.key",
            kafka + "http.authorization",
            kafka + "my.pwd",
            kafka + "my.api.token");
    for (String key : keys) {
      BreakwaterConfig config = with(key, secret);
      assertThat(config.toString()).contains(key + ": ******").doesNotContain(secret);
      assertThat(config.shown().values()).doesNotContain(secret);
      assertThat(config.kafka().toString()).doesNotContain(secret);
      assertThat(config.kafka().properties()).containsValue(secret);
    }
    assertThatThrownBy(
            () -> with(kafka + "sasl.jaas.config", secret, "breakwater.job.clock", "lunar"))
        .isInstanceOf(InvalidOptionsException.class)
        .message()
        .doesNotContain(secret);
  }

  @Test
  void showsEveryOptionInEffect() {
    assertThat(with().shown().keySet())
        .containsExactlyInAnyOrderElementsOf(
            BreakwaterOptions.all().stream().map(ConfigOption::key).toList());
    assertThat(with().toString()).contains("breakwater.prices.maximum-age: 1 h");
  }

  @Test
  void helpNamesEveryOptionWithItsDefault() {
    String help = OptionHelp.text();
    for (ConfigOption<?> option : BreakwaterOptions.all()) {
      assertThat(help).contains(option.key()).contains(OptionNames.variable(option.key()));
    }
    assertThat(help)
        .contains("breakwater.kafka.bootstrap.servers  (required)")
        .contains("breakwater.delivery.liquidation-triggers  (default at-least-once)")
        .contains("breakwater.accounts.tombstone-time-to-live  (default 7 d)");
    assertThat(help.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
  }
}
