package io.breakwater.options;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "-----BEGIN PRIVATE KEY-----\nMIIEvQ",
        "org.apache.kafka.common.security.plain.PlainLoginModule required;",
        "username=\"me\" password=\"hunter2\"",
        "passphrase: hunter2",
        "https://me:hunter2@registry:8081",
        "https://registry/?api_key=hunter2",
      })
  void aValueThatHoldsASecretIsHiddenUnderAnyName(String value) {
    assertThat(Secrets.masked("breakwater.kafka.properties.client.rack", value))
        .isEqualTo(Secrets.MASK);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ssl.truststore.location",
        "ssl.keystore.type",
        "ssl.keymanager.algorithm",
        "ssl.endpoint.identification.algorithm",
        "sasl.oauthbearer.token.endpoint.url",
        "sasl.login.callback.handler.class",
        "partitioner.ignore.keys",
        "sasl.mechanism",
        "security.protocol",
      })
  void whatTellsHowAndWhereIsShown(String property) {
    assertThat(Secrets.masked("breakwater.kafka.properties." + property, "https://host:8081/a"))
        .isEqualTo("https://host:8081/a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"job.clock", "breakwater.kafka.bootstrap.servers", "SASL.JAAS", "clock"})
  void namesAreShown(String name) {
    assertThat(Secrets.name(name)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC",
        "hUnter2",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.x",
        "password \"hunter2\"",
        "-Dpassword:hunter2",
      })
  void whatIsNoNameIsNot(String name) {
    assertThat(Secrets.name(name)).isEqualTo(Secrets.MASK);
  }
}
