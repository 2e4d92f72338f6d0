package io.breakwater.local.bench.micro;

import io.breakwater.stream.event.MarketEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/** Prices as generic records of Avro, without any header. */
final class AvroPrices {
  private static final Schema SCHEMA =
      SchemaBuilder.record("Price")
          .fields()
          .requiredLong("marketSequence")
          .requiredLong("time")
          .requiredInt("instrument")
          .requiredLong("price")
          .requiredInt("priceScale")
          .requiredLong("priceSequence")
          .requiredLong("publishTime")
          .endRecord();

  private final GenericDatumWriter<GenericRecord> writer = new GenericDatumWriter<>(SCHEMA);
  private final GenericDatumReader<GenericRecord> reader = new GenericDatumReader<>(SCHEMA);
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private BinaryEncoder encoder;
  private BinaryDecoder decoder;

  static GenericRecord record(MarketEvent.PriceChange change) {
    GenericRecord record = new GenericData.Record(SCHEMA);
    record.put(0, change.marketSequence());
    record.put(1, change.time());
    record.put(2, change.factor());
    record.put(3, change.units());
    record.put(4, change.scale());
    record.put(5, change.sequence());
    record.put(6, change.publishTime());
    return record;
  }

  GenericRecord roundTrip(GenericRecord record) {
    try {
      bytes.reset();
      encoder = EncoderFactory.get().directBinaryEncoder(bytes, encoder);
      writer.write(record, encoder);
      decoder = DecoderFactory.get().binaryDecoder(bytes.toByteArray(), decoder);
      return reader.read(null, decoder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
