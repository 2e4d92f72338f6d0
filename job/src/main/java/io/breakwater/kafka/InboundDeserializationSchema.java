package io.breakwater.kafka;

import io.breakwater.stream.Inbound;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A {@link RecordDecoder} as the source of a topic wants it: one value or rejection a record. */
final class InboundDeserializationSchema<A extends SpecificRecordBase, T>
    implements KafkaRecordDeserializationSchema<Inbound<T>> {
  private static final long serialVersionUID = 1L;

  private final InboundRecord<A, T> record;
  private final TypeInformation<Inbound<T>> produced;
  private transient RecordDecoder<A, T> decoder;

  InboundDeserializationSchema(InboundRecord<A, T> record, TypeInformation<Inbound<T>> produced) {
    this.record = record;
    this.produced = produced;
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> kafka, Collector<Inbound<T>> out) {
    if (decoder == null) {
      decoder = new RecordDecoder<>(record);
    }
    out.collect(
        decoder.decode(
            kafka.topic(), kafka.partition(), kafka.offset(), kafka.key(), kafka.value()));
  }

  @Override
  public TypeInformation<Inbound<T>> getProducedType() {
    return produced;
  }
}
