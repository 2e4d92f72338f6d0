package io.breakwater.kafka;

import io.breakwater.cascade.record.RiskAggregate;
import io.breakwater.margin.trigger.HealthTransition;
import io.breakwater.oracle.judge.PriceQuality;
import io.breakwater.schemas.TrustedClasses;
import io.breakwater.stream.TriggerPartitions;
import io.breakwater.stream.event.RejectedRecord;
import io.breakwater.stream.event.TriggerMessage;
import io.breakwater.value.Origin;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchemaBuilder;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The sinks of the job, each with its own delivery guarantee.
 *
 * <p>Transactional ids are pooled: their number stays at what one checkpoint needs, and those that
 * a failure left behind are aborted by their prefix, which is the job's and the topic's name.
 *
 * @param settings the Kafka cluster
 */
public record KafkaSinks(KafkaSettings settings) {
  /** An account with thousands of legs makes a trigger of megabytes; its topic takes as much. */
  public static final int LARGEST_TRIGGER = 48 * 1024 * 1024;

  /** What the producer may keep: room for the largest, which is refused otherwise, and for more. */
  private static final int TRIGGER_BUFFER = LARGEST_TRIGGER + 32 * 1024 * 1024;

  /** Sent without waiting for company, whatever their length. */
  static final Map<String, String> TRIGGER_SENDING =
      Map.of(
          ProducerConfig.LINGER_MS_CONFIG,
          "0",
          ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
          String.valueOf(LARGEST_TRIGGER),
          ProducerConfig.BUFFER_MEMORY_CONFIG,
          String.valueOf(TRIGGER_BUFFER));

  private static final TriggerMessage.Visitor<String, RuntimeException> ACCOUNT =
      new TriggerMessage.Visitor<>() {
        @Override
        public String trigger(TriggerMessage.OfTrigger message) {
          return message.trigger().account();
        }

        @Override
        public String epoch(TriggerMessage.EpochBegun message) {
          return "";
        }
      };

  public KafkaSinks {
    TrustedClasses.install();
  }

  /** Triggers, by account, and the epochs that they belong to; sent without waiting for company. */
  public Sink<TriggerMessage> liquidationTriggers() {
    return sink(
        settings.topics().liquidationTriggers(),
        settings.delivery().liquidationTriggers(),
        TRIGGER_SENDING,
        triggersTo(settings.topics().liquidationTriggers()));
  }

  static TriggerSerialization triggersTo(String topic) {
    return new TriggerSerialization(
        KafkaSinks.<TriggerMessage>toTopic(topic)
            .setKeySerializationSchema(KafkaSinks::key)
            .setValueSerializationSchema(new RecordEncoder<>(LiquidationTriggerRecords::toAvro))
            .build());
  }

  /**
   * The account; empty where there is none, since a compacted topic takes no record without key.
   */
  private static byte[] key(TriggerMessage message) {
    return utf8(message.accept(ACCOUNT));
  }

  /** The partitions that triggers go into. */
  public TriggerPartitions triggerPartitions() {
    Properties client = settings.clientProperties();
    return new TopicPartitions(client, settings.topics().liquidationTriggers());
  }

  /** Changes of level, by account. */
  public Sink<HealthTransition> accountHealth() {
    return sink(
        settings.topics().accountHealth(),
        settings.delivery().accountHealth(),
        Map.of(),
        KafkaSinks.<HealthTransition>toTopic(settings.topics().accountHealth())
            .setKeySerializationSchema((HealthTransition transition) -> utf8(transition.account()))
            .setValueSerializationSchema(new RecordEncoder<>(HealthTransitionRecords::toAvro))
            .build());
  }

  /** What is told of the quality of values, by factor. */
  public Sink<PriceQuality> priceQuality() {
    return sink(
        settings.topics().priceQuality(),
        settings.delivery().priceQuality(),
        Map.of(),
        KafkaSinks.<PriceQuality>toTopic(settings.topics().priceQuality())
            .setKeySerializationSchema((PriceQuality quality) -> utf8(quality.factor()))
            .setValueSerializationSchema(new RecordEncoder<>(PriceQualityRecords::toAvro))
            .build());
  }

  /** Systemic-cascade aggregates, by price. */
  public Sink<RiskAggregate> riskAggregates() {
    return sink(
        settings.topics().riskAggregates(),
        settings.delivery().riskAggregates(),
        Map.of(),
        KafkaSinks.<RiskAggregate>toTopic(settings.topics().riskAggregates())
            .setKeySerializationSchema((RiskAggregate each) -> utf8(each.header().price()))
            .setValueSerializationSchema(new AggregateEncoder())
            .build());
  }

  /** Rejected records, without a key; headers name the record and the reason. */
  public Sink<RejectedRecord> rejectedRecords() {
    return sink(
        settings.topics().rejectedRecords(),
        settings.delivery().rejectedRecords(),
        Map.of(),
        KafkaSinks.<RejectedRecord>toTopic(settings.topics().rejectedRecords())
            .setValueSerializationSchema(new RecordEncoder<>(RejectedRecordRecords::toAvro))
            .setHeaderProvider(KafkaSinks::headers)
            .build());
  }

  private static <T> KafkaRecordSerializationSchemaBuilder<T> toTopic(String topic) {
    return KafkaRecordSerializationSchema.<T>builder().setTopic(topic);
  }

  private <T> Sink<T> sink(
      String topic,
      DeliveryGuarantee guarantee,
      Map<String, String> own,
      KafkaRecordSerializationSchema<T> serialization) {
    KafkaSinkBuilder<T> sink =
        KafkaSink.<T>builder()
            .setKafkaProducerConfig(producerProperties(own))
            .setDeliveryGuarantee(guarantee)
            .setRecordSerializer(serialization);
    if (guarantee != DeliveryGuarantee.EXACTLY_ONCE) {
      return sink.build();
    }
    return new ClientClosingSink<>(
        sink.setTransactionalIdPrefix(settings.delivery().transactionalIdPrefix(topic))
            .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
            .build());
  }

  Properties producerProperties(Map<String, String> own) {
    Properties properties = settings.clientProperties();
    properties.putAll(own);
    properties.setProperty(
        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
        String.valueOf(settings.delivery().transactionTimeout().toMillis()));
    return properties;
  }

  static Headers headers(RejectedRecord rejected) {
    Origin origin = rejected.origin();
    return new RecordHeaders()
        .add("topic", utf8(origin.topic()))
        .add("partition", utf8(String.valueOf(origin.partition())))
        .add("offset", utf8(String.valueOf(origin.offset())))
        .add("reason", utf8(rejected.reason().name()));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
