package io.breakwater.local.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class WatchedLogTest {
  private static final Logger LOGGER = LoggerFactory.getLogger("org.apache.kafka.some.Client");

  @Test
  void seesASecretInAMessageAndInACause() {
    try (WatchedLog log = new WatchedLog(List.of("hunter2"))) {
      LOGGER.debug("password {}", "hunter3");
      assertThat(log.leaks()).isEmpty();
      LOGGER.debug("password {}", "hunter2");
      LOGGER.info("failed", new IllegalStateException(new IllegalStateException("of hunter2")));
      assertThat(log.leaks()).hasSize(2);
      assertThat(log.lines()).isGreaterThanOrEqualTo(3);
    }
  }
}
