package io.breakwater.kafka;

import io.breakwater.stream.event.Inbound;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What an {@link InboundDeserializationSchema} makes of a record, with the record's offset. */
final class FetchedDeserializationSchema<T>
    implements KafkaRecordDeserializationSchema<Fetched<T>> {
  private static final long serialVersionUID = 1L;

  private final InboundDeserializationSchema<?, T> inbound;

  FetchedDeserializationSchema(InboundDeserializationSchema<?, T> inbound) {
    this.inbound = inbound;
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> kafka, Collector<Fetched<T>> out) {
    Inbound<T> decoded = inbound.decode(kafka);
    out.collect(new Fetched<>(decoded, kafka.offset()));
  }

  /**
   * {@inheritDoc}
   *
   * @throws UnsupportedOperationException always: no such value is sent anywhere
   */
  @Override
  public TypeInformation<Fetched<T>> getProducedType() {
    throw new UnsupportedOperationException("a fetched record never leaves its reader");
  }
}
