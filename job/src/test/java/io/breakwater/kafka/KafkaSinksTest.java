package io.breakwater.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.margin.AccountLedger;
import io.breakwater.margin.CloseOutLeg;
import io.breakwater.margin.Decimals;
import io.breakwater.margin.LegKind;
import io.breakwater.margin.LiquidationTrigger;
import io.breakwater.margin.Origin;
import io.breakwater.margin.Refusal;
import io.breakwater.margin.Texts;
import io.breakwater.margin.TriggerLeg;
import io.breakwater.stream.RejectedRecord;
import io.breakwater.stream.TriggerMessage;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
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
  private static final long MICROS = 253_402_300_799_999_999L;

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
  void sendTheTriggerOfTheLargestAccount() {
    String id = "x".repeat(Texts.LONGEST);
    TriggerLeg leg =
        new TriggerLeg(
            id,
            LegKind.POSITION,
            id,
            Decimals.MAX.negate(),
            Decimals.MAX,
            Decimals.MAX,
            Long.MAX_VALUE,
            MICROS,
            Long.MAX_VALUE);
    CloseOutLeg close =
        new CloseOutLeg(
            id, LegKind.POSITION, id, Decimals.MAX.negate(), Decimals.MAX, BigDecimal.ONE);
    LiquidationTrigger some = new RandomValues(1).trigger();
    LiquidationTrigger largest =
        new LiquidationTrigger(
            id,
            Long.MAX_VALUE,
            Integer.MAX_VALUE,
            some.decision(),
            some.kind(),
            some.previousLevel(),
            some.transition(),
            some.held(),
            Decimals.MAX,
            some.multiplier(),
            Collections.nCopies(AccountLedger.MAXIMUM_ELEMENTS, leg),
            Collections.nCopies(AccountLedger.MAXIMUM_ELEMENTS, close),
            id,
            Long.MAX_VALUE);

    byte[] bytes =
        Decoders.bytes(
            LiquidationTriggerRecords.toAvro(
                new TriggerMessage.OfTrigger(Long.MAX_VALUE, largest)));

    assertThat(bytes.length)
        .isBetween(KafkaSinks.LARGEST_TRIGGER / 2, KafkaSinks.LARGEST_TRIGGER * 3 / 4);
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
