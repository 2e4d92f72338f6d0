package io.breakwater.kafka;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.connector.base.DeliveryGuarantee;

/**
 * What each sink promises.
 *
 * @param liquidationTriggers guarantee of the triggers
 * @param accountHealth guarantee of the changes of level
 * @param priceQuality guarantee of what is told of the quality of values
 * @param riskAggregates guarantee of the systemic-cascade aggregates
 * @param rejectedRecords guarantee of the rejected records
 * @param transactionalIdPrefix of this job; no two live jobs on one Kafka cluster may share it;
 *     empty where no sink is exactly-once
 * @param transactionTimeout after which the broker aborts a transaction that nobody commits: longer
 *     than the longest checkpoint plus the longest outage, at most the broker's {@code
 *     transaction.max.timeout.ms}
 */
public record Delivery(
    DeliveryGuarantee liquidationTriggers,
    DeliveryGuarantee accountHealth,
    DeliveryGuarantee priceQuality,
    DeliveryGuarantee riskAggregates,
    DeliveryGuarantee rejectedRecords,
    String transactionalIdPrefix,
    Duration transactionTimeout) {

  /** Whether a sink is exactly-once, and so writes transactions. */
  public boolean isTransactional() {
    return Stream.of(
            liquidationTriggers, accountHealth, priceQuality, riskAggregates, rejectedRecords)
        .anyMatch(guarantee -> guarantee == DeliveryGuarantee.EXACTLY_ONCE);
  }

  /** Those of some topics into which a sink writes transactions, in the order of the options. */
  public List<String> exactlyOnce(Topics topics) {
    Map<String, DeliveryGuarantee> guarantees = new LinkedHashMap<>();
    guarantees.put(topics.liquidationTriggers(), liquidationTriggers);
    guarantees.put(topics.accountHealth(), accountHealth);
    guarantees.put(topics.priceQuality(), priceQuality);
    guarantees.put(topics.riskAggregates(), riskAggregates);
    guarantees.put(topics.rejectedRecords(), rejectedRecords);
    guarantees.values().removeIf(guarantee -> guarantee != DeliveryGuarantee.EXACTLY_ONCE);
    return List.copyOf(guarantees.keySet());
  }

  /** What the transactional ids of the sink into a topic start with. */
  public String transactionalIdPrefix(String topic) {
    return transactionalIdPrefix + "-" + topic;
  }
}
