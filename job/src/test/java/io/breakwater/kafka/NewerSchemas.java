package io.breakwater.kafka;

import io.breakwater.schemas.OraclePrice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Schemas of prices that a release to come may have, and records of them. */
final class NewerSchemas {
  private static final String DECIMAL =
      "{\"type\": \"bytes\", \"logicalType\": \"decimal\", \"precision\": 38, \"scale\": 18}";
  private static final String MICROS =
      "{\"type\": \"long\", \"logicalType\": \"timestamp-micros\"}";

  /** Today's fields of which none has a default, and one more. */
  static final String PRICE = price(DECIMAL, MICROS, "{\"name\": \"venue\", \"type\": \"string\"}");

  private NewerSchemas() {}

  static String price(String value, String time, String more) {
    return """
        {"type": "record", "name": "OraclePrice", "namespace": "io.breakwater.schemas", "fields": [
          {"name": "factor", "type": "string"},
          %s,
          {"name": "value", "type": %s},
          {"name": "publishTime", "type": %s},
          {"name": "sequence", "type": "long"}]}
        """
        .formatted(more, value, time);
  }

  static String priceWith(String more) {
    return price(DECIMAL, MICROS, more);
  }

  static String priceOfValue(String value) {
    return price(value, MICROS, "{\"name\": \"venue\", \"type\": \"string\"}");
  }

  static String priceOfTime(String time) {
    return price(DECIMAL, time, "{\"name\": \"venue\", \"type\": \"string\"}");
  }

  static Schema schema(String text) {
    return new Schema.Parser().parse(text);
  }

  /** A price of BTC at 7, as {@link #PRICE} says it. */
  static byte[] body() {
    Schema schema = schema(PRICE);
    GenericRecord price =
        new GenericRecordBuilder(schema)
            .set("factor", "BTC")
            .set("venue", "somewhere")
            .set("value", ByteBuffer.wrap(BigInteger.valueOf(7).multiply(one()).toByteArray()))
            .set("publishTime", 1_000_000L)
            .set("sequence", 9L)
            .build();
    return body(schema, price);
  }

  private static BigInteger one() {
    return BigInteger.TEN.pow(18);
  }

  static byte[] body(Schema schema, GenericRecord record) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
      new GenericDatumWriter<GenericRecord>(schema, GenericData.get()).write(record, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static byte[] singleObject(Schema schema, byte[] body) {
    byte[] header = SingleObject.header(schema);
    return ByteBuffer.allocate(header.length + body.length).put(header).put(body).array();
  }

  static byte[] registered(int id, byte[] body) {
    return ByteBuffer.allocate(RegistryFraming.HEADER + body.length)
        .put((byte) 0)
        .putInt(id)
        .put(body)
        .array();
  }

  static String today() {
    return OraclePrice.getClassSchema().toString();
  }
}
