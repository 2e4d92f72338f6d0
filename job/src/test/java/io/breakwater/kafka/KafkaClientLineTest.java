package io.breakwater.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.Test;

class KafkaClientLineTest {

  /**
   * The connector calls TransactionalRequestResult.await(), which kafka-clients 4.3 removed: an
   * exactly-once sink would start and fail at its first checkpoint.
   */
  @Test
  void theKafkaClientIsOfTheLineThatTheConnectorNeeds() {
    assertThat(AppInfoParser.getVersion()).startsWith("4.2.");
  }
}
