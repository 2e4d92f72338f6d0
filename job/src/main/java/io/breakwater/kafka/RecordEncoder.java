package io.breakwater.kafka;

import io.breakwater.schemas.TrustedClasses;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.serialization.SerializationSchema;

/**
 * From domain values to bytes in single-object encoding.
 *
 * @param <T> domain value
 * @param <A> generated class of its record
 */
final class RecordEncoder<T, A extends SpecificRecordBase> implements SerializationSchema<T> {
  static {
    TrustedClasses.install();
  }

  private static final long serialVersionUID = 1L;

  /** From a domain value to its record. */
  @FunctionalInterface
  interface ToAvro<T, A> extends Serializable {
    A apply(T value);
  }

  private final ToAvro<T, A> toAvro;
  private transient ByteArrayOutputStream bytes;
  private transient BinaryMessageEncoder<A> encoder;

  RecordEncoder(ToAvro<T, A> toAvro) {
    this.toAvro = toAvro;
  }

  @Override
  public byte[] serialize(T value) {
    A record = toAvro.apply(value);
    if (encoder == null) {
      bytes = new ByteArrayOutputStream();
      encoder =
          new BinaryMessageEncoder<>(
              SpecificData.getForClass(record.getClass()), record.getSchema());
    }
    bytes.reset();
    try {
      encoder.encode(record, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot encode " + record.getSchema().getName(), e);
    }
    return bytes.toByteArray();
  }
}
