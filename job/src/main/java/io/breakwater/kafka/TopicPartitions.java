package io.breakwater.kafka;

import io.breakwater.stream.TriggerPartitions;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/** The partitions of a topic, asked of the cluster each time. */
final class TopicPartitions implements TriggerPartitions {
  private static final long serialVersionUID = 1L;

  private final Properties client;
  private final String topic;

  /**
   * @param client how a client reaches the cluster; may hold secrets
   */
  TopicPartitions(Properties client, String topic) {
    this.client = client;
    this.topic = topic;
  }

  /**
   * {@inheritDoc}
   *
   * @throws KafkaException when the cluster does not say
   */
  @Override
  public int count() {
    try (Admin admin = Admin.create(client)) {
      return admin
          .describeTopics(List.of(topic))
          .allTopicNames()
          .get()
          .get(topic)
          .partitions()
          .size();
    } catch (ExecutionException e) {
      throw new KafkaException("cannot learn the partitions of topic " + topic, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while asking for the partitions of " + topic, e);
    }
  }
}
