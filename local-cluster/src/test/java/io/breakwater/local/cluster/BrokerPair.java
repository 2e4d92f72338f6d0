package io.breakwater.local.cluster;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * Two real brokers in this process. The first is the controller too; the second can be stopped, so
 * that what only it holds has no leader, and started again.
 */
public final class BrokerPair implements AutoCloseable {
  private static final int FIRST = 1;
  private static final int SECOND = 2;

  private final String clusterId = Uuid.randomUuid().toString();
  private final int controllerPort = LoopbackPort.anyFree();
  private final int firstPort = LoopbackPort.anyFree();
  private final int secondPort = LoopbackPort.anyFree();
  private final TemporaryFolder firstLog = TemporaryFolder.create("breakwater-broker-");
  private final TemporaryFolder secondLog = TemporaryFolder.create("breakwater-broker-");
  private final KafkaRaftServer first;
  private KafkaRaftServer second;

  public BrokerPair() throws Exception {
    format(FIRST, firstLog);
    format(SECOND, secondLog);
    first = start(FIRST, firstPort, firstLog);
    startSecond();
  }

  public String bootstrapServers() {
    return "localhost:" + firstPort;
  }

  /** A topic of two partitions, one on each broker. */
  public void createTopic(String name) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
      Map<Integer, List<Integer>> replicas = Map.of(0, List.of(FIRST), 1, List.of(SECOND));
      admin.createTopics(List.of(new NewTopic(name, replicas))).all().get();
    }
  }

  public void startSecond() {
    second = start(SECOND, secondPort, secondLog);
  }

  public void stopSecond() {
    second.shutdown();
    second.awaitShutdown();
    second = null;
  }

  private void format(int node, TemporaryFolder log) throws Exception {
    new Formatter()
        .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
        .setNodeId(node)
        .setClusterId(clusterId)
        .addDirectory(log.path().toString())
        .setReleaseVersion(MetadataVersion.latestProduction())
        .setControllerListenerName("CONTROLLER")
        .setMetadataLogDirectory(log.path().toString())
        .run();
  }

  private KafkaRaftServer start(int node, int port, TemporaryFolder log) {
    KafkaRaftServer server =
        new KafkaRaftServer(new KafkaConfig(properties(node, port, log)), Time.SYSTEM);
    server.startup();
    return server;
  }

  private Properties properties(int node, int port, TemporaryFolder log) {
    boolean controls = node == FIRST;
    String controller = "localhost:" + controllerPort;
    String broker = "PLAINTEXT://localhost:" + port;
    Properties properties = new Properties();
    properties.put("process.roles", controls ? "broker,controller" : "broker");
    properties.put("node.id", Integer.toString(node));
    properties.put("controller.quorum.voters", FIRST + "@" + controller);
    properties.put("controller.listener.names", "CONTROLLER");
    properties.put("listeners", controls ? broker + ",CONTROLLER://" + controller : broker);
    properties.put("advertised.listeners", broker);
    properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    properties.put("log.dirs", log.path().toString());
    properties.put("offsets.topic.replication.factor", "1");
    properties.put("offsets.topic.num.partitions", "1");
    properties.put("log.cleaner.dedupe.buffer.size", "2097152");
    return properties;
  }

  @Override
  public void close() {
    try (firstLog;
        secondLog) {
      if (second != null) {
        stopSecond();
      }
      first.shutdown();
      first.awaitShutdown();
    }
  }
}
