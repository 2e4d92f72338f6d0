package io.breakwater.local.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

class EmbeddedBrokerTest {
  /** The metrics library of the broker keeps one daemon thread for the life of the process. */
  private static final String METRICS = "metrics-";

  @Test
  void leavesNoThreadAndNoFileBehind() throws Exception {
    EmbeddedBroker.start(0).close();
    Set<Thread> threads = threads();
    Set<Path> files = files();
    try (EmbeddedBroker broker = EmbeddedBroker.start(0)) {
      DeployedTopics.create(broker.bootstrapServers());
      assertThat(files()).hasSizeGreaterThan(files.size());
    }
    assertThat(files()).isEqualTo(files);
    Set<Thread> left = threads();
    left.removeAll(threads);
    for (Thread thread : left) {
      thread.join(10_000);
    }
    left.removeIf(thread -> !thread.isAlive());
    assertThat(left).isEmpty();
  }

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !thread.getName().startsWith(METRICS))
        .collect(Collectors.toSet());
  }

  private static Set<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("breakwater-broker-"))
          .collect(Collectors.toSet());
    }
  }

  @Test
  void portInUseIsSaidWithWhatToDo() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> EmbeddedBroker.start(taken.getLocalPort()))
          .isInstanceOf(ClusterException.class)
          .hasMessageContaining("Port " + taken.getLocalPort() + " is in use")
          .hasMessageContaining("--port");
    }
  }

  @Test
  void topicsAreAsDeployed() throws Exception {
    List<NewTopic> declared = DeployedTopics.read();
    assertThat(declared).isNotEmpty();
    try (EmbeddedBroker broker = EmbeddedBroker.start(0)) {
      DeployedTopics.create(broker.bootstrapServers());
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
        for (NewTopic topic : declared) {
          assertThat(admin.describeTopics(List.of(topic.name())).allTopicNames().get())
              .hasEntrySatisfying(
                  topic.name(),
                  found -> assertThat(found.partitions()).hasSize(topic.numPartitions()));
          assertThat(config(admin, topic.name())).containsAllEntriesOf(topic.configs());
        }
      }
    }
  }

  private static Map<String, String> config(Admin admin, String topic) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
    return config.entries().stream()
        .filter(entry -> entry.value() != null)
        .collect(Collectors.toMap(entry -> entry.name(), entry -> entry.value()));
  }
}
