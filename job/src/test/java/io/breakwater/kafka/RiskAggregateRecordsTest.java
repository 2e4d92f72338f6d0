package io.breakwater.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.cascade.Flag;
import io.breakwater.cascade.record.AggregateHeader;
import io.breakwater.cascade.record.AggregateKind;
import io.breakwater.cascade.record.BadDebt;
import io.breakwater.cascade.record.RandomAggregates;
import io.breakwater.cascade.record.RiskAggregate;
import io.breakwater.cascade.record.SampleAggregates;
import io.breakwater.schemas.CascadeFlag;
import io.breakwater.schemas.TrustedClasses;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RiskAggregateRecordsTest {
  private static final int ROUNDS = 200;

  @BeforeAll
  static void trustTheRecords() {
    TrustedClasses.install();
  }

  static Stream<RiskAggregate> samples() {
    return SampleAggregates.ALL.stream();
  }

  /** As the first release wrote them. */
  @ParameterizedTest
  @MethodSource("samples")
  void storedRecordsAreRead(RiskAggregate sample) throws IOException {
    SpecificRecordBase record = RiskAggregateRecords.toAvro(sample);
    String name = sample.values().kind().recordName();

    assertThat(record.getSchema().getName()).isEqualTo(name);
    assertThat(Decoders.read(record.getClass(), stored(name)))
        .hasToString(Decoders.read(record.getClass(), Decoders.bytes(record)).toString());
  }

  private static byte[] stored(String name) throws IOException {
    try (InputStream in =
        RiskAggregateRecordsTest.class.getResourceAsStream("/records/v1/" + name + ".hex")) {
      String hex = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      return HexFormat.of().parseHex(hex.strip());
    }
  }

  /** One encoder for all kinds, in any order. */
  @Test
  void everyKindIsEncodedByItsOwnSchema() throws IOException {
    RandomAggregates random = new RandomAggregates(new Random(7));
    AggregateEncoder encoder = new AggregateEncoder();
    for (int i = 0; i < ROUNDS; i++) {
      RiskAggregate aggregate = random.any();
      SpecificRecordBase record = RiskAggregateRecords.toAvro(aggregate);

      byte[] bytes = encoder.serialize(aggregate);

      assertThat(Decoders.read(record.getClass(), bytes))
          .hasToString(Decoders.read(record.getClass(), Decoders.bytes(record)).toString());
    }
  }

  @ParameterizedTest
  @EnumSource
  void theHeaderIsTheSameForAll(AggregateKind kind) {
    RiskAggregate aggregate = new RandomAggregates(new Random(11)).of(kind);
    SpecificRecordBase record = RiskAggregateRecords.toAvro(aggregate);

    assertThat(record.get("aggregate")).isEqualTo(kind.recordName());
    assertThat(record.get("price")).isEqualTo(aggregate.header().price());
    assertThat(record.get("asOf")).isEqualTo(Fields.instant(aggregate.header().asOf()));
    assertThat(record.get("time")).isEqualTo(record.get("asOf"));
    assertThat(record.get("marketSequence")).isEqualTo(aggregate.header().marketSequence());
    assertThat(record.get("parameterVersion")).isEqualTo(aggregate.header().parameterVersion());
    assertThat(record.get("revision")).isEqualTo(aggregate.header().revision());
    assertThat(record.get("flags").toString()).isEqualTo(aggregate.header().flags().toString());
  }

  @Test
  void whatDoesNotFitIsNullAndFlaggedAndTheRestIsThere() {
    AggregateHeader header =
        new AggregateHeader("*", 1_000_000, 1, 1, 0, List.of(Flag.PENDING_ACCOUNTS));
    BadDebt values =
        new BadDebt(
            new BigDecimal("1e20"), new BigDecimal("99999999999999999999"), null, BigDecimal.ONE);

    var record =
        (io.breakwater.schemas.BadDebt)
            RiskAggregateRecords.toAvro(new RiskAggregate(header, values));

    assertThat(record.getValues().getLatent()).isNull();
    assertThat(record.getValues().getCertain()).isEqualByComparingTo("99999999999999999999");
    assertThat(record.getFlags())
        .containsExactly(CascadeFlag.PENDING_ACCOUNTS, CascadeFlag.TOO_LARGE);
  }

  @Test
  void whatIsFinerThanADecimalIsRoundedHalfEven() {
    AggregateFigures figures = new AggregateFigures();

    assertThat(figures.of(new BigDecimal("0.0000000000000000005"))).isEqualByComparingTo("0");
    assertThat(figures.of(new BigDecimal("0.0000000000000000015")))
        .isEqualByComparingTo("0.000000000000000002");
    assertThat(figures.anyTooLarge()).isFalse();
    assertThat(figures.of(new BigDecimal("99999999999999999999.9999999999999999995"))).isNull();
    assertThat(figures.anyTooLarge()).isTrue();
  }
}
