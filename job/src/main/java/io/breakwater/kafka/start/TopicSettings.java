package io.breakwater.kafka.start;

import io.breakwater.kafka.KafkaSinks;
import io.breakwater.margin.account.AccountLedger;
import io.breakwater.stream.JobClock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Topics are set up so that nothing that is read or written is mistaken, refused or deleted. */
final class TopicSettings implements StartCheck {
  private static final String APPEND_TIME = "LogAppendTime";

  @Override
  public String subject() {
    return "how topics are set up";
  }

  @Override
  public void look(StartSettings settings, Brokers brokers, Findings findings) {
    List<ConfiguredTopic> topics = ConfiguredTopic.of(settings.kafka().topics());
    Map<ConfiguredTopic, KafkaFuture<Config>> asked = ask(topics, brokers);
    for (ConfiguredTopic topic : topics) {
      try {
        Config config = brokers.answer(asked.get(topic));
        lookAtTime(topic, config, settings, findings);
        lookAtSize(topic, config, settings, findings);
      } catch (UnknownTopicOrPartitionException e) {
        // Another check says so.
      } catch (TopicAuthorizationException e) {
        KafkaRights.missing(
            AclOperation.DESCRIBE_CONFIGS,
            "topic " + topic.name(),
            "by which it is known how the topic is set up",
            findings);
      }
    }
  }

  private static Map<ConfiguredTopic, KafkaFuture<Config>> ask(
      List<ConfiguredTopic> topics, Brokers brokers) {
    Map<ConfigResource, KafkaFuture<Config>> asked =
        brokers
            .ask()
            .describeConfigs(
                topics.stream().map(TopicSettings::resource).toList(),
                new DescribeConfigsOptions().timeoutMs(Brokers.PATIENCE_MILLIS))
            .values();
    return topics.stream()
        .collect(Collectors.toMap(Function.identity(), topic -> asked.get(resource(topic))));
  }

  private static ConfigResource resource(ConfiguredTopic topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
  }

  private static void lookAtTime(
      ConfiguredTopic topic, Config config, StartSettings settings, Findings findings) {
    String type = config.get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG).value();
    if (type.equals(APPEND_TIME)) {
      return;
    }
    String sentence =
        "The topic %s has %s=%s, so that %s: set it to %s."
            .formatted(
                topic.name(),
                TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                type,
                consequence(topic, settings.clock()),
                APPEND_TIME);
    switch (settings.clock()) {
      case EVENT -> findings.problem(sentence);
      case SYSTEM -> findings.warning(sentence);
    }
  }

  private static String consequence(ConfiguredTopic topic, JobClock clock) {
    if (!topic.isRead()) {
      return "retention deletes what is told of old events as soon as it is written";
    }
    return switch (clock) {
      case EVENT ->
          "a record's word is taken for when it came, and one from the future moves the clock";
      case SYSTEM ->
          "a start without state finds recent records by what producers say of their time";
    };
  }

  private static void lookAtSize(
      ConfiguredTopic topic, Config config, StartSettings settings, Findings findings) {
    long most = Long.parseLong(config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG).value());
    long needed = largestTrigger(settings.maximumElements());
    if (topic.name().equals(settings.kafka().topics().liquidationTriggers()) && most < needed) {
      findings.problem(
          "The topic %s has %s=%,d, and would refuse the trigger of a large account, which stops the job: set it to %,d or more."
              .formatted(topic.name(), TopicConfig.MAX_MESSAGE_BYTES_CONFIG, most, needed));
    }
  }

  /** A trigger grows with what its account holds. */
  private static long largestTrigger(int elements) {
    return (long) KafkaSinks.LARGEST_TRIGGER * elements / AccountLedger.MAXIMUM_ELEMENTS;
  }
}
