package io.breakwater.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.margin.account.AccountLedger;
import io.breakwater.margin.model.CloseOutLeg;
import io.breakwater.margin.model.LegKind;
import io.breakwater.margin.model.Valuation;
import io.breakwater.margin.trigger.LiquidationTrigger;
import io.breakwater.margin.trigger.TriggerFactor;
import io.breakwater.margin.trigger.TriggerLeg;
import io.breakwater.oracle.FactorGraph;
import io.breakwater.oracle.Validity;
import io.breakwater.stream.event.RejectedRecord;
import io.breakwater.stream.event.TriggerMessage;
import io.breakwater.value.Origin;
import io.breakwater.value.Refusal;
import io.breakwater.value.Texts;
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
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class KafkaSinksTest {

  @Test
  void canBeShippedToAClusterWithEitherGuarantee() throws Exception {
    for (DeliveryGuarantee guarantee :
        List.of(DeliveryGuarantee.AT_LEAST_ONCE, DeliveryGuarantee.EXACTLY_ONCE)) {
      KafkaSinks sinks = new KafkaSinks(SomeKafka.settings(guarantee));
      InstantiationUtil.clone(sinks.liquidationTriggers());
      InstantiationUtil.clone(sinks.accountHealth());
      InstantiationUtil.clone(sinks.riskAggregates());
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

  /**
   * The largest account that is accepted, its ids and numbers as long as they may be: its trigger
   * is one that the sink sends, and the topic takes, or it would stop the job again and again.
   */
  @Test
  void sendTheTriggerOfTheLargestAccount() {
    String longest = "x".repeat(Texts.LONGEST);
    BigDecimal many = new BigDecimal("-99999999999999999999.999999999999999999");
    List<TriggerLeg> legs =
        Collections.nCopies(
            AccountLedger.MAXIMUM_ELEMENTS,
            new TriggerLeg(
                longest,
                LegKind.POSITION,
                longest,
                many,
                many.abs(),
                many.abs(),
                longest,
                many.abs(),
                Long.MAX_VALUE,
                253_402_300_799_999_999L,
                Long.MAX_VALUE));
    int factorsOfOne = 2 * FactorGraph.MOST_OBSERVED - 1;
    List<TriggerFactor> factors =
        Collections.nCopies(
            AccountLedger.MAXIMUM_ELEMENTS * factorsOfOne,
            new TriggerFactor(
                longest,
                many.abs(),
                many.abs(),
                many.abs(),
                Validity.VALID,
                Long.MAX_VALUE,
                253_402_300_799_999_999L));
    List<CloseOutLeg> closeOut =
        Collections.nCopies(
            AccountLedger.MAXIMUM_ELEMENTS,
            new CloseOutLeg(longest, LegKind.POSITION, longest, many, many.abs(), BigDecimal.ONE));
    LiquidationTrigger some = new RandomValues(1).trigger();
    LiquidationTrigger largest =
        new LiquidationTrigger(
            longest,
            some.episode(),
            some.step(),
            some.decision(),
            some.kind(),
            some.previousLevel(),
            some.transition(),
            some.held(),
            many,
            new Valuation(many, many.abs()),
            some.multiplier(),
            legs,
            factors,
            closeOut,
            longest,
            Long.MAX_VALUE);

    byte[] record = Decoders.bytes(LiquidationTriggerRecords.toAvro(TriggerMessage.of(largest)));

    assertThat(record.length + longest.length()).isLessThan(KafkaSinks.LARGEST_TRIGGER);
    assertThat(record.length).isGreaterThan(KafkaSinks.LARGEST_TRIGGER / 2);
  }

  /** A producer refuses what is larger than all that it may keep, whatever a request may be. */
  @Test
  void keepRoomForTheLargestTrigger() {
    Properties properties =
        new KafkaSinks(SomeKafka.settings(DeliveryGuarantee.AT_LEAST_ONCE))
            .producerProperties(KafkaSinks.TRIGGER_SENDING);
    properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    ProducerConfig producer = new ProducerConfig(properties);

    assertThat(producer.getInt(ProducerConfig.MAX_REQUEST_SIZE_CONFIG))
        .isEqualTo(KafkaSinks.LARGEST_TRIGGER);
    assertThat(producer.getLong(ProducerConfig.BUFFER_MEMORY_CONFIG))
        .isGreaterThan(KafkaSinks.LARGEST_TRIGGER);
  }
}
