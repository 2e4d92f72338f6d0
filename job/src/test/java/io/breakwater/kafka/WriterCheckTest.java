package io.breakwater.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.schemas.AccountUpdate;
import io.breakwater.schemas.InstrumentParameters;
import io.breakwater.schemas.OraclePrice;
import io.breakwater.schemas.RiskFactorParameters;
import io.breakwater.schemas.RiskPolicy;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which writers' schemas are read, and why others are not. */
class WriterCheckTest {
  private static final Schema TODAY = OraclePrice.getClassSchema();

  static Stream<Schema> read() {
    return Stream.of(
        OraclePrice.getClassSchema(),
        AccountUpdate.getClassSchema(),
        InstrumentParameters.getClassSchema(),
        RiskFactorParameters.getClassSchema(),
        RiskPolicy.getClassSchema());
  }

  @ParameterizedTest
  @MethodSource("read")
  void todaysOwnIsRead(Schema today) {
    assertThat(WriterCheck.problem(today, today)).isNull();
  }

  @Test
  void fieldsMoreAndDefaultsLessAreRead() {
    assertThat(problem(NewerSchemas.PRICE)).isNull();
  }

  @Test
  void aFieldThatIsMissingOrOfAnotherTypeIsNot() {
    assertThat(problem(NewerSchemas.PRICE.replace("\"factor\"", "\"asset\"")))
        .contains("factor", "/fields/0");
    assertThat(problem(NewerSchemas.priceOfValue("\"double\""))).contains("value", "DOUBLE");
  }

  /** Avro's fingerprint does not tell them from ours. */
  @Test
  void aNumberThatMeansSomethingElseIsNot() {
    String eight =
        "{\"type\": \"bytes\", \"logicalType\": \"decimal\", \"precision\": 38, \"scale\": 8}";
    assertThat(problem(NewerSchemas.priceOfValue(eight)))
        .isEqualTo(
            "OraclePrice.value is a decimal of scale 18 in this release and a decimal of scale 8 in the schema");
    assertThat(problem(NewerSchemas.priceOfValue("\"bytes\""))).contains("a bare number");
    assertThat(problem(NewerSchemas.priceOfValue("\"string\""))).contains("a bare number");
    assertThat(
            problem(
                NewerSchemas.priceOfTime(
                    "{\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}")))
        .contains("timestamp-micros in this release and timestamp-millis");
  }

  @Test
  void aNumberWithinAUnionOrAnArrayIsLookedAtToo() {
    String accounts = AccountUpdate.getClassSchema().toString();
    assertThat(accounts).contains("\"scale\":18");
    String other = accounts.replaceFirst("\"scale\":18", "\"scale\":17");
    assertThat(WriterCheck.problem(AccountUpdate.getClassSchema(), NewerSchemas.schema(other)))
        .contains("AccountUpdate.change", "scale 17");
    String last = accounts.substring(accounts.lastIndexOf("\"scale\":18"));
    String withLast =
        accounts.substring(0, accounts.length() - last.length()) + last.replace("18", "19");
    assertThat(WriterCheck.problem(AccountUpdate.getClassSchema(), NewerSchemas.schema(withLast)))
        .contains("scale 19");
  }

  @Test
  void aKindOfChangeThatNobodyKnowsIsNot() {
    String accounts =
        """
        {"type": "record", "name": "AccountUpdate", "namespace": "io.breakwater.schemas", "fields": [
          {"name": "account", "type": "string"},
          {"name": "sequence", "type": "long"},
          {"name": "time", "type": {"type": "long", "logicalType": "timestamp-micros"}},
          {"name": "change", "type": [{"type": "record", "name": "AccountFrozen", "fields": []}]}]}
        """;
    assertThat(WriterCheck.problem(AccountUpdate.getClassSchema(), NewerSchemas.schema(accounts)))
        .contains("(change)", "AccountFrozen");
  }

  @Test
  void whatLetsFewBytesCostMuchIsNot() {
    assertThat(problem(NewerSchemas.priceWith(field("{\"type\": \"array\", \"items\": \"null\"}"))))
        .isEqualTo("OraclePrice.more has elements that take no bytes");
    String empty = "{\"type\": \"record\", \"name\": \"Empty\", \"fields\": []}";
    assertThat(
            problem(
                NewerSchemas.priceWith(field("{\"type\": \"array\", \"items\": " + empty + "}"))))
        .contains("no bytes");
    String itself =
        "{\"type\": \"record\", \"name\": \"Node\", \"fields\": [{\"name\": \"next\", \"type\": [\"null\", \"Node\"]}]}";
    assertThat(problem(NewerSchemas.priceWith(field(itself)))).contains("a Node within a Node");
    assertThat(problem(NewerSchemas.priceWith(field(doublings(30))))).contains("4096 parts");
  }

  private static String field(String type) {
    return "{\"name\": \"more\", \"type\": " + type + "}";
  }

  /** A type that holds two of one that holds two of one …: 2^depth nulls in no bytes. */
  private static String doublings(int depth) {
    String type = "\"null\"";
    for (int i = 0; i < depth; i++) {
      type =
          "{\"type\": \"record\", \"name\": \"D%d\", \"fields\": [{\"name\": \"a\", \"type\": %s}, {\"name\": \"b\", \"type\": %s}]}"
              .formatted(i, type, i == 0 ? type : "\"D" + (i - 1) + "\"");
    }
    return type;
  }

  private static String problem(String writer) {
    return WriterCheck.problem(TODAY, NewerSchemas.schema(writer));
  }
}
