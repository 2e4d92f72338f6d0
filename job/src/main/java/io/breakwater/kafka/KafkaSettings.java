package io.breakwater.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * The Kafka cluster and what the job does there.
 *
 * @param bootstrapServers host:port of some brokers, separated by commas
 * @param properties passed to every client: security, timeouts; may hold secrets
 * @param groupId under which consumed offsets are committed, for monitoring only
 * @param partitionDiscovery how often topics are asked for new partitions
 * @param priceMaximumAge how far back prices are read at a start without state
 * @param lostInput what a start does when records that it has not read are gone
 * @param leaderlessPartition what a start does while a partition has no leader
 * @param schemas what the folder of schemas announced at the start
 * @param topics names of the topics
 * @param delivery what each sink promises
 */
public record KafkaSettings(
    String bootstrapServers,
    Map<String, String> properties,
    String groupId,
    Duration partitionDiscovery,
    Duration priceMaximumAge,
    LostInput lostInput,
    LeaderlessPartition leaderlessPartition,
    List<Announcement> schemas,
    Topics topics,
    Delivery delivery) {

  public KafkaSettings {
    properties = Map.copyOf(properties);
    schemas = List.copyOf(schemas);
  }

  /**
   * What every client is given, as Kafka takes it: where the cluster is, and the properties; may
   * hold secrets.
   */
  public Properties clientProperties() {
    Properties all = new Properties();
    all.putAll(properties);
    all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    return all;
  }

  /** What newer writers may write with, as announced before the start and since. */
  Announced announced() {
    String topic = topics.schemas();
    return new Announced(schemas, topic, new SchemaTopic(clientProperties(), topic));
  }

  /** Without the properties, which may hold secrets. */
  @Override
  public String toString() {
    return "KafkaSettings[" + bootstrapServers + ", " + topics + ", " + delivery + "]";
  }
}
