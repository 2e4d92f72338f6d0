package io.breakwater.local.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.local.cluster.Certificates;
import io.breakwater.local.cluster.DeployedTopics;
import io.breakwater.local.cluster.SecuredBroker;
import io.breakwater.local.cluster.SecuredBroker.Door;
import io.breakwater.local.start.AdminClients;
import io.breakwater.local.start.StartAttempt;
import io.breakwater.options.BreakwaterOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What a start is told by a broker that asks who one is and allows only what was granted. */
class KafkaRightsITCase {
  private static SecuredBroker broker;

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
  void grantWhatIsDeclared() {
    broker.allow(
        Stream.of(Door.TLS, Door.SCRAM)
            .flatMap(door -> DeployedRights.of(SecuredBroker.principal(door)).stream())
            .toList());
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "EXPIRED")
  void nothingIsMissingWithWhatIsDeclared(Door door) {
    assertThat(missing(JobOptions.of(broker, door))).isEmpty();
  }

  @Test
  void eachRightThatIsMissingIsNamedWithWhatItIsOn() {
    List<AclBinding> declared = DeployedRights.of(SecuredBroker.principal(Door.SCRAM));
    assertThat(declared).hasSizeGreaterThanOrEqualTo(31);
    for (AclBinding without : declared) {
      List<AclBinding> others = new ArrayList<>(declared);
      others.remove(without);
      broker.allow(others);

      List<String> missing = missing(JobOptions.of(broker, Door.SCRAM));
      assertThat(missing).as("%s", without).isNotEmpty().allMatch(names(without));
      if (without.pattern().resourceType() != ResourceType.TRANSACTIONAL_ID) {
        assertThat(missing).hasSize(1);
      }
    }
  }

  private static Predicate<String> names(AclBinding right) {
    ResourcePattern on = right.pattern();
    String what =
        "The right "
            + right.entry().operation().name()
            + " on "
            + switch (on.resourceType()) {
              case TOPIC -> "topic " + on.name() + " ";
              case GROUP -> "group " + on.name() + " ";
              default -> "the transactional ids that start with " + on.name();
            };
    return sentence -> sentence.startsWith(what) && sentence.contains("deploy/kafka/user.yaml");
  }

  @Test
  void whoMayDoNothingIsToldOfEverythingAtOnce() {
    broker.allow(List.of());

    List<AclBinding> declared = DeployedRights.of(SecuredBroker.principal(Door.SCRAM));
    List<String> missing = missing(JobOptions.of(broker, Door.SCRAM));
    for (AclBinding right : declared) {
      assertThat(missing).anyMatch(names(right));
    }
  }

  @Test
  void triggersDeliveredExactlyOnceNeedToBeReadToo() {
    Map<String, String> options = JobOptions.of(broker, Door.SCRAM);
    options.put(BreakwaterOptions.DELIVERY_LIQUIDATION_TRIGGERS.key(), "exactly-once");
    assertThat(missing(options))
        .singleElement()
        .asString()
        .startsWith("The right READ on topic liquidation-triggers is missing");
  }

  @Test
  void ofATopicThatIsNotThereNoRightIsMissing() {
    broker.allow(
        DeployedRights.of(SecuredBroker.principal(Door.SCRAM)).stream()
            .map(
                right ->
                    right.pattern().resourceType() == ResourceType.TOPIC
                        ? new AclBinding(
                            new ResourcePattern(
                                ResourceType.TOPIC, "*", right.pattern().patternType()),
                            right.entry())
                        : right)
            .collect(Collectors.toSet()));
    Map<String, String> options = JobOptions.of(broker, Door.SCRAM);
    options.put(BreakwaterOptions.TOPIC_PRICES.key(), "not-there");
    assertThat(missing(options)).singleElement().asString().contains("did you mean 'prices'?");
  }

  @ParameterizedTest
  @EnumSource(names = {"PLAIN", "SCRAM"})
  void aWrongPasswordIsSaid(Door door) {
    Map<String, String> client = new HashMap<>(broker.client(door));
    client.putAll(SecuredBroker.login(client.get("sasl.mechanism"), "hunter3"));
    assertRefused(door, client, "does not accept the login with", "sasl.jaas.config");
  }

  @Test
  void aMechanismThatTheListenerDoesNotHaveIsSaid() {
    Map<String, String> client = new HashMap<>(broker.client(Door.SCRAM));
    client.putAll(SecuredBroker.login("PLAIN", SecuredBroker.PASSWORD));
    assertRefused(Door.SCRAM, client, "does not have the mechanism PLAIN", "sasl.mechanism");
  }

  @Test
  void aLoginThatIsNotUnderstoodIsSaidWithoutIt() {
    for (String torn :
        List.of(
            "X required username=\"me\" password=hun ter2;",
            "X required password=\"hunter2\"",
            "hunter2",
            "hunter2 required;")) {
      Map<String, String> client = new HashMap<>(broker.client(Door.PLAIN));
      client.put("sasl.jaas.config", torn);
      assertRefused(Door.PLAIN, client, "breakwater.kafka.properties.");
    }
  }

  @Test
  void aBrokerThatIsNotTrustedIsSaid() {
    Map<String, String> client = new HashMap<>(broker.client(Door.TLS));
    client.put("ssl.truststore.location", broker.certificates().trustStoreOfStranger());
    assertRefused(Door.TLS, client, "its certificate is not trusted", "ssl.truststore");
  }

  @Test
  void aCertificateWhoseTimeIsOverIsSaid() {
    assertRefused(Door.EXPIRED, broker.client(Door.EXPIRED), "has expired", "a new one");
  }

  @Test
  void aClientWithoutCertificateIsSaid() {
    assertRefused(
        Door.MTLS, broker.client(Door.TLS), "does not accept the job's certificate", "keystore");
  }

  @Test
  void aClientWhoseCertificateIsNotTrustedIsSaid() {
    Map<String, String> client = new HashMap<>(broker.client(Door.MTLS));
    client.put("ssl.keystore.location", broker.certificates().store("stranger"));
    assertRefused(Door.MTLS, client, "does not accept the job's certificate", "keystore");
  }

  @Test
  void aClientThatDoesNotSpeakTlsIsSaid() {
    assertRefused(Door.TLS, Map.of(), "does not answer", "PLAINTEXT", "security.protocol");
  }

  @Test
  void aStoreThatCannotBeOpenedIsSaid() {
    Map<String, String> client = new HashMap<>(broker.client(Door.TLS));
    client.put("ssl.truststore.password", "hunter3");
    assertRefused(Door.TLS, client, "no client can be made", "passwords fit");
    client.put("ssl.truststore.location", "not-there.p12");
    assertRefused(Door.TLS, client, "no client can be made", "files exist");
  }

  private static void assertRefused(Door door, Map<String, String> client, String... parts) {
    AdminClients clients = new AdminClients();
    assertThat(missing(JobOptions.of(broker, door, client)))
        .singleElement()
        .asString()
        .startsWith("Kafka at " + broker.bootstrapServers(door) + " does not let the job in: ")
        .contains(parts)
        .doesNotContainIgnoringCase("exception")
        .doesNotContain("hunter", "ter2", Certificates.PASSWORD);
    clients.requireClosed();
  }

  private static List<String> missing(Map<String, String> options) {
    StartAttempt attempt =
        new StartAttempt(options.get(BreakwaterOptions.KAFKA_BOOTSTRAP_SERVERS.key()));
    options.forEach(attempt::with);
    return attempt.problems();
  }
}
