package io.breakwater.local.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * The topics that {@code deploy/kafka/topics.yaml} declares (Strimzi {@code KafkaTopic} documents),
 * for a broker that stands alone: everything as declared, but kept once.
 */
public final class DeployedTopics {
  private static final String DECLARED = "/deploy/kafka/topics.yaml";
  private static final short ONE_REPLICA = 1;

  private DeployedTopics() {}

  /** The declared topics in the order of the file. */
  public static List<NewTopic> read() {
    try (InputStream yaml = DeployedTopics.class.getResourceAsStream(DECLARED)) {
      return read(yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(DECLARED + " cannot be read", e);
    }
  }

  private static List<NewTopic> read(InputStream yaml) throws IOException {
    List<NewTopic> topics = new ArrayList<>();
    try (MappingIterator<JsonNode> documents =
        new YAMLMapper().readerFor(JsonNode.class).readValues(yaml)) {
      while (documents.hasNext()) {
        JsonNode document = documents.next();
        if ("KafkaTopic".equals(document.path("kind").asText())) {
          topics.add(topic(document));
        }
      }
    }
    return topics;
  }

  private static NewTopic topic(JsonNode document) {
    JsonNode spec = document.path("spec");
    String name = document.path("metadata").path("name").asText();
    return new NewTopic(
            spec.path("topicName").asText(name), spec.path("partitions").asInt(1), ONE_REPLICA)
        .configs(config(spec.path("config")));
  }

  private static Map<String, String> config(JsonNode declared) {
    Map<String, String> config = new LinkedHashMap<>();
    declared.properties().forEach(e -> config.put(e.getKey(), e.getValue().asText()));
    // With a single replica nothing more than it can be in sync.
    config.remove("min.insync.replicas");
    return config;
  }

  /**
   * Creates all of them and waits until they are there.
   *
   * @throws ClusterException when the broker refuses one
   */
  public static void create(String bootstrapServers) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin.createTopics(read()).all().get();
    } catch (ExecutionException e) {
      throw new ClusterException(
          "The topics of deploy/kafka/topics.yaml cannot be created: " + e.getCause().getMessage(),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException("Interrupted while the topics were created.", e);
    }
  }
}
