package io.breakwater.options;

import io.breakwater.kafka.FoundAtStart;
import io.breakwater.kafka.KafkaSettings;
import io.breakwater.kafka.Watermarks;
import io.breakwater.margin.account.AccountLedger;
import io.breakwater.stream.JobClock;
import io.breakwater.stream.StreamSettings;
import io.breakwater.stream.desk.WatchKind;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.connector.base.DeliveryGuarantee;

/**
 * The job's options, checked.
 *
 * @param kafka the Kafka cluster, topics and delivery
 * @param watermarks how the sources tell the time
 * @param stream what the operators need to know
 * @param foundAtStart what a start does that finds something wrong
 * @param shown the options in effect by their keys, secrets masked
 */
public record BreakwaterConfig(
    KafkaSettings kafka,
    Watermarks watermarks,
    StreamSettings stream,
    FoundAtStart foundAtStart,
    Map<String, String> shown) {

  public BreakwaterConfig {
    shown = Collections.unmodifiableMap(new LinkedHashMap<>(shown));
  }

  /**
   * The options of a file, the environment and arguments, the later over the earlier.
   *
   * @throws InvalidOptionsException listing every problem
   */
  public static BreakwaterConfig load(String[] args, Map<String, String> environment) {
    return of(OptionReader.read(args, environment));
  }

  /**
   * The options given by their keys.
   *
   * @throws InvalidOptionsException listing every problem
   */
  public static BreakwaterConfig of(Map<String, String> options) {
    OptionChecks checks = new OptionChecks(options);
    KafkaSettings kafka = KafkaOptions.read(checks);
    JobClock clock = checks.value(BreakwaterOptions.JOB_CLOCK);
    Watermarks watermarks = watermarks(checks, clock);
    String policyId = checks.required(BreakwaterOptions.POLICY_ID);
    Duration timeToLive = checks.value(BreakwaterOptions.ACCOUNTS_TOMBSTONE_TIME_TO_LIVE);
    checks.require(
        isPositive(timeToLive),
        BreakwaterOptions.ACCOUNTS_TOMBSTONE_TIME_TO_LIVE,
        "is not above 0: give at least the retention of the accounts topic.");
    int unwritten = checks.value(BreakwaterOptions.ACCOUNTS_UNWRITTEN);
    checks.require(
        unwritten > 0, BreakwaterOptions.ACCOUNTS_UNWRITTEN, "is below 1: give 1 or more.");
    Duration grace = patience(checks, BreakwaterOptions.ACCOUNTS_UNVALUED_DEPOSIT_GRACE);
    Duration report = patience(checks, BreakwaterOptions.ACCOUNTS_PENDING_REPORT);
    int elements = checks.value(BreakwaterOptions.ACCOUNTS_MAXIMUM_ELEMENTS);
    checks.require(
        elements > 0 && elements <= AccountLedger.MAXIMUM_ELEMENTS,
        BreakwaterOptions.ACCOUNTS_MAXIMUM_ELEMENTS,
        "is below 1 or above "
            + AccountLedger.MAXIMUM_ELEMENTS
            + ": give what a trigger that lists all of them can hold.");
    WatchKind watch = checks.value(BreakwaterOptions.ACCOUNTS_WATCH);
    int auditEvery = checks.value(BreakwaterOptions.AUDIT_EVERY);
    checks.require(
        auditEvery >= 0, BreakwaterOptions.AUDIT_EVERY, "is negative: give 0 for none, or more.");
    boolean shadow = checks.value(BreakwaterOptions.AUDIT_SHADOW);
    Duration doubtReport = checks.value(BreakwaterOptions.PRICES_DOUBT_REPORT);
    checks.require(
        !doubtReport.isNegative(),
        BreakwaterOptions.PRICES_DOUBT_REPORT,
        "is negative: give 0 for never, or more.");
    Duration interval = checks.value(BreakwaterOptions.AGGREGATES_INTERVAL);
    checks.require(
        !interval.isNegative()
            && interval.toNanosPart() % 1_000_000 == 0
            && interval.compareTo(StreamSettings.LONGEST_INTERVAL) <= 0,
        BreakwaterOptions.AGGREGATES_INTERVAL,
        "is not whole milliseconds from 0 to 1 d: give 0 for none, or such a length.");
    FoundAtStart foundAtStart = checks.value(BreakwaterOptions.JOB_FOUND_AT_START);
    checks.finish();
    return new BreakwaterConfig(
        kafka,
        watermarks,
        new StreamSettings(
            clock,
            policyId,
            timeToLive,
            unwritten,
            watch,
            auditEvery,
            shadow,
            kafka.delivery().liquidationTriggers() != DeliveryGuarantee.EXACTLY_ONCE,
            grace,
            report,
            elements,
            clock == JobClock.SYSTEM ? watermarks.readinessLag() : null,
            interval,
            doubtReport,
            null),
        foundAtStart,
        checks.effective());
  }

  /**
   * What the operators need to know where no option is given, for a job that has other ends than
   * Kafka's, is ready at once, of whose triggers no reader sees what a failure undoes, and that
   * tells no aggregates.
   */
  public static StreamSettings defaults(JobClock clock, String policyId, WatchKind watch) {
    return new StreamSettings(
        clock,
        policyId,
        BreakwaterOptions.ACCOUNTS_TOMBSTONE_TIME_TO_LIVE.defaultValue(),
        BreakwaterOptions.ACCOUNTS_UNWRITTEN.defaultValue(),
        watch,
        BreakwaterOptions.AUDIT_EVERY.defaultValue(),
        BreakwaterOptions.AUDIT_SHADOW.defaultValue(),
        false,
        BreakwaterOptions.ACCOUNTS_UNVALUED_DEPOSIT_GRACE.defaultValue(),
        BreakwaterOptions.ACCOUNTS_PENDING_REPORT.defaultValue(),
        BreakwaterOptions.ACCOUNTS_MAXIMUM_ELEMENTS.defaultValue(),
        null,
        Duration.ZERO,
        BreakwaterOptions.PRICES_DOUBT_REPORT.defaultValue(),
        null);
  }

  private static Duration patience(OptionChecks checks, ConfigOption<Duration> option) {
    Duration duration = checks.value(option);
    boolean holds =
        isPositive(duration) && duration.compareTo(StreamSettings.LONGEST_PATIENCE) <= 0;
    checks.require(holds, option, "is not above 0, or above 365 d: give more, or less.");
    return duration;
  }

  private static Watermarks watermarks(OptionChecks checks, JobClock clock) {
    Duration outOfOrderness = checks.value(BreakwaterOptions.EVENT_TIME_OUT_OF_ORDERNESS);
    Duration idleness = checks.value(BreakwaterOptions.EVENT_TIME_IDLENESS);
    checks.require(
        !outOfOrderness.isNegative(),
        BreakwaterOptions.EVENT_TIME_OUT_OF_ORDERNESS,
        "is negative: give 0 or more.");
    checks.require(
        isPositive(idleness),
        BreakwaterOptions.EVENT_TIME_IDLENESS,
        "is not above 0: give the longest silence of a topic that still counts as talking.");
    Duration lag = checks.value(BreakwaterOptions.JOB_READINESS_LAG);
    checks.require(
        lag.compareTo(Watermarks.LEAST_READINESS_LAG) >= 0,
        BreakwaterOptions.JOB_READINESS_LAG,
        "is below 1 s: ends of topics are looked at twice a second, so give more.");
    return new Watermarks(clock, outOfOrderness, idleness, lag);
  }

  static boolean isPositive(Duration duration) {
    return !duration.isNegative() && !duration.isZero();
  }

  /** One option a line, secrets masked. */
  @Override
  public String toString() {
    return shown.entrySet().stream()
        .map(option -> option.getKey() + ": " + option.getValue())
        .collect(Collectors.joining(System.lineSeparator()));
  }
}
