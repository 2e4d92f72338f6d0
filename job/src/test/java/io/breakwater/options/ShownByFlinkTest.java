package io.breakwater.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ShownByFlinkTest {
  private static final Map<String, String> PROPERTIES =
      Map.of(
          "security.protocol", "SASL_SSL",
          "ssl.truststore.location", "/etc/ca.p12",
          "ssl.truststore.password", "hunter2",
          "sasl.jaas.config", "Module required username=\"me\" password=\"hunter3\";");

  @Test
  void aSettingThatHoldsASecretIsNamedWithoutIt() {
    for (String secret : new String[] {"hunter2", "hunter3"}) {
      for (String key :
          new String[] {
            "containerized.master.env.BREAKWATER_KAFKA_PROPERTIES_SASL_JAAS_CONFIG",
            "$internal.application.program-args",
            "env.java.opts.all"
          }) {
        assertThat(ShownByFlink.problems(PROPERTIES, Map.of(key, "x=" + secret + ";y")))
            .singleElement()
            .asString()
            .startsWith("Flink's setting " + key + " holds a secret")
            .doesNotContain("hunter");
      }
    }
  }

  @Test
  void whatFlinkHidesAndWhatIsNoSecretIsNotMeant() {
    assertThat(
            ShownByFlink.problems(
                PROPERTIES,
                Map.of(
                    "security.ssl.rest.key-password", "hunter2",
                    "some.path", "/etc/ca.p12",
                    "some.protocol", "SASL_SSL",
                    "user", "me")))
        .isEmpty();
  }
}
