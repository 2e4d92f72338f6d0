package io.breakwater.local.bench.streams;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;

/** Records in the single-object encoding that the job writes too. Not thread-safe. */
final class AvroBytes {
  private final Map<Schema, BinaryMessageEncoder<SpecificRecordBase>> encoders = new HashMap<>();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  byte[] of(SpecificRecordBase record) {
    try {
      bytes.reset();
      encoders
          .computeIfAbsent(
              record.getSchema(),
              schema ->
                  new BinaryMessageEncoder<>(SpecificData.getForClass(record.getClass()), schema))
          .encode(record, bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot encode " + record.getSchema().getName(), e);
    }
  }
}
