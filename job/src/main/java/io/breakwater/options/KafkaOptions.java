package io.breakwater.options;

import io.breakwater.kafka.Announcement;
import io.breakwater.kafka.Delivery;
import io.breakwater.kafka.KafkaSettings;
import io.breakwater.kafka.SchemaFolder;
import io.breakwater.kafka.Topics;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.connector.base.DeliveryGuarantee;

/** The part of the options that is about Kafka. */
final class KafkaOptions {
  private static final Pattern TOPIC_NAME = Pattern.compile("[a-zA-Z0-9._-]{1,249}");
  private static final Pattern SERVER = Pattern.compile("\\s*\\S+:(\\d{1,5})\\s*");
  private static final int LAST_PORT = 65_535;

  /** Properties that the job sets itself, with what to do instead. */
  private static final Map<String, String> NOT_PASSED_THROUGH =
      Map.ofEntries(
          Map.entry("bootstrap.servers", instead(BreakwaterOptions.KAFKA_BOOTSTRAP_SERVERS)),
          Map.entry("group.id", instead(BreakwaterOptions.KAFKA_GROUP_ID)),
          Map.entry("transactional.id", instead(BreakwaterOptions.KAFKA_TRANSACTIONAL_ID_PREFIX)),
          Map.entry("transaction.timeout.ms", instead(BreakwaterOptions.KAFKA_TRANSACTION_TIMEOUT)),
          Map.entry(
              "partition.discovery.interval.ms",
              instead(BreakwaterOptions.KAFKA_PARTITION_DISCOVERY)),
          Map.entry("isolation.level", "leave it out: only committed records are read"),
          Map.entry("enable.auto.commit", "leave it out: offsets are committed at checkpoints"),
          Map.entry("auto.offset.reset", "leave it out: the job knows where each topic starts"),
          Map.entry("enable.idempotence", "leave it out: records could be lost or change order"),
          Map.entry("acks", "leave it out: less than all could lose records"),
          Map.entry("retries", "leave it out: fewer could lose records"),
          Map.entry(
              "max.in.flight.requests.per.connection",
              "leave it out: more could change the order of records"),
          Map.entry(
              "partitioner.ignore.keys",
              "leave it out: records of one account would go into several partitions, in no order"),
          Map.entry(
              "partitioner.class",
              "leave it out: readers find an account's records in one partition, in order"),
          Map.entry("interceptor.classes", "leave it out: records could be changed or dropped"),
          Map.entry("check.crcs", "leave it out: damaged records could be read as others"),
          Map.entry(
              "transaction.two.phase.commit.enable",
              "leave it out: what a dead job left open would keep readers waiting for ever"),
          Map.entry("key.serializer", "leave it out: the job writes bytes"),
          Map.entry("value.serializer", "leave it out: the job writes bytes"),
          Map.entry("key.deserializer", "leave it out: the job reads bytes"),
          Map.entry("value.deserializer", "leave it out: the job reads bytes"));

  private KafkaOptions() {}

  private static String instead(ConfigOption<?> option) {
    return "set " + option.key() + " instead";
  }

  static KafkaSettings read(OptionChecks checks) {
    String servers = checks.required(BreakwaterOptions.KAFKA_BOOTSTRAP_SERVERS);
    checkServers(checks, servers);
    Map<String, String> properties = properties(checks);
    String groupId = checks.required(BreakwaterOptions.KAFKA_GROUP_ID);
    Duration discovery = positive(checks, BreakwaterOptions.KAFKA_PARTITION_DISCOVERY);
    Duration priceMaximumAge = positive(checks, BreakwaterOptions.PRICES_MAXIMUM_AGE);
    return new KafkaSettings(
        servers,
        properties,
        groupId,
        discovery,
        priceMaximumAge,
        checks.value(BreakwaterOptions.KAFKA_LOST_INPUT),
        checks.value(BreakwaterOptions.KAFKA_LEADERLESS_PARTITION),
        schemas(checks),
        topics(checks),
        delivery(checks));
  }

  private static void checkServers(OptionChecks checks, String servers) {
    if (servers.isEmpty()) {
      return;
    }
    for (String server : servers.split(",", -1)) {
      var matcher = SERVER.matcher(server);
      checks.require(
          matcher.matches() && Integer.parseInt(matcher.group(1)) <= LAST_PORT,
          BreakwaterOptions.KAFKA_BOOTSTRAP_SERVERS,
          "holds '"
              + Secrets.masked(BreakwaterOptions.KAFKA_BOOTSTRAP_SERVERS.key(), server.strip())
              + "': write each broker as host:port.");
    }
  }

  private static Map<String, String> properties(OptionChecks checks) {
    Map<String, String> properties = checks.withPrefix(BreakwaterOptions.KAFKA_PROPERTIES);
    for (String name : properties.keySet()) {
      String advice = NOT_PASSED_THROUGH.get(name);
      if (advice != null) {
        checks.problem(
            BreakwaterOptions.KAFKA_PROPERTIES + name + " is not passed through: " + advice + ".");
      }
    }
    return properties;
  }

  private static Duration positive(OptionChecks checks, ConfigOption<Duration> option) {
    Duration duration = checks.value(option);
    checks.require(BreakwaterConfig.isPositive(duration), option, "is not above 0: give more.");
    return duration;
  }

  private static List<Announcement> schemas(OptionChecks checks) {
    String folder = checks.value(BreakwaterOptions.SCHEMAS_FOLDER);
    if (folder.isBlank()) {
      return List.of();
    }
    try {
      SchemaFolder read = SchemaFolder.read(Path.of(folder));
      read.problems()
          .forEach(sentence -> checks.require(false, BreakwaterOptions.SCHEMAS_FOLDER, sentence));
      return read.announced();
    } catch (InvalidPathException e) {
      checks.require(false, BreakwaterOptions.SCHEMAS_FOLDER, "is no path: " + e.getReason() + ".");
      return List.of();
    }
  }

  private static Topics topics(OptionChecks checks) {
    Map<String, String> keyByTopic = new HashMap<>();
    return new Topics(
        topic(checks, BreakwaterOptions.TOPIC_PRICES, keyByTopic),
        topic(checks, BreakwaterOptions.TOPIC_ACCOUNTS, keyByTopic),
        topic(checks, BreakwaterOptions.TOPIC_RISK_FACTORS, keyByTopic),
        topic(checks, BreakwaterOptions.TOPIC_INSTRUMENTS, keyByTopic),
        topic(checks, BreakwaterOptions.TOPIC_POLICY, keyByTopic),
        topic(checks, BreakwaterOptions.TOPIC_SCHEMAS, keyByTopic),
        optionalTopic(checks, BreakwaterOptions.TOPIC_DEPTH, keyByTopic),
        optionalTopic(checks, BreakwaterOptions.TOPIC_INSURANCE_FUND, keyByTopic),
        topic(checks, BreakwaterOptions.TOPIC_LIQUIDATION_TRIGGERS, keyByTopic),
        topic(checks, BreakwaterOptions.TOPIC_ACCOUNT_HEALTH, keyByTopic),
        topic(checks, BreakwaterOptions.TOPIC_PRICE_QUALITY, keyByTopic),
        topic(checks, BreakwaterOptions.TOPIC_RISK_AGGREGATES, keyByTopic),
        topic(checks, BreakwaterOptions.TOPIC_REJECTED_RECORDS, keyByTopic));
  }

  /** Null for none. */
  private static String optionalTopic(
      OptionChecks checks, ConfigOption<String> option, Map<String, String> keyByTopic) {
    String topic = checks.value(option);
    return topic.isEmpty() ? null : checked(topic, checks, option, keyByTopic);
  }

  private static String topic(
      OptionChecks checks, ConfigOption<String> option, Map<String, String> keyByTopic) {
    return checked(checks.required(option), checks, option, keyByTopic);
  }

  private static String checked(
      String topic,
      OptionChecks checks,
      ConfigOption<String> option,
      Map<String, String> keyByTopic) {
    checks.require(
        topic.isEmpty() || TOPIC_NAME.matcher(topic).matches(),
        option,
        "is '" + topic + "': a topic's name has 1 to 249 letters, digits, dots, _ and -.");
    String other = keyByTopic.putIfAbsent(topic, option.key());
    checks.require(
        topic.isEmpty() || other == null,
        option,
        "is '" + topic + "' like " + other + ": give each kind of record its own topic.");
    return topic;
  }

  private static Delivery delivery(OptionChecks checks) {
    Duration timeout = positive(checks, BreakwaterOptions.KAFKA_TRANSACTION_TIMEOUT);
    Duration limit = positive(checks, BreakwaterOptions.KAFKA_TRANSACTION_MAX_TIMEOUT);
    checks.require(
        timeout.compareTo(limit) <= 0,
        BreakwaterOptions.KAFKA_TRANSACTION_TIMEOUT,
        "is longer than the brokers allow: shorten it to "
            + OptionHelp.shown(limit)
            + ", or raise the brokers' transaction.max.timeout.ms and say so with "
            + BreakwaterOptions.KAFKA_TRANSACTION_MAX_TIMEOUT.key()
            + ".");
    checks.require(
        timeout.compareTo(Duration.ofMillis(Integer.MAX_VALUE)) <= 0,
        BreakwaterOptions.KAFKA_TRANSACTION_TIMEOUT,
        "is longer than Kafka can express: give at most 24 d.");
    Delivery delivery =
        new Delivery(
            guarantee(checks, BreakwaterOptions.DELIVERY_LIQUIDATION_TRIGGERS),
            guarantee(checks, BreakwaterOptions.DELIVERY_ACCOUNT_HEALTH),
            guarantee(checks, BreakwaterOptions.DELIVERY_PRICE_QUALITY),
            guarantee(checks, BreakwaterOptions.DELIVERY_RISK_AGGREGATES),
            guarantee(checks, BreakwaterOptions.DELIVERY_REJECTED_RECORDS),
            checks.optional(BreakwaterOptions.KAFKA_TRANSACTIONAL_ID_PREFIX).strip(),
            timeout);
    checks.require(
        !delivery.isTransactional() || !delivery.transactionalIdPrefix().isEmpty(),
        BreakwaterOptions.KAFKA_TRANSACTIONAL_ID_PREFIX,
        "is missing, and a sink is exactly-once: give this deployment a name that no other job on"
            + " these brokers has, and keep it.");
    return delivery;
  }

  private static DeliveryGuarantee guarantee(
      OptionChecks checks, ConfigOption<DeliveryGuarantee> option) {
    DeliveryGuarantee guarantee = checks.value(option);
    checks.require(
        guarantee != DeliveryGuarantee.NONE,
        option,
        "is none, which may lose records: give at-least-once or exactly-once.");
    return guarantee;
  }
}
