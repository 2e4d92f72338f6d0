package io.breakwater.local.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.breakwater.value.Decimals;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema.Field;
import org.apache.avro.generic.IndexedRecord;

/**
 * Writes records as JSON: fields in the schema's order, decimals as plain texts without trailing
 * zeros, times as numbers of microseconds, enums by symbol, bytes as Avro's JSON has them (a text
 * of one character a byte, ISO 8859-1). The same record always gives the same text.
 */
public final class AvroJsonWriter {
  private static final JsonFactory FACTORY = new JsonFactory();

  private AvroJsonWriter() {}

  /** The record on one line, without a line end. */
  public static String line(IndexedRecord record) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      record(json, record);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void record(JsonGenerator json, IndexedRecord record) throws IOException {
    json.writeStartObject();
    for (Field field : record.getSchema().getFields()) {
      json.writeFieldName(field.name());
      value(json, record.get(field.pos()));
    }
    json.writeEndObject();
  }

  /** In the order of the keys. */
  private static void entries(JsonGenerator json, Map<?, ?> entries) throws IOException {
    Map<String, Object> sorted = new TreeMap<>();
    entries.forEach((key, value) -> sorted.put(key.toString(), value));
    json.writeStartObject();
    for (Map.Entry<String, Object> entry : sorted.entrySet()) {
      json.writeFieldName(entry.getKey());
      value(json, entry.getValue());
    }
    json.writeEndObject();
  }

  private static void value(JsonGenerator json, Object value) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof IndexedRecord record) {
      record(json, record);
    } else if (value instanceof Collection<?> items) {
      json.writeStartArray();
      for (Object item : items) {
        value(json, item);
      }
      json.writeEndArray();
    } else if (value instanceof Map<?, ?> entries) {
      entries(json, entries);
    } else if (value instanceof BigDecimal decimal) {
      json.writeString(Decimals.canonical(decimal).toPlainString());
    } else if (value instanceof Instant time) {
      json.writeNumber(ChronoUnit.MICROS.between(Instant.EPOCH, time));
    } else if (value instanceof Long number) {
      json.writeNumber(number);
    } else if (value instanceof Integer number) {
      json.writeNumber(number);
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value instanceof ByteBuffer bytes) {
      json.writeString(StandardCharsets.ISO_8859_1.decode(bytes.duplicate()).toString());
    } else {
      json.writeString(value.toString());
    }
  }
}
