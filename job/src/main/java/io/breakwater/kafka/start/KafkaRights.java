package io.breakwater.kafka.start;

import io.breakwater.kafka.Delivery;
import io.breakwater.kafka.KafkaSettings;
import io.breakwater.kafka.SignOfLife;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AlterConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.FenceProducersOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.InvalidTxnTimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Kafka lets the job do all that it will do: what is refused later ends in restarts that help
 * nothing. Each question is one that changes nothing. Of a topic that is not there nothing is said.
 */
final class KafkaRights implements StartCheck {
  /** No topic has it: what is committed of it is refused, after the rights have been looked at. */
  private static final int NO_PARTITION = Integer.MAX_VALUE;

  /**
   * What follows the prefix in an id that no sink has. It asks for a transaction of weeks, which is
   * refused, after the rights have been looked at; where it is not, nothing is written with it.
   */
  private static final String NOBODYS_ID = "-start";

  @Override
  public String subject() {
    return "what this user may do";
  }

  @Override
  public void look(StartSettings settings, Brokers brokers, Findings findings) {
    askOfTopics(settings.kafka(), brokers, findings);
    askOfGroup(settings.kafka(), brokers, findings);
    askOfTransactions(settings.kafka(), brokers, findings);
  }

  /**
   * Says that a right is missing.
   *
   * @param on what
   * @param purpose what the job does with it, to be read after what it is on
   */
  static void missing(AclOperation right, String on, String purpose, Findings findings) {
    findings.problem(
        "The right %s on %s is missing, %s; grant it (deploy/kafka/user.yaml has all)."
            .formatted(right, on, purpose));
  }

  private static void askOfTopics(KafkaSettings settings, Brokers brokers, Findings findings) {
    List<RightOnTopic> needed = RightOnTopic.of(settings.topics(), settings.delivery());
    Set<String> topics =
        needed.stream()
            .map(RightOnTopic::topic)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    Map<String, KafkaFuture<TopicDescription>> described =
        brokers
            .ask()
            .describeTopics(
                topics,
                new DescribeTopicsOptions()
                    .includeAuthorizedOperations(true)
                    .timeoutMs(Brokers.PATIENCE_MILLIS))
            .topicNameValues();
    for (RightOnTopic right : needed) {
      if (!isGranted(right, described.get(right.topic()), brokers)) {
        missing(right.operation(), "topic " + right.topic(), right.purpose(), findings);
      }
    }
  }

  /** A broker too old to say what is allowed is believed to allow it. */
  private static boolean isGranted(
      RightOnTopic right, KafkaFuture<TopicDescription> described, Brokers brokers) {
    try {
      Set<AclOperation> allowed = brokers.answer(described).authorizedOperations();
      return allowed == null || allowed.contains(right.operation());
    } catch (TopicAuthorizationException e) {
      return false;
    } catch (UnknownTopicOrPartitionException e) {
      return true;
    }
  }

  /** Kafka tells of rights on a group only once the group is there, so it is tried. */
  private static void askOfGroup(KafkaSettings settings, Brokers brokers, Findings findings) {
    TopicPartition none = new TopicPartition(settings.topics().prices(), NO_PARTITION);
    try {
      brokers.answer(
          brokers
              .ask()
              .alterConsumerGroupOffsets(
                  settings.groupId(),
                  Map.of(none, new OffsetAndMetadata(0)),
                  new AlterConsumerGroupOffsetsOptions().timeoutMs(Brokers.PATIENCE_MILLIS))
              .partitionResult(none));
    } catch (GroupAuthorizationException e) {
      missing(
          AclOperation.READ,
          "group " + settings.groupId(),
          "under which it is committed how far the job has read",
          findings);
    } catch (UnknownTopicOrPartitionException | TopicAuthorizationException e) {
      // The group was let in.
    }
  }

  /** A transactional id that is tried, and what is said where it may not be used. */
  private record Use(String ids, String purpose) {}

  private static void askOfTransactions(
      KafkaSettings settings, Brokers brokers, Findings findings) {
    Map<String, Use> uses = uses(settings);
    Map<String, KafkaFuture<Void>> fenced =
        brokers
            .ask()
            .fenceProducers(uses.keySet(), new FenceProducersOptions().timeoutMs(Integer.MAX_VALUE))
            .fencedProducers();
    uses.forEach(
        (id, use) -> {
          if (!isLetIn(fenced.get(id), brokers)) {
            missing(
                AclOperation.WRITE,
                "the transactional ids that start with " + use.ids(),
                use.purpose(),
                findings);
          }
        });
  }

  private static Map<String, Use> uses(KafkaSettings settings) {
    Delivery delivery = settings.delivery();
    Map<String, Use> uses = new LinkedHashMap<>();
    for (String topic : delivery.exactlyOnce(settings.topics())) {
      String ids = delivery.transactionalIdPrefix(topic);
      uses.put(ids + NOBODYS_ID, new Use(ids, "with which " + topic + " is written exactly once"));
    }
    if (delivery.isTransactional()) {
      String alive = SignOfLife.id(delivery);
      uses.put(alive + NOBODYS_ID, new Use(alive, "with which the job shows that it lives"));
      String tried = TransactionTimeout.id(delivery);
      uses.put(tried, new Use(tried, "with which the timeout of transactions is tried"));
    }
    return uses;
  }

  private static boolean isLetIn(KafkaFuture<Void> fenced, Brokers brokers) {
    try {
      brokers.answer(fenced);
      return true;
    } catch (TransactionalIdAuthorizationException e) {
      return false;
    } catch (InvalidTxnTimeoutException e) {
      return true;
    }
  }
}
