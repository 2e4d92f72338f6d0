package io.breakwater.local.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.BreakwaterJob;
import io.breakwater.local.cluster.DeployedTopics;
import io.breakwater.local.cluster.LocalFlink;
import io.breakwater.local.cluster.SecuredBroker;
import io.breakwater.local.cluster.SecuredBroker.Door;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.JobID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The job, started as an operator does, by each way into a broker that lets in whom it knows. */
class SecuredJobITCase {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration CHECKPOINT_INTERVAL = Duration.ofMillis(500);

  private static SecuredBroker broker;
  private static SecuredTopics topics;
  private static LocalFlink flink;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws Exception {
    broker = new SecuredBroker();
    broker.done(admin -> admin.createTopics(DeployedTopics.read()).all());
    topics = new SecuredTopics(broker);
    flink = LocalFlink.start(new LocalFlink.Size(0, 1, 2, CHECKPOINT_INTERVAL));
  }

  @AfterAll
  static void stop() {
    flink.close();
    topics.close();
    broker.close();
  }

  /** With the rights that are declared and no other. */
  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "EXPIRED")
  void aTriggerLeaves(Door door) throws Exception {
    broker.allow(DeployedRights.of(SecuredBroker.principal(door)));
    String account = "by-" + door;
    topics.writeLiquidatable(account);

    JobID job = run(JobOptions.of(broker, door));
    await(job, () -> topics.accountsIn("liquidation-triggers").contains(account));
    await(job, () -> topics.accountsIn("account-health").contains(account));
    await(job, SecuredJobITCase::progressIsCommitted);
    flink.stop(job, LocalFlink.Waiting.KEPT);
    broker.done(admin -> admin.deleteConsumerGroups(List.of("breakwater")).all());
  }

  /** Certificates and keys can stand in the settings themselves. */
  @Test
  void aKeyMayStandInTheSettings() throws Exception {
    broker.allow(DeployedRights.of(SecuredBroker.principal(Door.MTLS)));
    Map<String, String> client = new HashMap<>();
    client.put("security.protocol", "SSL");
    client.put("ssl.keystore.type", "PEM");
    client.put("ssl.keystore.key", broker.certificates().pemKey(SecuredBroker.USER));
    client.put(
        "ssl.keystore.certificate.chain", broker.certificates().pemChain(SecuredBroker.USER));
    client.put("ssl.truststore.type", "PEM");
    client.put("ssl.truststore.certificates", broker.certificates().pemAuthority());
    topics.writeLiquidatable("by-pem");

    JobID job = run(JobOptions.of(broker, Door.MTLS, client));
    await(job, () -> topics.accountsIn("liquidation-triggers").contains("by-pem"));
    flink.stop(job, LocalFlink.Waiting.KEPT);
  }

  @Test
  void whatIsMissingEndsTheStartBeforeThereIsAJob() throws Exception {
    broker.allow(List.of());
    assertNotSubmitted(JobOptions.of(broker, Door.SCRAM), "The right READ on topic prices");

    Map<String, String> client = new HashMap<>(broker.client(Door.SCRAM));
    client.putAll(SecuredBroker.login("SCRAM-SHA-512", "hunter3"));
    assertNotSubmitted(
        JobOptions.of(broker, Door.SCRAM, client), "does not accept the login with SCRAM-SHA-512");
  }

  private void assertNotSubmitted(Map<String, String> options, String sentence) {
    SubmittingEnvironment environment = new SubmittingEnvironment(flink);
    assertThatThrownBy(() -> run(options, environment))
        .hasMessageContaining(sentence)
        .hasNoCause()
        .message()
        .doesNotContain("hunter");
    assertThat(environment.job()).isNull();
  }

  /** Why the start asks for a right that nobody would think of. */
  @Test
  void whoOnlyWritesATopicIsNotToldWhoseTransactionsAreOpenThere() {
    List<AclBinding> rights = new ArrayList<>(DeployedRights.of("User:" + SecuredBroker.USER));
    rights.removeIf(
        right ->
            right.pattern().name().equals("account-health")
                && right.entry().operation() == AclOperation.READ);
    broker.allow(rights);
    Map<String, Object> client = new HashMap<>(broker.client(Door.SCRAM));
    client.put("bootstrap.servers", broker.bootstrapServers(Door.SCRAM));
    try (Admin admin = Admin.create(client)) {
      List<TopicPartition> partitions = List.of(new TopicPartition("account-health", 0));
      assertThatThrownBy(() -> admin.describeProducers(partitions).all().get())
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(TopicAuthorizationException.class);
    }
  }

  private JobID run(Map<String, String> options) throws Exception {
    SubmittingEnvironment environment = new SubmittingEnvironment(flink);
    run(options, environment);
    return environment.job();
  }

  private void run(Map<String, String> options, SubmittingEnvironment environment)
      throws Exception {
    String file = JobOptions.file(folder, options);
    BreakwaterJob.run(new String[] {"--config", file}, Map.of(), environment);
  }

  private static boolean progressIsCommitted() {
    return !broker
        .done(admin -> admin.listConsumerGroupOffsets("breakwater").partitionsToOffsetAndMetadata())
        .isEmpty();
  }

  private static void await(JobID job, BooleanSupplier condition) throws InterruptedException {
    long limit = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      flink.requireAlive(job);
      assertThat(System.nanoTime()).as("waiting").isLessThan(limit);
      Thread.sleep(20);
    }
  }
}
