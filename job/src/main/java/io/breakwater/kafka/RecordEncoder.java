package io.breakwater.kafka;

import io.breakwater.schemas.TrustedClasses;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
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
  private transient byte[] header;
  private transient DatumWriter<A> writer;
  private transient BinaryEncoder encoder;

  RecordEncoder(ToAvro<T, A> toAvro) {
    this.toAvro = toAvro;
  }

  @Override
  public byte[] serialize(T value) {
    A record = toAvro.apply(value);
    if (writer == null) {
      open(record);
    }
    bytes.reset();
    bytes.writeBytes(header);
    try {
      // Avro's own message encoder writes each field to the stream; this one collects them first.
      encoder = EncoderFactory.get().binaryEncoder(bytes, encoder);
      writer.write(record, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot encode " + record.getSchema().getName(), e);
    }
    return bytes.toByteArray();
  }

  private void open(A record) {
    bytes = new ByteArrayOutputStream();
    header = SingleObject.header(record.getSchema());
    writer =
        new SpecificDatumWriter<>(record.getSchema(), SpecificData.getForClass(record.getClass()));
  }
}
