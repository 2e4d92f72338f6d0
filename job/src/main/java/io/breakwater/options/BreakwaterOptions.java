package io.breakwater.options;

import static org.apache.flink.configuration.ConfigOptions.key;

import io.breakwater.kafka.FoundAtStart;
import io.breakwater.kafka.LeaderlessPartition;
import io.breakwater.kafka.LostInput;
import io.breakwater.margin.account.AccountLedger;
import io.breakwater.stream.JobClock;
import io.breakwater.stream.MetricNames;
import io.breakwater.stream.desk.WatchKind;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.connector.base.DeliveryGuarantee;

/**
 * The options of the job. Checkpointing, state backend and parallelism are not among them: they
 * belong to the cluster's configuration.
 */
public final class BreakwaterOptions {
  /** What every key starts with. */
  public static final String PREFIX = "breakwater.";

  /** What keys start with whose rest is a property of every Kafka client. */
  public static final String KAFKA_PROPERTIES = PREFIX + "kafka.properties.";

  public static final ConfigOption<String> KAFKA_BOOTSTRAP_SERVERS =
      key(PREFIX + "kafka.bootstrap.servers")
          .stringType()
          .noDefaultValue()
          .withDescription("host:port of some brokers, separated by commas.");

  public static final ConfigOption<String> KAFKA_GROUP_ID =
      key(PREFIX + "kafka.group.id")
          .stringType()
          .defaultValue("breakwater")
          .withDescription(
              "Consumer group under which read offsets are committed at checkpoints. It shows lag in"
                  + " Kafka's tools and nothing else: a start without state never resumes from it.");

  public static final ConfigOption<Duration> KAFKA_PARTITION_DISCOVERY =
      key(PREFIX + "kafka.partition-discovery")
          .durationType()
          .defaultValue(Duration.ofMinutes(1))
          .withDescription(
              "How often topics are asked for new partitions. Shorter finds them sooner and asks the"
                  + " brokers more often.");

  public static final ConfigOption<LostInput> KAFKA_LOST_INPUT =
      key(PREFIX + "kafka.lost-input")
          .enumType(LostInput.class)
          .defaultValue(LostInput.STOP)
          .withDescription(
              "What a start does whose state is older than what the brokers still have, so that"
                  + " records are gone that it has not read. STOP ends it and says which; ACCEPT goes"
                  + " on with the first that there are: accounts may then stand as they no longer"
                  + " are.");

  public static final ConfigOption<LeaderlessPartition> KAFKA_LEADERLESS_PARTITION =
      key(PREFIX + "kafka.leaderless-partition")
          .enumType(LeaderlessPartition.class)
          .defaultValue(LeaderlessPartition.WAIT)
          .withDescription(
              "With breakwater.job.clock SYSTEM: what a start does while a partition has no leader, so"
                  + " that nobody knows what is in it. WAIT raises no trigger before it has been read;"
                  + " PASS goes on without it: accounts or prices may then stand as they no longer"
                  + " do.");

  public static final ConfigOption<String> KAFKA_TRANSACTIONAL_ID_PREFIX =
      key(PREFIX + "kafka.transactional-id-prefix")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Start of the transactional ids of exactly-once sinks, needed where there is one. Two live"
                  + " jobs on one Kafka cluster with the same prefix abort each other's transactions:"
                  + " give each deployment its own, and keep it.");

  public static final ConfigOption<Duration> KAFKA_TRANSACTION_MAX_TIMEOUT =
      key(PREFIX + "kafka.transaction.max-timeout")
          .durationType()
          .defaultValue(Duration.ofMinutes(15))
          .withDescription(
              "The brokers' transaction.max.timeout.ms, 15 minutes unless they were told otherwise:"
                  + " they refuse transactions that ask for more.");

  public static final ConfigOption<Duration> KAFKA_TRANSACTION_TIMEOUT =
      key(PREFIX + "kafka.transaction.timeout")
          .durationType()
          .defaultValue(Duration.ofMinutes(15))
          .withDescription(
              "After how long a broker aborts a transaction of an exactly-once sink that nobody commits."
                  + " An outage that lasts longer, between a checkpoint and its commit, loses the"
                  + " records in it; a longer time keeps readers of committed records waiting longer"
                  + " for what a dead job left open. At most "
                  + KAFKA_TRANSACTION_MAX_TIMEOUT.key()
                  + ".");

  public static final ConfigOption<String> TOPIC_PRICES = topic("prices", "prices, read");

  public static final ConfigOption<String> TOPIC_ACCOUNTS =
      topic("accounts", "account updates, read");

  public static final ConfigOption<String> TOPIC_RISK_FACTORS =
      topic("risk-factors", "risk factors and their parameters, read, compacted");

  public static final ConfigOption<String> TOPIC_INSTRUMENTS =
      topic("instruments", "instruments and their parameters, read, compacted");

  public static final ConfigOption<String> TOPIC_POLICY =
      topic("policy", "risk policies, read, compacted");

  public static final ConfigOption<String> TOPIC_SCHEMAS =
      topic("schemas", "announced schemas, by which newer writers are understood, read, compacted");

  public static final ConfigOption<String> TOPIC_DEPTH =
      optionalTopic("depth", "what rests in the markets of instruments, read, compacted");

  public static final ConfigOption<String> TOPIC_INSURANCE_FUND =
      optionalTopic("insurance-fund", "balances of insurance funds, read, compacted");

  public static final ConfigOption<String> TOPIC_LIQUIDATION_TRIGGERS =
      topic("liquidation-triggers", "liquidation triggers, written");

  public static final ConfigOption<String> TOPIC_ACCOUNT_HEALTH =
      topic("account-health", "changes of level, written");

  public static final ConfigOption<String> TOPIC_PRICE_QUALITY =
      topic("price-quality", "changes of how far values can be relied upon, written");

  public static final ConfigOption<String> TOPIC_RISK_AGGREGATES =
      topic("risk-aggregates", "systemic-cascade aggregates, written");

  public static final ConfigOption<String> TOPIC_REJECTED_RECORDS =
      topic("rejected-records", "records that could not be used, written");

  public static final ConfigOption<String> SCHEMAS_FOLDER =
      key(PREFIX + "schemas.folder")
          .stringType()
          .defaultValue("")
          .withDescription(
              "Folder of .avsc files, where the job is submitted: schemas of input records that"
                  + " producers newer than the job write with. One that this release cannot read"
                  + " refuses the start. While the job runs, schemas are announced on "
                  + TOPIC_SCHEMAS.key()
                  + ".");

  public static final ConfigOption<DeliveryGuarantee> DELIVERY_LIQUIDATION_TRIGGERS =
      delivery(
          "liquidation-triggers",
          DeliveryGuarantee.AT_LEAST_ONCE,
          "what a failure undid is void to readers by the epoch that each start on the system clock"
              + " begins.");

  public static final ConfigOption<DeliveryGuarantee> DELIVERY_ACCOUNT_HEALTH =
      delivery(
          "account-health",
          DeliveryGuarantee.EXACTLY_ONCE,
          "what a failure undid stays, and on the system clock nothing says which it is.");

  public static final ConfigOption<DeliveryGuarantee> DELIVERY_PRICE_QUALITY =
      delivery(
          "price-quality",
          DeliveryGuarantee.EXACTLY_ONCE,
          "what a failure undid stays, and on the system clock nothing says which it is.");

  public static final ConfigOption<DeliveryGuarantee> DELIVERY_RISK_AGGREGATES =
      delivery(
          "risk-aggregates",
          DeliveryGuarantee.EXACTLY_ONCE,
          "what a failure undid stays, and on the system clock nothing says which it is.");

  public static final ConfigOption<DeliveryGuarantee> DELIVERY_REJECTED_RECORDS =
      delivery(
          "rejected-records", DeliveryGuarantee.EXACTLY_ONCE, "what was rejected is so again.");

  public static final ConfigOption<JobClock> JOB_CLOCK =
      key(PREFIX + "job.clock")
          .enumType(JobClock.class)
          .defaultValue(JobClock.SYSTEM)
          .withDescription(
              "SYSTEM applies events as they arrive, at the lowest latency. EVENT applies them in the"
                  + " order of their own times as watermarks pass: the same input gives the same"
                  + " output, later.");

  public static final ConfigOption<Duration> JOB_READINESS_LAG =
      key(PREFIX + "job.readiness-lag")
          .durationType()
          .defaultValue(Duration.ofSeconds(2))
          .withDescription(
              "With "
                  + JOB_CLOCK.key()
                  + " SYSTEM: a start raises no trigger before every input has been read to an end that"
                  + " is no older than this. Shorter is surer that nothing is missing; too short is"
                  + " not reached under load.");

  public static final ConfigOption<FoundAtStart> JOB_FOUND_AT_START =
      key(PREFIX + "job.found-at-start")
          .enumType(FoundAtStart.class)
          .defaultValue(FoundAtStart.STOP)
          .withDescription(
              "What a start does that finds a topic missing, a transactional prefix in use, or a setting"
                  + " with which the job could not keep its promises. STOP submits no job and says all"
                  + " that was found; WARN says it and goes on, also where the brokers cannot be asked"
                  + " from where the job is submitted.");

  public static final ConfigOption<Duration> EVENT_TIME_OUT_OF_ORDERNESS =
      key(PREFIX + "event-time.out-of-orderness")
          .durationType()
          .defaultValue(Duration.ofSeconds(1))
          .withDescription(
              "With "
                  + JOB_CLOCK.key()
                  + " EVENT: how much earlier than the latest record of its partition a record may be"
                  + " and still be applied in order. Every output is late by as much.");

  public static final ConfigOption<Duration> EVENT_TIME_IDLENESS =
      key(PREFIX + "event-time.idleness")
          .durationType()
          .defaultValue(Duration.ofSeconds(5))
          .withDescription(
              "With "
                  + JOB_CLOCK.key()
                  + " EVENT: how long nothing must have come of a partition that has been read to its"
                  + " end, before it no longer holds the clock back. How fast a reader is plays no"
                  + " part. Shorter waits less for topics that seldom speak; too short lets records"
                  + " come late that a producer writes with a delay.");

  public static final ConfigOption<Duration> PRICES_MAXIMUM_AGE =
      key(PREFIX + "prices.maximum-age")
          .durationType()
          .defaultValue(Duration.ofHours(1))
          .withDescription(
              "How far back prices are read at a start without state, on the SYSTEM clock: the longest"
                  + " time between two values of any risk factor. Longer reads more at the start;"
                  + " shorter leaves accounts pending until the next values of their factors.");

  public static final ConfigOption<String> POLICY_ID =
      key(PREFIX + "policy.id")
          .stringType()
          .defaultValue("default")
          .withDescription("The policy that the job follows; records of others are rejected.");

  public static final ConfigOption<Duration> ACCOUNTS_TOMBSTONE_TIME_TO_LIVE =
      key(PREFIX + "accounts.tombstone-time-to-live")
          .durationType()
          .defaultValue(Duration.ofDays(7))
          .withDescription(
              "How long the last sequence and episode of a closed account are remembered, and the parts"
                  + " of an account that waits for a snapshot. At least the retention of the accounts"
                  + " topic: else an old record read again would open it anew. Longer keeps more"
                  + " state.");

  public static final ConfigOption<Integer> ACCOUNTS_UNWRITTEN =
      key(PREFIX + "accounts.unwritten")
          .intType()
          .defaultValue(10_000)
          .withDescription(
              "How many changed accounts a subtask keeps in memory before it writes them to state; the"
                  + " rest is written before each checkpoint. More saves writes when the same accounts"
                  + " change again and again; fewer shortens the write before a checkpoint, at 3 to 5"
                  + " microseconds an account.");

  public static final ConfigOption<Integer> ACCOUNTS_MAXIMUM_ELEMENTS =
      key(PREFIX + "accounts.maximum-elements")
          .intType()
          .defaultValue(AccountLedger.MAXIMUM_ELEMENTS)
          .withDescription(
              "How many balances and positions an account may have together. A snapshot with more, and"
                  + " a partial update that adds to more, is rejected, and the account stays as it was."
                  + " Fewer bounds the time that one account takes; more than the default would make"
                  + " triggers that their topic refuses.");

  public static final ConfigOption<Duration> ACCOUNTS_UNVALUED_DEPOSIT_GRACE =
      key(PREFIX + "accounts.unvalued-deposit-grace")
          .durationType()
          .defaultValue(Duration.ofMinutes(5))
          .withDescription(
              "How long a deposit whose instrument or price is not known keeps triggers of its account"
                  + " back. It counts for nothing from the first; longer waits for slower prices, and"
                  + " shields longer who holds what nobody can value.");

  public static final ConfigOption<Duration> ACCOUNTS_PENDING_REPORT =
      key(PREFIX + "accounts.pending-report")
          .durationType()
          .defaultValue(Duration.ofSeconds(10))
          .withDescription(
              "After how long an account of which a position or a debt cannot be valued is reported on"
                  + " account-health, with the reason. Shorter reports what soon is over.");

  public static final ConfigOption<WatchKind> ACCOUNTS_WATCH =
      key(PREFIX + "accounts.watch")
          .enumType(WatchKind.class)
          .defaultValue(WatchKind.TRIPWIRES)
          .withDescription(
              "How a price finds the accounts to look at. TRIPWIRES looks at those whose level could"
                  + " have changed; HOLDERS at all that hold its instrument, which decides the same at"
                  + " a cost that grows with the book.");

  public static final ConfigOption<Duration> PRICES_DOUBT_REPORT =
      key(PREFIX + "prices.doubt-report")
          .durationType()
          .defaultValue(Duration.ofMinutes(5))
          .withDescription(
              "How long a judged factor may be other than VALID before the log says so, and the gauge "
                  + MetricNames.LONG_DOUBTFUL_FACTORS
                  + " counts it. 0 says nothing.");

  public static final ConfigOption<Duration> AGGREGATES_INTERVAL =
      key(PREFIX + "aggregates.interval")
          .durationType()
          .defaultValue(Duration.ofSeconds(1))
          .withDescription(
              "Systemic-cascade aggregates are told at each multiple of it since 1970, on the job's"
                  + " clock, for intervals in which a market event happened. 0 tells none. Shorter sees"
                  + " sooner and scans all accounts more often.");

  public static final ConfigOption<Integer> AUDIT_EVERY =
      key(PREFIX + "audit.every")
          .intType()
          .defaultValue(1_000)
          .withDescription(
              "After how many events of the market a subtask decides one idle account again, to see"
                  + " that it was not missed; 0 for never. The metric "
                  + MetricNames.AUDIT_MISSES
                  + " must stay 0. Fewer finds a fault sooner, at about 10 microseconds an audit.");

  public static final ConfigOption<Boolean> AUDIT_SHADOW =
      key(PREFIX + "audit.shadow")
          .booleanType()
          .defaultValue(false)
          .withDescription(
              "Whether every account is decided again by the reference evaluator after every event, and"
                  + " the job stops when the two differ. Proves the job on an input; far too slow for"
                  + " production.");

  private static final List<ConfigOption<?>> ALL =
      List.of(
          KAFKA_BOOTSTRAP_SERVERS,
          KAFKA_GROUP_ID,
          KAFKA_PARTITION_DISCOVERY,
          KAFKA_LOST_INPUT,
          KAFKA_LEADERLESS_PARTITION,
          KAFKA_TRANSACTIONAL_ID_PREFIX,
          KAFKA_TRANSACTION_MAX_TIMEOUT,
          KAFKA_TRANSACTION_TIMEOUT,
          TOPIC_PRICES,
          TOPIC_ACCOUNTS,
          TOPIC_RISK_FACTORS,
          TOPIC_INSTRUMENTS,
          TOPIC_POLICY,
          TOPIC_SCHEMAS,
          TOPIC_DEPTH,
          TOPIC_INSURANCE_FUND,
          TOPIC_LIQUIDATION_TRIGGERS,
          TOPIC_ACCOUNT_HEALTH,
          TOPIC_PRICE_QUALITY,
          TOPIC_RISK_AGGREGATES,
          TOPIC_REJECTED_RECORDS,
          SCHEMAS_FOLDER,
          DELIVERY_LIQUIDATION_TRIGGERS,
          DELIVERY_ACCOUNT_HEALTH,
          DELIVERY_PRICE_QUALITY,
          DELIVERY_RISK_AGGREGATES,
          DELIVERY_REJECTED_RECORDS,
          JOB_CLOCK,
          JOB_READINESS_LAG,
          JOB_FOUND_AT_START,
          EVENT_TIME_OUT_OF_ORDERNESS,
          EVENT_TIME_IDLENESS,
          PRICES_MAXIMUM_AGE,
          POLICY_ID,
          ACCOUNTS_TOMBSTONE_TIME_TO_LIVE,
          ACCOUNTS_UNWRITTEN,
          ACCOUNTS_MAXIMUM_ELEMENTS,
          ACCOUNTS_UNVALUED_DEPOSIT_GRACE,
          ACCOUNTS_PENDING_REPORT,
          ACCOUNTS_WATCH,
          PRICES_DOUBT_REPORT,
          AGGREGATES_INTERVAL,
          AUDIT_EVERY,
          AUDIT_SHADOW);

  private BreakwaterOptions() {}

  /** All options, in the order in which they are listed. */
  public static List<ConfigOption<?>> all() {
    return ALL;
  }

  private static ConfigOption<String> topic(String name, String what) {
    return key(PREFIX + "topic." + name)
        .stringType()
        .defaultValue(name)
        .withDescription("Topic of " + what + ".");
  }

  /** Empty for none. */
  private static ConfigOption<String> optionalTopic(String name, String what) {
    return key(PREFIX + "topic." + name)
        .stringType()
        .defaultValue("")
        .withDescription(
            "Topic of " + what + ", such as " + name + ". Empty: there is none, and none is read.");
  }

  private static ConfigOption<DeliveryGuarantee> delivery(
      String topic, DeliveryGuarantee chosen, String undone) {
    return key(PREFIX + "delivery." + topic)
        .enumType(DeliveryGuarantee.class)
        .defaultValue(chosen)
        .withDescription(
            "What the sink of "
                + topic
                + " promises. at-least-once: visible at once, may be repeated after a failure; "
                + undone
                + " exactly-once: visible at the next checkpoint, never repeated nor undone.");
  }
}
