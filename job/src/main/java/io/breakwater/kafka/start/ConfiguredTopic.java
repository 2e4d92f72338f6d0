package io.breakwater.kafka.start;

import io.breakwater.kafka.Topics;
import io.breakwater.options.BreakwaterOptions;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;

/**
 * A topic that the job is given.
 *
 * @param option that names it
 * @param name on the brokers
 * @param isRead whether the job reads it; it writes it otherwise
 */
record ConfiguredTopic(String option, String name, boolean isRead) {

  /** The one on which schemas are announced: the job does without it. */
  static ConfiguredTopic schemas(Topics topics) {
    return read(BreakwaterOptions.TOPIC_SCHEMAS, topics.schemas());
  }

  /**
   * Those that the job does not do without, in the order of the options; of inputs that an option
   * may leave out, those that it names.
   */
  static List<ConfiguredTopic> of(Topics topics) {
    return Stream.of(
            read(BreakwaterOptions.TOPIC_PRICES, topics.prices()),
            read(BreakwaterOptions.TOPIC_ACCOUNTS, topics.accounts()),
            read(BreakwaterOptions.TOPIC_RISK_FACTORS, topics.riskFactors()),
            read(BreakwaterOptions.TOPIC_INSTRUMENTS, topics.instruments()),
            read(BreakwaterOptions.TOPIC_POLICY, topics.policy()),
            read(BreakwaterOptions.TOPIC_DEPTH, topics.depth()),
            read(BreakwaterOptions.TOPIC_INSURANCE_FUND, topics.insuranceFund()),
            written(BreakwaterOptions.TOPIC_LIQUIDATION_TRIGGERS, topics.liquidationTriggers()),
            written(BreakwaterOptions.TOPIC_ACCOUNT_HEALTH, topics.accountHealth()),
            written(BreakwaterOptions.TOPIC_PRICE_QUALITY, topics.priceQuality()),
            written(BreakwaterOptions.TOPIC_RISK_AGGREGATES, topics.riskAggregates()),
            written(BreakwaterOptions.TOPIC_REJECTED_RECORDS, topics.rejectedRecords()))
        .filter(topic -> topic.name() != null)
        .toList();
  }

  private static ConfiguredTopic read(ConfigOption<String> option, String name) {
    return new ConfiguredTopic(option.key(), name, true);
  }

  private static ConfiguredTopic written(ConfigOption<String> option, String name) {
    return new ConfiguredTopic(option.key(), name, false);
  }
}
