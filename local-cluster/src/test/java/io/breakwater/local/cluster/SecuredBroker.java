package io.breakwater.local.cluster;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A real broker in this process that asks everybody who they are, in each way that there is, and
 * lets nobody do anything that no ACL allows; but for the one who has the broker's own certificate.
 */
public final class SecuredBroker implements AutoCloseable {
  /** How a client may come in. */
  public enum Door {
    /** TLS, the client without a certificate: everybody is {@code ANONYMOUS}. */
    TLS("SSL"),
    /** TLS, the client with a certificate: the user is its name. */
    MTLS("SSL"),
    /** User and password, as they are, through TLS. */
    PLAIN("SASL_SSL"),
    /** User and password, proven without being sent, through TLS. */
    SCRAM("SASL_SSL"),
    /** As {@link #TLS}, with a certificate whose time is over. */
    EXPIRED("SSL");

    private final String protocol;

    Door(String protocol) {
      this.protocol = protocol;
    }
  }

  /** Who comes by user and password, or has a certificate. */
  public static final String USER = "breakwater";

  /** The user's password; a name would be known to everybody. */
  public static final String PASSWORD = "hunter2-of-the-user";

  private static final int NODE = 1;
  private static final int SCRAM_ITERATIONS = 4096;
  private static final String PLAIN_MODULE =
      "org.apache.kafka.common.security.plain.PlainLoginModule";
  private static final String SCRAM_MODULE =
      "org.apache.kafka.common.security.scram.ScramLoginModule";

  private final TemporaryFolder folder = TemporaryFolder.create("breakwater-broker-");
  private final Map<Door, Integer> ports = new EnumMap<>(Door.class);
  private final int controllerPort = LoopbackPort.anyFree();
  private final Certificates certificates;
  private final KafkaRaftServer server;

  public SecuredBroker() throws Exception {
    for (Door door : Door.values()) {
      ports.put(door, LoopbackPort.anyFree());
    }
    certificates = Certificates.in(folder.path()).of(USER).stranger();
    String log = folder.resolve("log").toString();
    new Formatter()
        .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
        .setNodeId(NODE)
        .setClusterId(Uuid.randomUuid().toString())
        .addDirectory(log)
        .setReleaseVersion(MetadataVersion.latestProduction())
        .setControllerListenerName("CONTROLLER")
        .setMetadataLogDirectory(log)
        .run();
    server = new KafkaRaftServer(new KafkaConfig(properties(log)), Time.SYSTEM);
    server.startup();
    addScramUser();
  }

  private Properties properties(String log) {
    Properties properties = new Properties();
    String controller = "localhost:" + controllerPort;
    properties.put("process.roles", "broker,controller");
    properties.put("node.id", Integer.toString(NODE));
    properties.put("controller.quorum.voters", NODE + "@" + controller);
    properties.put("controller.listener.names", "CONTROLLER");
    properties.put("listeners", listeners() + ",CONTROLLER://" + controller);
    properties.put("advertised.listeners", listeners());
    properties.put("listener.security.protocol.map", protocols() + ",CONTROLLER:SSL");
    properties.put("inter.broker.listener.name", Door.MTLS.name());
    properties.put("log.dirs", log);
    properties.put("auto.create.topics.enable", "false");
    properties.put("offsets.topic.replication.factor", "1");
    properties.put("offsets.topic.num.partitions", "1");
    properties.put("transaction.state.log.replication.factor", "1");
    properties.put("transaction.state.log.min.isr", "1");
    properties.put("transaction.state.log.num.partitions", "1");
    properties.put("group.initial.rebalance.delay.ms", "0");
    properties.put("log.cleaner.dedupe.buffer.size", "2097152");

    properties.put("authorizer.class.name", StandardAuthorizer.class.getName());
    properties.put("allow.everyone.if.no.acl.found", "false");
    properties.put("super.users", "User:" + Certificates.BROKER);
    properties.put("ssl.principal.mapping.rules", "RULE:^CN=([^,]*).*$/$1/,DEFAULT");
    properties.putAll(trust(certificates.trustStore()));
    properties.putAll(identity(Certificates.BROKER));
    properties.put("ssl.client.auth", "none");
    properties.put("listener.name.mtls.ssl.client.auth", "required");
    properties.put("listener.name.controller.ssl.client.auth", "required");
    properties.put("listener.name.expired.ssl.keystore.location", certificates.store("expired"));
    properties.put("listener.name.expired.ssl.keystore.password", Certificates.PASSWORD);
    properties.put("listener.name.expired.ssl.key.password", Certificates.PASSWORD);
    properties.put("listener.name.expired.ssl.keystore.type", "PKCS12");
    properties.put("listener.name.plain.sasl.enabled.mechanisms", "PLAIN");
    properties.put(
        "listener.name.plain.plain.sasl.jaas.config",
        PLAIN_MODULE + " required user_" + USER + "=\"" + PASSWORD + "\";");
    properties.put("listener.name.scram.sasl.enabled.mechanisms", "SCRAM-SHA-512");
    properties.put(
        "listener.name.scram.scram-sha-512.sasl.jaas.config", SCRAM_MODULE + " required;");
    return properties;
  }

  private String listeners() {
    return each(door -> door + "://localhost:" + ports.get(door));
  }

  private String protocols() {
    return each(door -> door + ":" + door.protocol);
  }

  private String each(Function<Door, String> text) {
    return ports.keySet().stream().map(text).collect(Collectors.joining(","));
  }

  private Map<String, String> trust(String store) {
    return Map.of(
        "ssl.truststore.location",
        store,
        "ssl.truststore.password",
        Certificates.PASSWORD,
        "ssl.truststore.type",
        "PKCS12");
  }

  private Map<String, String> identity(String name) {
    return Map.of(
        "ssl.keystore.location",
        certificates.store(name),
        "ssl.keystore.password",
        Certificates.PASSWORD,
        "ssl.key.password",
        Certificates.PASSWORD,
        "ssl.keystore.type",
        "PKCS12");
  }

  private void addScramUser() {
    done(
        admin ->
            admin
                .alterUserScramCredentials(
                    List.of(
                        new UserScramCredentialUpsertion(
                            USER,
                            new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, SCRAM_ITERATIONS),
                            PASSWORD)))
                .all());
  }

  /** {@code host:port} of a door. */
  public String bootstrapServers(Door door) {
    return "localhost:" + ports.get(door);
  }

  /** What authorities and keys there are. */
  public Certificates certificates() {
    return certificates;
  }

  /** What a client is told so that it comes in, by the names of Kafka's properties. */
  public Map<String, String> client(Door door) {
    Map<String, String> client = new HashMap<>(trust(certificates.trustStore()));
    client.put("security.protocol", door.protocol);
    switch (door) {
      case TLS, EXPIRED -> {}
      case MTLS -> client.putAll(identity(USER));
      case PLAIN -> client.putAll(login("PLAIN", PASSWORD));
      case SCRAM -> client.putAll(login("SCRAM-SHA-512", PASSWORD));
    }
    return client;
  }

  /** How a user and a password are told. */
  public static Map<String, String> login(String mechanism, String password) {
    String module = mechanism.equals("PLAIN") ? PLAIN_MODULE : SCRAM_MODULE;
    return Map.of(
        "sasl.mechanism",
        mechanism,
        "sasl.jaas.config",
        module + " required username=\"" + USER + "\" password=\"" + password + "\";");
  }

  /** Who somebody is that has come in by a door. */
  public static String principal(Door door) {
    return switch (door) {
      case TLS, EXPIRED -> "User:ANONYMOUS";
      case MTLS, PLAIN, SCRAM -> "User:" + USER;
    };
  }

  /** What a client is told that may do everything. */
  public Map<String, String> superUser() {
    Map<String, String> client = new HashMap<>(trust(certificates.trustStore()));
    client.putAll(identity(Certificates.BROKER));
    client.put("security.protocol", Door.MTLS.protocol);
    client.put("bootstrap.servers", bootstrapServers(Door.MTLS));
    return client;
  }

  /** Allows exactly this, and nobody anything else. */
  public void allow(Collection<AclBinding> rights) {
    done(admin -> admin.deleteAcls(List.of(AclBindingFilter.ANY)).all());
    done(admin -> admin.createAcls(rights).all());
    while (!inForce().equals(List.copyOf(sorted(rights)))) {
      Thread.onSpinWait();
    }
  }

  private List<String> inForce() {
    return sorted(done(admin -> admin.describeAcls(AclBindingFilter.ANY).values()));
  }

  private static List<String> sorted(Collection<AclBinding> rights) {
    return rights.stream().map(AclBinding::toString).sorted().toList();
  }

  /** What is asked of a cluster. */
  public interface Question<V> {
    KafkaFuture<V> ask(Admin admin);
  }

  /** The answer to a question of the one who may do everything. */
  public <V> V done(Question<V> question) {
    try (Admin admin = Admin.create(new HashMap<String, Object>(superUser()))) {
      return question.ask(admin).get();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try (folder) {
      server.shutdown();
      server.awaitShutdown();
    }
  }
}
