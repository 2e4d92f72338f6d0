package io.breakwater.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.FenceProducersOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidTxnTimeoutException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Whether Kafka lets the job in, and do all that it will do, asked before it starts: what is
 * refused later ends in restarts that help nothing. Each question is one that changes nothing.
 */
public final class KafkaRights {
  private static final int PATIENCE_MILLIS = 20_000;

  /** Kafka's own word that time is over comes first. */
  private static final int LAST_MILLIS = PATIENCE_MILLIS + 2_000;

  /** Where rights are documented; what each sentence ends with. */
  private static final String WHAT_TO_DO = "; grant it (deploy/kafka/user.yaml has all).";

  /** No topic has it: what is committed of it is refused, after the rights have been looked at. */
  private static final int NO_PARTITION = Integer.MAX_VALUE;

  /**
   * What follows the prefix in an id that no sink has. It asks for a transaction of weeks, which is
   * refused, after the rights have been looked at; where it is not, nothing is written with it.
   */
  private static final String NOBODYS_ID = "-start";

  private final KafkaSettings settings;
  private final List<String> missing = new ArrayList<>();

  private KafkaRights(KafkaSettings settings) {
    this.settings = settings;
  }

  /**
   * What is missing, a sentence each that names the right and on what; empty where nothing is. A
   * topic that is not there is passed over. Where Kafka does not let the job in at all there is one
   * sentence that says why. No sentence holds a secret, and all clients are closed.
   */
  public static List<String> missing(KafkaSettings settings) {
    KafkaRights rights = new KafkaRights(settings);
    try {
      rights.ask();
      return List.copyOf(rights.missing);
    } catch (KafkaException e) {
      return List.of(KafkaRefusal.sentence(e, settings));
    }
  }

  private void ask() {
    Admin admin = Admin.create(settings.clientProperties());
    try {
      askOfTopics(admin);
      askOfGroup(admin);
      askOfTransactions(admin);
    } finally {
      admin.close(Duration.ZERO);
    }
  }

  private void askOfTopics(Admin admin) {
    List<RightOnTopic> needed = RightOnTopic.of(settings.topics(), settings.delivery());
    Set<String> topics =
        needed.stream()
            .map(RightOnTopic::topic)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    Map<String, KafkaFuture<TopicDescription>> described =
        admin
            .describeTopics(
                topics,
                new DescribeTopicsOptions()
                    .includeAuthorizedOperations(true)
                    .timeoutMs(PATIENCE_MILLIS))
            .topicNameValues();
    for (RightOnTopic right : needed) {
      if (!isGranted(right, described.get(right.topic()))) {
        missing.add(
            "The right "
                + right.operation()
                + " on topic "
                + right.topic()
                + " is missing, "
                + right.purpose()
                + WHAT_TO_DO);
      }
    }
  }

  /** A broker too old to say what is allowed is believed to allow it. */
  private static boolean isGranted(RightOnTopic right, KafkaFuture<TopicDescription> described) {
    try {
      Set<AclOperation> allowed = get(described).authorizedOperations();
      return allowed == null || allowed.contains(right.operation());
    } catch (TopicAuthorizationException e) {
      return false;
    } catch (UnknownTopicOrPartitionException e) {
      return true;
    }
  }

  /** Kafka tells of rights on a group only once the group is there, so it is tried. */
  private void askOfGroup(Admin admin) {
    TopicPartition none = new TopicPartition(settings.topics().prices(), NO_PARTITION);
    try {
      get(
          admin
              .alterConsumerGroupOffsets(
                  settings.groupId(),
                  Map.of(none, new OffsetAndMetadata(0)),
                  new AlterConsumerGroupOffsetsOptions().timeoutMs(PATIENCE_MILLIS))
              .partitionResult(none));
    } catch (GroupAuthorizationException e) {
      missing.add(
          "The right READ on group "
              + settings.groupId()
              + " is missing, under which it is committed how far the job has read"
              + WHAT_TO_DO);
    } catch (UnknownTopicOrPartitionException | TopicAuthorizationException e) {
      // The group was let in.
    }
  }

  private void askOfTransactions(Admin admin) {
    Map<String, String> topicById = new LinkedHashMap<>();
    for (String topic : settings.delivery().exactlyOnce(settings.topics())) {
      topicById.put(settings.delivery().transactionalIdPrefix(topic) + NOBODYS_ID, topic);
    }
    Map<String, KafkaFuture<Void>> fenced =
        admin
            .fenceProducers(
                topicById.keySet(), new FenceProducersOptions().timeoutMs(Integer.MAX_VALUE))
            .fencedProducers();
    topicById.forEach(
        (id, topic) -> {
          if (!isLetIn(fenced.get(id))) {
            missing.add(
                "The right WRITE on the transactional ids that start with "
                    + settings.delivery().transactionalIdPrefix(topic)
                    + " is missing, with which "
                    + topic
                    + " is written exactly once"
                    + WHAT_TO_DO);
          }
        });
  }

  private static boolean isLetIn(KafkaFuture<Void> fenced) {
    try {
      get(fenced);
      return true;
    } catch (TransactionalIdAuthorizationException e) {
      return false;
    } catch (InvalidTxnTimeoutException e) {
      return true;
    }
  }

  private static <V> V get(KafkaFuture<V> future) {
    try {
      return future.get(LAST_MILLIS, TimeUnit.MILLISECONDS);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new TimeoutException("no answer within " + LAST_MILLIS + " ms");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof KafkaException kafka) {
        throw kafka;
      }
      throw new KafkaException("the cluster does not answer", e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
