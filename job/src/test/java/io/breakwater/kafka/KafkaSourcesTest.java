package io.breakwater.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.oracle.FactorKind;
import io.breakwater.oracle.OraclePrice;
import io.breakwater.stream.JobClock;
import io.breakwater.stream.event.Inbound;
import io.breakwater.stream.wire.Codecs;
import io.breakwater.value.Refusal;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer.PartitionOffsetsRetriever;
import org.apache.flink.util.InstantiationUtil;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KafkaSourcesTest {
  private final KafkaSettings settings = SomeKafka.settings(DeliveryGuarantee.AT_LEAST_ONCE);

  private KafkaSources sources(JobClock clock) {
    return new KafkaSources(
        settings,
        new Watermarks(
            clock, Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofSeconds(2)));
  }

  @ParameterizedTest
  @EnumSource
  void canBeShippedToACluster(JobClock clock) throws Exception {
    KafkaSources sources = sources(clock);
    InstantiationUtil.clone(sources.prices(Codecs.INBOUND_PRICE));
    InstantiationUtil.clone(sources.accounts(Codecs.INBOUND_ACCOUNT));
    InstantiationUtil.clone(sources.factors(Codecs.INBOUND_FACTOR));
    InstantiationUtil.clone(sources.instruments(Codecs.INBOUND_INSTRUMENT));
    InstantiationUtil.clone(sources.policy(Codecs.INBOUND_POLICY));
  }

  @Test
  void decodeAfterTheirJourney() throws Exception {
    var schema =
        InstantiationUtil.clone(
            new InboundDeserializationSchema<>(
                OraclePriceRecords.INBOUND,
                settings.announced(),
                new EdgeClock(JobClock.SYSTEM),
                Codecs.INBOUND_PRICE));
    OraclePrice price =
        new OraclePrice(
            "BTC",
            FactorKind.PRICE,
            "venue",
            BigDecimal.TEN,
            null,
            1_000,
            8,
            Decoders.origin(new byte[0]));
    byte[] bytes = Decoders.bytes(OraclePriceRecords.toAvro(price));
    List<Inbound<OraclePrice>> out = new ArrayList<>();

    schema.deserialize(record(price.factor(), bytes), new ListCollector<>(out));
    schema.deserialize(record(price.factor(), null), new ListCollector<>(out));

    assertThat(out).hasSize(2);
    assertThat(out.get(0).value()).isEqualTo(price);
    assertThat(out.get(1).rejected().reason()).isEqualTo(Refusal.MISSING_VALUE);
    assertThat(schema.getProducedType()).isEqualTo(Codecs.INBOUND_PRICE);
  }

  private ConsumerRecord<byte[], byte[]> record(String key, byte[] value) {
    return new ConsumerRecord<>(
        Decoders.TOPIC,
        Decoders.PARTITION,
        Decoders.OFFSET,
        key.getBytes(StandardCharsets.UTF_8),
        value);
  }

  @Test
  void readPricesFromNowLessTheirMaximumAge() {
    KafkaSources sources = sources(JobClock.SYSTEM);
    Instant now = Instant.ofEpochSecond(10_000);
    Broker broker = new Broker();

    OffsetsInitializer start = sources.firstPrices(now);
    assertThat(start.getAutoOffsetResetStrategy())
        .isEqualTo(OffsetsInitializer.earliest().getAutoOffsetResetStrategy());
    start.getPartitionOffsets(List.of(new TopicPartition("prices", 0)), broker);

    assertThat(broker.askedFor).containsOnly(6_400_000L);
  }

  @Test
  void readAllPricesOnTheEventClock() {
    KafkaSources sources = sources(JobClock.EVENT);
    TopicPartition partition = new TopicPartition("prices", 0);

    OffsetsInitializer start = sources.firstPrices(Instant.now());
    assertThat(start.getAutoOffsetResetStrategy())
        .isEqualTo(OffsetsInitializer.earliest().getAutoOffsetResetStrategy());

    assertThat(start.getPartitionOffsets(List.of(partition), new Broker()))
        .isEqualTo(OffsetsInitializer.earliest().getPartitionOffsets(List.of(partition), null));
  }

  /** Knows which timestamps it was asked for, and has no records. */
  private static final class Broker implements PartitionOffsetsRetriever {
    private Collection<Long> askedFor = List.of();

    @Override
    public Map<TopicPartition, Long> committedOffsets(Collection<TopicPartition> partitions) {
      throw new AssertionError("committed offsets never stand in for state");
    }

    @Override
    public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
      return partitions.stream().collect(Collectors.toMap(p -> p, p -> 0L));
    }

    @Override
    public Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> partitions) {
      return endOffsets(partitions);
    }

    @Override
    public Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
        Map<TopicPartition, Long> timestamps) {
      askedFor = List.copyOf(timestamps.values());
      return new HashMap<>();
    }
  }
}
