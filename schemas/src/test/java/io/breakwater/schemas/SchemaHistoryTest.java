package io.breakwater.schemas;

import static org.apache.avro.SchemaCompatibility.SchemaCompatibilityType.COMPATIBLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaFormatter;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.message.MissingSchemaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What earlier releases wrote stays readable, and no release is forgotten. */
class SchemaHistoryTest {

  private static final String RECORDS = "io.breakwater.schemas.Records#today";

  @ParameterizedTest
  @MethodSource(RECORDS)
  void newestReleasedSchemaIsTodays(Schema today) {
    Schema plain = Records.withoutJavaTypes(today);

    assertThat(SchemaHistory.of(today).released())
        .as(
            "%s is not as it was last released. Put the following into the folder history/vN of"
                + " the next release, or, if the newest folder was not released yet, replace its"
                + " %s.avsc:%n%s",
            today.getName(), today.getName(), SchemaFormatter.format("json/pretty", plain))
        .last()
        .isEqualTo(plain);
  }

  @ParameterizedTest
  @MethodSource(RECORDS)
  void todaysReaderReadsEveryReleasedSchema(Schema today) {
    assertThat(SchemaHistory.of(today).released())
        .isNotEmpty()
        .allSatisfy(
            released ->
                assertThat(
                        SchemaCompatibility.checkReaderWriterCompatibility(today, released)
                            .getType())
                    .isEqualTo(COMPATIBLE));
  }

  @ParameterizedTest
  @MethodSource(RECORDS)
  void findsTodaysAndEveryReleasedSchema(Schema today) {
    SchemaHistory history = SchemaHistory.of(today);

    assertThat(find(history, today)).isEqualTo(today);
    assertThat(history.released())
        .allSatisfy(released -> assertThat(find(history, released)).isNotNull());
    assertThat(history.findByFingerprint(42)).isNull();
  }

  @Test
  void decodesWhatTheFirstReleaseWrote() throws IOException {
    Schema today = OraclePrice.getClassSchema();
    Schema first = SchemaHistory.of(today).released().get(0);
    GenericRecord written =
        new GenericRecordBuilder(first)
            .set("factor", "BTC")
            .set("value", ByteBuffer.wrap(new byte[] {1}))
            .set("publishTime", 1_000_000L)
            .set("sequence", 7L)
            .build();

    OraclePrice read =
        OraclePrice.createDecoder(SchemaHistory.of(today)).decode(encode(first, written));

    assertThat(read.getFactor()).isEqualTo("BTC");
    assertThat(read.getValue()).isEqualTo(BigDecimal.valueOf(1, 18));
    assertThat(read.getPublishTime()).isEqualTo(Instant.ofEpochSecond(1));
    assertThat(read.getSequence()).isEqualTo(7);
  }

  @Test
  void refusesWhatNoReleaseWrote() throws IOException {
    Schema foreign =
        new Schema.Parser().parse("{\"type\": \"record\", \"name\": \"Foreign\", \"fields\": []}");
    ByteBuffer message = encode(foreign, new GenericData.Record(foreign));
    BinaryMessageDecoder<OraclePrice> decoder =
        OraclePrice.createDecoder(SchemaHistory.of(OraclePrice.getClassSchema()));

    assertThatThrownBy(() -> decoder.decode(message)).isInstanceOf(MissingSchemaException.class);
  }

  private static Schema find(SchemaHistory history, Schema schema) {
    return history.findByFingerprint(SchemaNormalization.parsingFingerprint64(schema));
  }

  private static ByteBuffer encode(Schema schema, GenericRecord message) throws IOException {
    return new BinaryMessageEncoder<GenericRecord>(GenericData.get(), schema).encode(message);
  }
}
