package io.breakwater.local.cluster;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A real Kafka broker in this process: one node that is broker and KRaft controller, on the
 * loopback address, with its log in a temporary folder that is removed at close.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final int NODE = 1;
  private static final int ATTEMPTS = 3;

  private final TemporaryFolder folder;
  private final KafkaRaftServer server;
  private final String bootstrapServers;

  private EmbeddedBroker(TemporaryFolder folder, KafkaRaftServer server, String bootstrapServers) {
    this.folder = folder;
    this.server = server;
    this.bootstrapServers = bootstrapServers;
  }

  /**
   * Starts a broker and waits until it serves.
   *
   * @param port on which it listens; 0 for any that is free
   * @throws ClusterException when the port is in use or the broker does not come up
   */
  public static EmbeddedBroker start(int port) {
    LoopbackPort.requireFree(port, "--port");
    for (int attempt = 1; ; attempt++) {
      try {
        return startOn(port == 0 ? LoopbackPort.anyFree() : port, LoopbackPort.anyFree());
      } catch (ClusterException e) {
        // Somebody may have taken a port between its choice and its use.
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private static EmbeddedBroker startOn(int port, int controllerPort) {
    TemporaryFolder folder = TemporaryFolder.create("breakwater-broker-");
    KafkaRaftServer server = null;
    try {
      String log = folder.path().toString();
      format(log);
      server =
          new KafkaRaftServer(new KafkaConfig(properties(port, controllerPort, log)), Time.SYSTEM);
      server.startup();
      return new EmbeddedBroker(folder, server, "localhost:" + port);
    } catch (Exception e) {
      stop(server, folder);
      throw new ClusterException(
          "The Kafka broker did not start on port " + port + ": " + e.getMessage(), e);
    }
  }

  private static void format(String log) throws Exception {
    new Formatter()
        .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
        .setNodeId(NODE)
        .setClusterId(Uuid.randomUuid().toString())
        .addDirectory(log)
        .setReleaseVersion(MetadataVersion.latestProduction())
        .setControllerListenerName("CONTROLLER")
        .setMetadataLogDirectory(log)
        .run();
  }

  private static Properties properties(int port, int controllerPort, String log) {
    Properties properties = new Properties();
    properties.put("process.roles", "broker,controller");
    properties.put("node.id", Integer.toString(NODE));
    properties.put("controller.quorum.voters", NODE + "@localhost:" + controllerPort);
    properties.put("controller.listener.names", "CONTROLLER");
    properties.put(
        "listeners", "PLAINTEXT://localhost:" + port + ",CONTROLLER://localhost:" + controllerPort);
    properties.put("advertised.listeners", "PLAINTEXT://localhost:" + port);
    properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    properties.put("log.dirs", log);
    properties.put("auto.create.topics.enable", "false");
    // One node holds everything once.
    properties.put("offsets.topic.replication.factor", "1");
    properties.put("transaction.state.log.replication.factor", "1");
    properties.put("transaction.state.log.min.isr", "1");
    properties.put("share.coordinator.state.topic.replication.factor", "1");
    properties.put("share.coordinator.state.topic.min.isr", "1");
    // Small and quick: it serves one job for some minutes.
    properties.put("offsets.topic.num.partitions", "1");
    properties.put("transaction.state.log.num.partitions", "1");
    properties.put("group.initial.rebalance.delay.ms", "0");
    properties.put("log.cleaner.dedupe.buffer.size", "2097152");
    properties.put("num.network.threads", "2");
    properties.put("num.io.threads", "4");
    return properties;
  }

  /** {@code host:port}, as clients are told. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Stops the broker and removes its log. */
  @Override
  public void close() {
    stop(server, folder);
  }

  private static void stop(KafkaRaftServer server, TemporaryFolder folder) {
    try (folder) {
      if (server != null) {
        server.shutdown();
        server.awaitShutdown();
      }
    }
  }
}
