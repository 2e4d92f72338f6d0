package io.breakwater.kafka;

import io.breakwater.stream.event.TriggerMessage;
import java.util.Optional;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Triggers go to the partition of their account, as Kafka finds it; the beginning of an epoch goes
 * to the partition that it names.
 *
 * <p>The sink must be able to name its topics: pooled transactions are found again by them.
 */
final class TriggerSerialization
    implements KafkaRecordSerializationSchema<TriggerMessage>, KafkaDatasetFacetProvider {
  private static final long serialVersionUID = 1L;

  /** The partition that a message names; null where it is its account's. */
  private static final TriggerMessage.Visitor<Integer, RuntimeException> PARTITION =
      new TriggerMessage.Visitor<>() {
        @Override
        public Integer trigger(TriggerMessage.OfTrigger message) {
          return null;
        }

        @Override
        public Integer epoch(TriggerMessage.EpochBegun message) {
          return message.partition();
        }
      };

  private final KafkaRecordSerializationSchema<TriggerMessage> byAccount;

  /**
   * @param byAccount as the connector's builder makes it
   */
  TriggerSerialization(KafkaRecordSerializationSchema<TriggerMessage> byAccount) {
    this.byAccount = byAccount;
  }

  @Override
  public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sink)
      throws Exception {
    byAccount.open(context, sink);
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      TriggerMessage message, KafkaSinkContext context, Long timestamp) {
    ProducerRecord<byte[], byte[]> record = byAccount.serialize(message, context, timestamp);
    Integer partition = message.accept(PARTITION);
    return partition == null
        ? record
        : new ProducerRecord<>(
            record.topic(), partition, record.timestamp(), record.key(), record.value());
  }

  @Override
  public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
    return ((KafkaDatasetFacetProvider) byAccount).getKafkaDatasetFacet();
  }
}
