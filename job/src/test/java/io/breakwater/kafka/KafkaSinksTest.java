package io.breakwater.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.stream.event.RejectedRecord;
import io.breakwater.value.Origin;
import io.breakwater.value.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.util.InstantiationUtil;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

class KafkaSinksTest {

  @Test
  void canBeShippedToAClusterWithEitherGuarantee() throws Exception {
    for (DeliveryGuarantee guarantee :
        List.of(DeliveryGuarantee.AT_LEAST_ONCE, DeliveryGuarantee.EXACTLY_ONCE)) {
      KafkaSinks sinks = new KafkaSinks(SomeKafka.settings(guarantee));
      InstantiationUtil.clone(sinks.liquidationTriggers());
      InstantiationUtil.clone(sinks.accountHealth());
      InstantiationUtil.clone(sinks.rejectedRecords());
    }
  }

  @Test
  void setTheirOwnPropertiesOverThoseOfAllClients() {
    Properties properties =
        new KafkaSinks(SomeKafka.settings(DeliveryGuarantee.EXACTLY_ONCE))
            .producerProperties(Map.of(ProducerConfig.LINGER_MS_CONFIG, "0"));

    assertThat(properties)
        .containsEntry("security.protocol", "SSL")
        .containsEntry("linger.ms", "0")
        .containsEntry("transaction.timeout.ms", "600000");
  }

  @Test
  void nameARejectedRecordInItsHeaders() {
    RejectedRecord rejected =
        new RejectedRecord(
            new Origin("prices", 3, 42, new byte[0]), Refusal.UNDECODABLE, "why", null, null);

    Map<String, String> headers =
        Arrays.stream(KafkaSinks.headers(rejected).toArray())
            .collect(
                Collectors.toMap(Header::key, h -> new String(h.value(), StandardCharsets.UTF_8)));

    assertThat(headers)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("topic", "prices", "partition", "3", "offset", "42", "reason", "UNDECODABLE"));
  }
}
