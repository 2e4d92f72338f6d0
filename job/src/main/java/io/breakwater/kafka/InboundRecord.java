package io.breakwater.kafka;

import io.breakwater.value.Origin;
import java.io.Serializable;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * One kind of input record: how it becomes a domain value, and what a rejected one can still say.
 *
 * @param type the generated class
 * @param toDomain the value; throws {@link io.breakwater.value.RefusedException}
 * @param key its identifier, which is the key of its Kafka record too: compaction and the order
 *     within a partition rest on it
 * @param account whose record it is; null where it is nobody's
 * @param time in the record
 * @param bounds how large it may be
 */
record InboundRecord<A extends SpecificRecordBase, T>(
    Class<A> type,
    ToDomain<A, T> toDomain,
    Field<A, String> key,
    Field<A, String> account,
    Field<A, Instant> time,
    RecordBounds bounds)
    implements Serializable {

  /** From a decoded record to a domain value. */
  @FunctionalInterface
  interface ToDomain<A, T> extends Serializable {
    T apply(A record, Origin origin);
  }

  /** One field of a decoded record. */
  @FunctionalInterface
  interface Field<A, F> extends Serializable {
    F of(A record);
  }
}
