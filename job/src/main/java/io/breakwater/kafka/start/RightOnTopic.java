package io.breakwater.kafka.start;

import io.breakwater.kafka.Delivery;
import io.breakwater.kafka.Topics;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.kafka.common.acl.AclOperation;

/**
 * A right that the job needs on a topic. Whoever may read or write one may describe it too.
 *
 * @param topic its name
 * @param operation what is to be allowed
 * @param purpose what the job does with it, to be read after the topic's name
 */
record RightOnTopic(String topic, AclOperation operation, String purpose) {
  private static final String READ = "which is read";
  private static final String WRITTEN = "which is written";

  /**
   * An exactly-once sink begins with what a failure left open, and finds it by asking who writes to
   * its topic: to Kafka that is reading.
   */
  private static final String SEARCHED =
      "where its transactions that a failure left open are found";

  /** Those that a job needs, topic by topic. */
  static List<RightOnTopic> of(Topics topics, Delivery delivery) {
    List<RightOnTopic> rights = new ArrayList<>();
    read(rights, topics.prices());
    read(rights, topics.accounts());
    read(rights, topics.riskFactors());
    read(rights, topics.instruments());
    read(rights, topics.policy());
    read(rights, topics.schemas());
    readIfAny(rights, topics.depth());
    readIfAny(rights, topics.insuranceFund());
    written(rights, topics.liquidationTriggers(), delivery.liquidationTriggers());
    written(rights, topics.accountHealth(), delivery.accountHealth());
    written(rights, topics.priceQuality(), delivery.priceQuality());
    written(rights, topics.riskAggregates(), delivery.riskAggregates());
    written(rights, topics.rejectedRecords(), delivery.rejectedRecords());
    return rights;
  }

  private static void read(List<RightOnTopic> rights, String topic) {
    rights.add(new RightOnTopic(topic, AclOperation.READ, READ));
  }

  private static void readIfAny(List<RightOnTopic> rights, String topic) {
    if (topic != null) {
      read(rights, topic);
    }
  }

  private static void written(
      List<RightOnTopic> rights, String topic, DeliveryGuarantee guarantee) {
    rights.add(new RightOnTopic(topic, AclOperation.WRITE, WRITTEN));
    if (guarantee == DeliveryGuarantee.EXACTLY_ONCE) {
      rights.add(new RightOnTopic(topic, AclOperation.READ, SEARCHED));
    }
  }
}
