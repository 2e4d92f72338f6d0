package io.breakwater.kafka;

import io.breakwater.stream.event.Inbound;
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
  private final Announced announced;
  private final EdgeClock clock;
  private final TypeInformation<Inbound<T>> produced;
  private transient RecordDecoder<A, T> decoder;

  InboundDeserializationSchema(
      InboundRecord<A, T> record,
      Announced announced,
      EdgeClock clock,
      TypeInformation<Inbound<T>> produced) {
    this.record = record;
    this.announced = announced;
    this.clock = clock;
    this.produced = produced;
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> kafka, Collector<Inbound<T>> out) {
    out.collect(decode(kafka));
  }

  /** What a record says. */
  Inbound<T> decode(ConsumerRecord<byte[], byte[]> kafka) {
    if (decoder == null) {
      decoder = new RecordDecoder<>(record, announced);
    }
    return decoder.decode(kafka, clock.now(kafka));
  }

  @Override
  public TypeInformation<Inbound<T>> getProducedType() {
    return produced;
  }
}
