package io.breakwater.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.margin.Refusal;
import io.breakwater.oracle.OraclePrice;
import io.breakwater.stream.Inbound;
import io.breakwater.stream.JobClock;
import io.breakwater.stream.wire.Codecs;
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

class KafkaSourcesTest {
  private final KafkaSettings settings = SomeKafka.settings(DeliveryGuarantee.AT_LEAST_ONCE);

  @Test
  void canBeShippedToACluster() throws Exception {
    KafkaSources sources = new KafkaSources(settings, JobClock.SYSTEM);
    InstantiationUtil.clone(sources.prices(Codecs.INBOUND_PRICE));
    InstantiationUtil.clone(sources.accounts(Codecs.INBOUND_ACCOUNT));
    InstantiationUtil.clone(sources.instruments(Codecs.INBOUND_INSTRUMENT));
    InstantiationUtil.clone(sources.policy(Codecs.INBOUND_POLICY));
  }

  @Test
  void decodeAfterTheirJourney() throws Exception {
    var schema =
        InstantiationUtil.clone(
            new InboundDeserializationSchema<>(OraclePriceRecords.INBOUND, Codecs.INBOUND_PRICE));
    OraclePrice price = new RandomValues(1).price();
    byte[] bytes = Decoders.bytes(OraclePriceRecords.toAvro(price));
    List<Inbound<OraclePrice>> out = new ArrayList<>();

    schema.deserialize(record(Decoders.keyOf(bytes), bytes), new ListCollector<>(out));
    schema.deserialize(record(new byte[0], null), new ListCollector<>(out));

    assertThat(out).hasSize(2);
    assertThat(out.get(0).value()).isEqualTo(price);
    assertThat(out.get(1).rejected().reason()).isEqualTo(Refusal.MISSING_VALUE);
    assertThat(schema.getProducedType()).isEqualTo(Codecs.INBOUND_PRICE);
  }

  private ConsumerRecord<byte[], byte[]> record(byte[] key, byte[] value) {
    return new ConsumerRecord<>(Decoders.TOPIC, Decoders.PARTITION, Decoders.OFFSET, key, value);
  }

  @Test
  void readPricesFromNowLessTheirMaximumAge() {
    KafkaSources sources = new KafkaSources(settings, JobClock.SYSTEM);
    Instant now = Instant.ofEpochSecond(10_000);
    Broker broker = new Broker();

    OffsetsInitializer start = sources.firstPrices(JobClock.SYSTEM, now);
    start.getPartitionOffsets(List.of(new TopicPartition("prices", 0)), broker);

    assertThat(broker.askedFor).containsOnly(6_400_000L);
  }

  @Test
  void readAllPricesOnTheEventClock() {
    KafkaSources sources = new KafkaSources(settings, JobClock.EVENT);
    TopicPartition partition = new TopicPartition("prices", 0);

    OffsetsInitializer start = sources.firstPrices(JobClock.EVENT, Instant.now());

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
