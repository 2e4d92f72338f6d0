package io.breakwater.local.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.BreakwaterJob;
import io.breakwater.local.cluster.Certificates;
import io.breakwater.local.cluster.DeployedTopics;
import io.breakwater.local.cluster.LocalFlink;
import io.breakwater.local.cluster.SecuredBroker;
import io.breakwater.local.cluster.SecuredBroker.Door;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody sees the secrets of a job that runs, whichever way it was given them. */
class SecretsITCase {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String OTHER = "hunter7-of-others";

  private static SecuredBroker broker;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws Exception {
    broker = new SecuredBroker();
    broker.done(admin -> admin.createTopics(DeployedTopics.read()).all());
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @BeforeEach
  void grant() {
    broker.allow(DeployedRights.of("User:" + SecuredBroker.USER));
  }

  /** What clients use, and what they do not know. */
  private static Map<String, String> options() {
    Map<String, String> client = new HashMap<>(broker.client(Door.SCRAM));
    client.put("ssl.key.passphrase", OTHER);
    client.put("my.api.key", OTHER);
    client.put("basic.auth.user.info", OTHER);
    return JobOptions.of(broker, Door.SCRAM, client);
  }

  private static List<String> secrets() {
    return List.of(SecuredBroker.PASSWORD, Certificates.PASSWORD, OTHER);
  }

  @Test
  void ofAFile() throws Exception {
    String file = JobOptions.file(folder, options());
    requireUnseen(secrets(), new String[] {"--config", file}, Map.of());
  }

  @Test
  void ofTheEnvironment() throws Exception {
    Map<String, String> variables = new HashMap<>();
    options()
        .forEach(
            (key, value) ->
                variables.put(
                    key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'), value));
    requireUnseen(secrets(), new String[0], variables);
  }

  /** Nobody can hide an argument. */
  @Test
  void ofArgumentsNoneIsTaken() {
    List<String> arguments = new ArrayList<>();
    options().forEach((key, value) -> arguments.addAll(List.of("--" + key, value)));
    try (WatchedLog log = new WatchedLog(secrets());
        LocalFlink flink = LocalFlink.start(new LocalFlink.Size(0, 1, 1, Duration.ofDays(1)))) {
      SubmittingEnvironment environment = new SubmittingEnvironment(flink);
      assertThatThrownBy(
              () -> BreakwaterJob.run(arguments.toArray(new String[0]), Map.of(), environment))
          .hasMessageContaining("breakwater.kafka.properties.sasl.jaas.config, a secret")
          .hasMessageContaining("breakwater.kafka.properties.my.api.key, a secret")
          .hasNoCause()
          .message()
          .doesNotContain(secrets());
      assertThat(environment.job()).isNull();
      assertThat(log.leaks()).isEmpty();
    }
  }

  /** In a job that runs, and in one that fails again and again. */
  private static void requireUnseen(
      List<String> secrets, String[] arguments, Map<String, String> variables) throws Exception {
    try (WatchedLog log = new WatchedLog(secrets);
        LocalFlink flink = LocalFlink.start(new LocalFlink.Size(0, 1, 1, Duration.ofSeconds(1)))) {
      SubmittingEnvironment environment = new SubmittingEnvironment(flink);
      BreakwaterJob.run(arguments, variables, environment);
      WebInterface web = new WebInterface(flink.webAddress());
      requireUnseen(secrets, web);

      broker.allow(List.of());
      String exceptions = "/jobs/" + environment.job() + "/exceptions";
      await(() -> !web.json(exceptions).path("exceptionHistory").path("entries").isEmpty());
      requireUnseen(secrets, web);
      assertThat(log.lines()).isGreaterThan(1_000);
      assertThat(log.leaks()).isEmpty();
    }
  }

  private static void requireUnseen(List<String> secrets, WebInterface web) {
    Map<String, String> pages = web.pages();
    assertThat(pages.keySet()).anyMatch(path -> path.matches("/jobs/\\w+/config"));
    pages.forEach((path, page) -> assertThat(page).as(path).isNotEmpty().doesNotContain(secrets));
  }

  @Test
  void ofAFileInApplicationMode() throws Exception {
    Map<String, String> client = new HashMap<>(broker.client(Door.MTLS));
    client
        .keySet()
        .removeIf(key -> key.startsWith("ssl.keystore") || key.equals("ssl.key.password"));
    String key = broker.certificates().pemKey(SecuredBroker.USER);
    client.put("ssl.keystore.type", "PEM");
    client.put("ssl.keystore.key", key);
    client.put(
        "ssl.keystore.certificate.chain", broker.certificates().pemChain(SecuredBroker.USER));
    List<String> secrets = List.of(Certificates.PASSWORD, key.lines().toList().get(1));
    String file = JobOptions.file(folder, JobOptions.of(broker, Door.MTLS, client));

    try (WatchedLog log = new WatchedLog(secrets)) {
      ApplicationCluster cluster = ApplicationCluster.start(folder, "--config", file);
      try {
        WebInterface web = new WebInterface(cluster.webAddress());
        await(() -> !web.jobs().isEmpty());
        requireUnseen(secrets, web);
        assertThat(web.json("/jobmanager/config").toString())
            .as("Flink shows the arguments of an application")
            .contains("job.properties");
        assertThat(log.leaks()).isEmpty();
      } finally {
        cluster.closeAsync().join();
      }
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long limit = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waiting").isLessThan(limit);
      Thread.sleep(50);
    }
  }
}
