package io.breakwater.kafka.start;

import io.breakwater.options.NearestName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Every topic is there. A source of one that is not would fail, and start, and fail. Without the
 * topic of announced schemas the job works.
 */
final class TopicsExist implements StartCheck {
  private static final String DECLARED = "deploy/kafka/topics.yaml";

  @Override
  public String subject() {
    return "which topics there are";
  }

  @Override
  public void look(StartSettings settings, Brokers brokers, Findings findings) {
    ConfiguredTopic schemas = ConfiguredTopic.schemas(settings.kafka().topics());
    List<ConfiguredTopic> topics =
        Stream.concat(ConfiguredTopic.of(settings.kafka().topics()).stream(), Stream.of(schemas))
            .toList();
    Map<String, KafkaFuture<TopicDescription>> described =
        brokers
            .ask()
            .describeTopics(
                topics.stream().map(ConfiguredTopic::name).toList(),
                new DescribeTopicsOptions().timeoutMs(Brokers.PATIENCE_MILLIS))
            .topicNameValues();
    for (ConfiguredTopic topic : topics) {
      try {
        brokers.answer(described.get(topic.name()));
      } catch (UnknownTopicOrPartitionException e) {
        String sentence = missing(topic, candidates(topics, brokers));
        if (topic.equals(schemas)) {
          findings.warning(sentence + " Until then no schema is announced to a job that runs.");
        } else {
          findings.problem(sentence);
        }
      } catch (TopicAuthorizationException e) {
        // Another check says so.
      }
    }
  }

  /**
   * The topics that may have been meant: those that no option names, or all where there is none.
   */
  private static Set<String> candidates(List<ConfiguredTopic> topics, Brokers brokers) {
    Set<String> existing =
        brokers.answer(
            brokers
                .ask()
                .listTopics(new ListTopicsOptions().timeoutMs(Brokers.PATIENCE_MILLIS))
                .names());
    Set<String> free = new TreeSet<>(existing);
    topics.forEach(topic -> free.remove(topic.name()));
    return free.isEmpty() ? new TreeSet<>(existing) : free;
  }

  private static String missing(ConfiguredTopic topic, Set<String> candidates) {
    String sentence =
        "%s names the topic '%s', which the brokers do not have: "
            .formatted(topic.option(), topic.name());
    return candidates.isEmpty()
        ? sentence + "they have none at all. Create those of " + DECLARED + "."
        : sentence
            + "did you mean '"
            + NearestName.of(topic.name(), candidates)
            + "'? Otherwise create it as "
            + DECLARED
            + " says.";
  }
}
