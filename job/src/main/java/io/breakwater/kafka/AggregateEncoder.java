package io.breakwater.kafka;

import io.breakwater.cascade.record.AggregateKind;
import io.breakwater.cascade.record.RiskAggregate;
import java.util.EnumMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.serialization.SerializationSchema;

/** From aggregates to bytes in single-object encoding, each kind by the schema of its own. */
final class AggregateEncoder implements SerializationSchema<RiskAggregate> {
  private static final long serialVersionUID = 1L;

  private transient Map<AggregateKind, RecordEncoder<RiskAggregate, SpecificRecordBase>> byKind;

  @Override
  public byte[] serialize(RiskAggregate aggregate) {
    if (byKind == null) {
      byKind = new EnumMap<>(AggregateKind.class);
    }
    return byKind
        .computeIfAbsent(
            aggregate.values().kind(), kind -> new RecordEncoder<>(RiskAggregateRecords::toAvro))
        .serialize(aggregate);
  }
}
