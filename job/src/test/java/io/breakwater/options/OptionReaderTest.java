package io.breakwater.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptionReaderTest {
  private static final String CLOCK = "breakwater.job.clock";
  private static final Map<String, String> NO_ENVIRONMENT = Map.of();

  @TempDir private Path folder;

  @Test
  void argumentsComeInThreeSpellings() {
    assertThat(
            read(
                "--breakwater.job.clock",
                "EVENT",
                "--breakwater.policy.id=venue",
                "-Dbreakwater.kafka.properties.client.rack=a = \"b\";"))
        .containsOnly(
            Map.entry(CLOCK, "EVENT"),
            Map.entry("breakwater.policy.id", "venue"),
            Map.entry("breakwater.kafka.properties.client.rack", "a = \"b\";"));
  }

  @Test
  void aYamlFileHasNestedOrDottedKeys() throws IOException {
    String file =
        file(
            "job.yaml",
            """
            breakwater:
              job.clock: EVENT
              accounts:
                unwritten: 500
              kafka:
                properties:
                  ssl.endpoint.identification.algorithm: ""
            breakwater.audit.shadow: true
            """);
    assertThat(read("--config", file))
        .containsOnly(
            Map.entry(CLOCK, "EVENT"),
            Map.entry("breakwater.accounts.unwritten", "500"),
            Map.entry("breakwater.kafka.properties.ssl.endpoint.identification.algorithm", ""),
            Map.entry("breakwater.audit.shadow", "true"));
  }

  @Test
  void anEmptyFileSetsNothing() throws IOException {
    assertThat(read("--config", file("job.yaml", "# nothing\n"))).isEmpty();
    assertThat(read("--config", file("job.properties", ""))).isEmpty();
  }

  @Test
  void theEnvironmentOverridesTheFileAndArgumentsOverrideBoth() throws IOException {
    String file =
        file(
            "job.properties",
            """
            breakwater.job.clock = SYSTEM
            breakwater.policy.id = file
            breakwater.kafka.group.id = file
            """);
    Map<String, String> environment =
        Map.of("BREAKWATER_POLICY_ID", "environment", "BREAKWATER_KAFKA_GROUP_ID", "environment");
    assertThat(
            OptionReader.read(
                new String[] {"--config", file, "--breakwater.kafka.group.id", "argument"},
                environment))
        .containsOnly(
            Map.entry(CLOCK, "SYSTEM"),
            Map.entry("breakwater.policy.id", "environment"),
            Map.entry("breakwater.kafka.group.id", "argument"));
  }

  @Test
  void theEnvironmentNamesOptionsInCapitals() {
    assertThat(
            OptionReader.read(
                new String[0],
                Map.of(
                    "PATH", "/bin",
                    "BREAKWATER_EVENT_TIME_OUT_OF_ORDERNESS", "1 s",
                    "BREAKWATER_KAFKA_PROPERTIES_SASL_JAAS_CONFIG", "x")))
        .containsOnly(
            Map.entry("breakwater.event-time.out-of-orderness", "1 s"),
            Map.entry("breakwater.kafka.properties.sasl.jaas.config", "x"));
  }

  @Test
  void whatKubernetesAddsForAServiceIsNotForTheJob() {
    assertThat(
            OptionReader.read(
                new String[0],
                Map.of(
                    "BREAKWATER_REST_SERVICE_HOST", "10.0.0.1",
                    "BREAKWATER_REST_SERVICE_PORT_REST", "8081",
                    "BREAKWATER_PORT", "tcp://10.0.0.1:8081",
                    "BREAKWATER_PORT_8081_TCP_ADDR", "10.0.0.1")))
        .isEmpty();
  }

  @Test
  void unknownNamesAreRefusedWithTheNearest() throws IOException {
    assertRefused(Map.of("BREAKWATER_JOB_CLOK", "EVENT"), "did you mean BREAKWATER_JOB_CLOCK?");
    assertRefused(NO_ENVIRONMENT, "did you mean breakwater.job.clock?", "--job.clock", "EVENT");
    String file = file("job.yaml", "breakwater.polycy.id: x\n");
    assertRefused(NO_ENVIRONMENT, "did you mean breakwater.policy.id?", "--config", file);
  }

  @Test
  void whatCannotBeUnderstoodIsRefusedWithWhatToDo() throws IOException {
    assertRefused(NO_ENVIRONMENT, "has no value", "--breakwater.job.clock");
    assertRefused(NO_ENVIRONMENT, "has no value", "-Dbreakwater.job.clock");
    assertRefused(NO_ENVIRONMENT, "twice", "-D" + CLOCK + "=EVENT", "-D" + CLOCK + "=SYSTEM");
    assertRefused(NO_ENVIRONMENT, "cannot be read", "--config", folder + "/absent.yaml");
    assertRefused(NO_ENVIRONMENT, "rename it", "--config", file("job.json", "{}"));
    assertRefused(NO_ENVIRONMENT, "is no YAML", "--config", file("bad.yaml", "a: [1\nb: 2"));
    assertRefused(NO_ENVIRONMENT, "key: value", "--config", file("text.yaml", "text\n"));
    assertRefused(
        NO_ENVIRONMENT, "single value", "--config", file("l.yaml", CLOCK + ": [SYSTEM]\n"));
    assertRefused(NO_ENVIRONMENT, "single value", "--config", file("n.yaml", CLOCK + ":\n"));
    assertRefused(
        NO_ENVIRONMENT,
        "twice",
        "--config",
        file("twice.yaml", CLOCK + ": EVENT\nbreakwater: {job: {clock: SYSTEM}}\n"));
  }

  @Test
  void aMisplacedSecretIsNotRepeated() {
    assertThatThrownBy(() -> read("sasl.jaas.config=hunter2"))
        .hasMessageContaining("argument 1")
        .message()
        .doesNotContain("hunter2");
    assertThatThrownBy(() -> read("--sasl.jaas.config=hunter2"))
        .hasMessageContaining("sasl.jaas.config")
        .message()
        .doesNotContain("hunter2");
  }

  @Test
  void aSecretIsNotTakenFromAnArgument() {
    for (String argument :
        List.of(
            "--breakwater.kafka.properties.sasl.jaas.config=hunter2",
            "-Dbreakwater.kafka.properties.ssl.key.password=hunter2",
            "--breakwater.kafka.properties.client.rack=https://me:hunter2@host")) {
      assertThatThrownBy(() -> read(argument))
          .isInstanceOf(InvalidOptionsException.class)
          .hasMessageContaining(argument.substring(2, argument.indexOf('=')) + ", a secret")
          .hasMessageContaining("BREAKWATER_KAFKA_PROPERTIES_")
          .message()
          .doesNotContain("hunter2");
    }
    assertThat(read("-Dbreakwater.kafka.properties.ssl.truststore.location=/etc/ca.p12"))
        .containsValue("/etc/ca.p12");
  }

  /** Lines that slipped out of a value stand where a name is expected. */
  @Test
  void aFileThatIsTornDoesNotTellItsSecrets() throws IOException {
    String pem = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj";
    Map<String, String> torn =
        Map.of(
            "a.properties",
            "breakwater.kafka.properties.ssl.keystore.key=-----BEGIN PRIVATE KEY-----\n" + pem,
            "b.properties",
            "breakwater.kafka.properties.sasl.jaas.config=x required\npassword=\"" + pem + "\";",
            "c.properties",
            pem + "\\u00zz",
            "d.yaml",
            "breakwater.policy.id: [" + pem + ": " + pem + "\n- " + pem,
            "e.yaml",
            "breakwater.policy.id: \"" + pem,
            "f.yaml",
            pem + ": [1]",
            "g.yaml",
            pem + ":\n" + pem + ":",
            "h.yaml",
            pem,
            "i.yaml",
            "a: " + pem + "\na: " + pem);
    for (String name : torn.keySet()) {
      assertThatThrownBy(() -> read("--config", file(name, torn.get(name))))
          .as(name)
          .isInstanceOf(InvalidOptionsException.class)
          .hasMessageContaining(name)
          .hasNoCause()
          .message()
          .doesNotContain(pem.substring(0, 12));
    }
    assertThatThrownBy(() -> read("--" + pem, "x")).message().doesNotContain(pem);
    assertThatThrownBy(() -> read("--" + pem)).message().doesNotContain(pem);
  }

  @Test
  void theDistanceOfNamesCountsLettersToChange() {
    assertThat(NearestName.distance("", "abc")).isEqualTo(3);
    assertThat(NearestName.distance("kitten", "sitting")).isEqualTo(3);
    assertThat(NearestName.distance("clock", "clock")).isZero();
  }

  private static Map<String, String> read(String... args) {
    return OptionReader.read(args, NO_ENVIRONMENT);
  }

  private static void assertRefused(
      Map<String, String> environment, String sentence, String... args) {
    assertThatThrownBy(() -> OptionReader.read(args, environment))
        .isInstanceOf(InvalidOptionsException.class)
        .hasMessageContaining(sentence);
  }

  private String file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }
}
