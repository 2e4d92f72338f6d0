package io.breakwater.local.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.local.command.InputException;
import io.breakwater.schemas.InstrumentKind;
import io.breakwater.schemas.InstrumentParameters;
import io.breakwater.schemas.MarginBasis;
import io.breakwater.schemas.PositionState;
import io.breakwater.schemas.RejectReason;
import io.breakwater.schemas.RejectedRecord;
import io.breakwater.schemas.RiskPolicy;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AvroJsonTest {
  private static final AvroJsonReader<InstrumentParameters> FLAT_INSTRUMENT =
      AvroJsonReader.flattening(InstrumentParameters.class, "inForce");
  private static final AvroJsonReader<PositionState> POSITION =
      AvroJsonReader.of(PositionState.class);

  private static <T extends SpecificRecord> T read(AvroJsonReader<T> reader, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try (JsonCursor json = JsonCursor.over(new ByteArrayInputStream(bytes), "f.json")) {
      T record = reader.read(json);
      json.end();
      return record;
    }
  }

  @Test
  void whatIsLeftOutTakesTheSchemasDefault() {
    InstrumentParameters read = read(FLAT_INSTRUMENT, "{\"id\": \"A\", \"kind\": \"ASSET\"}");

    assertThat(read)
        .isEqualTo(
            InstrumentParameters.newBuilder().setId("A").setKind(InstrumentKind.ASSET).build());
    assertThat(read.getInForce().getDepositWeight()).isEqualByComparingTo("1");
  }

  @Test
  void defaultsAreNotSharedBetweenRecords() {
    String text = "{\"id\": \"A\", \"kind\": \"ASSET\"}";
    InstrumentParameters first = read(FLAT_INSTRUMENT, text);
    first.getInForce().setDepositWeight(BigDecimal.ZERO);

    assertThat(read(FLAT_INSTRUMENT, text).getInForce().getDepositWeight())
        .isEqualByComparingTo("1");
  }

  @Test
  void fieldsOfTheInnerRecordAreReadAtTheOuterLevel() {
    InstrumentParameters read =
        read(
            FLAT_INSTRUMENT,
            """
            {"tiers": [{"rate": "0.1"}, {"notionalFrom": 5000, "rate": 0.25}],
             "marginBasis": "ENTRY", "priceScale": 2, "id": "P", "kind": "PERPETUAL",
             "time": 1621425600000123,
             "scheduled": [{"effectiveTime": 1, "parameters": {"closingFeeRate": "0.0005"}}]}
            """);

    assertThat(read.getInForce().getTiers()).hasSize(2);
    assertThat(read.getInForce().getTiers().get(0).getNotionalFrom()).isEqualByComparingTo("0");
    assertThat(read.getInForce().getTiers().get(1).getRate()).isEqualByComparingTo("0.25");
    assertThat(read.getInForce().getMarginBasis()).isEqualTo(MarginBasis.ENTRY);
    assertThat(read.getPriceScale()).isEqualTo(2);
    assertThat(read.getTime()).isEqualTo(Instant.parse("2021-05-19T12:00:00.000123Z"));
    assertThat(read.getScheduled().get(0).getParameters().getClosingFeeRate())
        .isEqualByComparingTo("0.0005");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"1e-7\"", "1e-7", "1E-07", "0.0000001", "\"10e-8\""})
  void decimalsMayHaveAnExponent(String size) {
    String text = "{\"instrument\": \"P\", \"size\": " + size + "}";

    assertThat(read(POSITION, text).getSize()).isEqualByComparingTo("0.0000001");
  }

  @Test
  void nullsOfOptionalFieldsAreRead() {
    String text = "{\"instrument\": \"P\", \"size\": \"-1\", \"fundingIndex\": null}";

    assertThat(read(POSITION, text).getFundingIndex()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{`size`: `1`} | line 1: the document lacks instrument",
        "{`instrument`: `P`} | line 1: the document lacks size",
        "{`instrument`: `P`, `size`: `1`, `colour`: 3} | colour is not a known field: use instrument",
        "{`instrument`: `P`, `size`: `1`, `size`: `1`} | size appears twice",
        "{`instrument`: `P`, `size`: `1e`} | size cannot be read: '1e' is not a decimal",
        "{`instrument`: `P`, `size`: 1e99} | size cannot be read: 1e99 does not fit decimal(38,18)",
        "{`instrument`: `P`, `size`: true} | size must be a decimal in quotes",
        "{`instrument`: `P`, `size`: null} | size must be a decimal in quotes",
        "{`instrument`: `P`, `size`: {}} | size must be a decimal in quotes",
        "{`instrument`: 5, `size`: `1`} | instrument must be a text in quotes",
        "[] | the document must be an object",
        "{`instrument`: `P` | the text is not JSON",
        "{`instrument`: `P`, `size`: `1`} {} | is followed by something else",
      })
  void refusals(String text, String message) {
    assertThatThrownBy(() -> read(POSITION, text.replace('`', '"')))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("f.json, line 1: ")
        .hasMessageContaining(message.replace('`', '"'));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "`kind`: `BOND` | kind is 'BOND': use one of PERPETUAL, FUTURE",
        "`kind`: `UNKNOWN` | kind is 'UNKNOWN': use one of",
        "`priceScale`: 2.5 | priceScale must be a whole number",
        "`priceScale`: 99999999999 | priceScale must lie in",
        "`tiers`: {} | tiers must be a list",
        "`tiers`: [{`rate`: `0`}, {`rte`: `1`}] | tiers[1].rte is not a known field",
        "`scheduled`: [{`effectiveTime`: 1}] | scheduled[0] lacks parameters",
      })
  void refusalsNameThePathAndTheLine(String field, String message) {
    String text = "{\n\"id\": \"A\",\n" + field.replace('`', '"') + "}";

    assertThatThrownBy(() -> read(FLAT_INSTRUMENT, text))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("f.json, line 3: " + message);
  }

  @Test
  void writesFieldsInTheOrderOfTheSchemaOnOneLine() {
    RejectedRecord record =
        RejectedRecord.newBuilder()
            .setTopic("ticks \"a\".csv")
            .setPartition(0)
            .setOffset(7)
            .setReason(RejectReason.UNDECODABLE)
            .setMessage("line\nend")
            .setTime(Instant.parse("2021-05-19T12:00:00.000123Z"))
            .setRaw(ByteBuffer.wrap(new byte[] {'a', 0, (byte) 0xff}))
            .build();

    assertThat(AvroJsonWriter.line(record))
        .isEqualTo(
            "{\"topic\":\"ticks \\\"a\\\".csv\",\"partition\":0,\"offset\":7,"
                + "\"reason\":\"UNDECODABLE\",\"message\":\"line\\nend\",\"account\":null,"
                + "\"time\":1621425600000123,\"raw\":\"a\\u0000\u00ff\"}");
  }

  @Test
  void writesDecimalsPlainlyAndCanonically() {
    PositionState position =
        PositionState.newBuilder()
            .setInstrument("P")
            .setSize(new BigDecimal("1E+3").setScale(18))
            .setEntryPrice(new BigDecimal("0.000000010000000000"))
            .build();

    assertThat(AvroJsonWriter.line(position))
        .isEqualTo(
            "{\"instrument\":\"P\",\"leg\":\"\",\"size\":\"1000\",\"entryPrice\":\"0.00000001\","
                + "\"fundingIndex\":null}");
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    RiskPolicy policy = RiskPolicy.newBuilder().build();

    assertThat(read(AvroJsonReader.of(RiskPolicy.class), AvroJsonWriter.line(policy)))
        .isEqualTo(policy);
  }
}
