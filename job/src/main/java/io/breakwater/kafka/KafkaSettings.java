package io.breakwater.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;

/**
 * The Kafka cluster and what the job does there.
 *
 * @param bootstrapServers host:port of some brokers, separated by commas
 * @param properties passed to every client: security, timeouts; may hold secrets
 * @param groupId under which consumed offsets are committed, for monitoring only
 * @param partitionDiscovery how often topics are asked for new partitions
 * @param priceMaximumAge how far back prices are read at a start without state
 * @param topics names of the topics
 * @param delivery what each sink promises
 */
public record KafkaSettings(
    String bootstrapServers,
    Map<String, String> properties,
    String groupId,
    Duration partitionDiscovery,
    Duration priceMaximumAge,
    Topics topics,
    Delivery delivery) {

  public KafkaSettings {
    properties = Map.copyOf(properties);
  }

  /** The properties for all clients, as Kafka takes them. */
  Properties clientProperties() {
    Properties all = new Properties();
    all.putAll(properties);
    return all;
  }

  /** Without the properties, which may hold secrets. */
  @Override
  public String toString() {
    return "KafkaSettings[" + bootstrapServers + ", " + topics + ", " + delivery + "]";
  }
}
