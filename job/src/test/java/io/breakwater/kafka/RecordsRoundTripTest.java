package io.breakwater.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.margin.model.CloseOutLeg;
import io.breakwater.margin.model.LegKind;
import io.breakwater.margin.model.Valuation;
import io.breakwater.margin.trigger.HealthTransition;
import io.breakwater.margin.trigger.LiquidationTrigger;
import io.breakwater.margin.trigger.TriggerLeg;
import io.breakwater.stream.event.RejectedRecord;
import io.breakwater.stream.event.TriggerMessage;
import io.breakwater.value.Origin;
import io.breakwater.value.Refusal;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecordsRoundTripTest {
  private static final int ROUNDS = 2_000;

  private RandomValues random;

  @BeforeEach
  void seed() {
    long seed = System.nanoTime();
    System.out.println("RecordsRoundTripTest seed " + seed);
    random = new RandomValues(seed);
  }

  @Test
  void pricesComeBackAsTheyWere() {
    for (int i = 0; i < ROUNDS; i++) {
      var price = random.price();
      byte[] bytes = Decoders.bytes(OraclePriceRecords.toAvro(price));
      assertThat(Decoders.value(OraclePriceRecords.INBOUND, bytes)).isEqualTo(price);
    }
  }

  @Test
  void accountUpdatesComeBackAsTheyWere() {
    for (int i = 0; i < ROUNDS; i++) {
      var update = random.accountUpdate();
      byte[] bytes = Decoders.bytes(AccountUpdateRecords.toAvro(update));
      assertThat(Decoders.value(AccountUpdateRecords.INBOUND, bytes)).isEqualTo(update);
    }
  }

  @Test
  void depthsComeBackAsTheyWere() {
    for (int i = 0; i < ROUNDS; i++) {
      var update = random.depth();
      byte[] bytes = Decoders.bytes(MarketDepthRecords.toAvro(update));
      assertThat(Decoders.value(MarketDepthRecords.INBOUND, bytes)).isEqualTo(update);
    }
  }

  @Test
  void fundsComeBackAsTheyWere() {
    for (int i = 0; i < ROUNDS; i++) {
      var update = random.fund();
      byte[] bytes = Decoders.bytes(InsuranceFundRecords.toAvro(update));
      assertThat(Decoders.value(InsuranceFundRecords.INBOUND, bytes)).isEqualTo(update);
    }
  }

  @Test
  void instrumentsComeBackAsTheyWere() {
    for (int i = 0; i < ROUNDS; i++) {
      var update = random.instrument();
      byte[] bytes = Decoders.bytes(InstrumentParametersRecords.toAvro(update));
      assertThat(Decoders.value(InstrumentParametersRecords.INBOUND, bytes)).isEqualTo(update);
    }
  }

  @Test
  void riskFactorsComeBackAsTheyWere() {
    for (int i = 0; i < ROUNDS; i++) {
      var update = random.factor();
      byte[] bytes = Decoders.bytes(RiskFactorParametersRecords.toAvro(update));
      assertThat(Decoders.value(RiskFactorParametersRecords.INBOUND, bytes)).isEqualTo(update);
    }
  }

  @Test
  void policiesComeBackAsTheyWere() {
    for (int i = 0; i < ROUNDS; i++) {
      var update = random.policy();
      byte[] bytes = Decoders.bytes(RiskPolicyRecords.toAvro(update));
      assertThat(Decoders.value(RiskPolicyRecords.INBOUND, bytes)).isEqualTo(update);
    }
  }

  @Test
  void aDecodedValueNamesTheRecordThatItCameFrom() {
    byte[] bytes = Decoders.bytes(OraclePriceRecords.toAvro(random.price()));

    Origin origin = Decoders.value(OraclePriceRecords.INBOUND, bytes).origin();

    assertThat(origin).isEqualTo(Decoders.origin(bytes));
    assertThat(origin.raw()).isEqualTo(bytes);
  }

  @Test
  void transitionsSayWhatWasDecided() throws IOException {
    for (int i = 0; i < ROUNDS; i++) {
      HealthTransition transition = random.transition();
      var record =
          io.breakwater.schemas.HealthTransition.fromByteBuffer(
              ByteBuffer.wrap(Decoders.bytes(HealthTransitionRecords.toAvro(transition))));
      assertThat(record.getAccount()).isEqualTo(transition.account());
      assertThat(Fields.micros(record.getTime(), "time")).isEqualTo(transition.time());
      assertThat(record.getMarketSequence()).isEqualTo(transition.marketSequence());
      assertThat(record.getAccountSequence()).isEqualTo(transition.accountSequence());
      assertThat(record.getFrom().name()).isEqualTo(transition.from().name());
      assertThat(record.getTo().name()).isEqualTo(transition.to().name());
      assertThat(record.getCause().getType().name()).isEqualTo(transition.cause().type().name());
      assertThat(record.getCause().getFactor()).isEqualTo(transition.cause().factor());
      assertSame(record.getCause().getPrice(), transition.cause().price());
      assertThat(record.getCause().getSequence()).isEqualTo(transition.cause().sequence());
      Instant published = record.getCause().getPublishTime();
      assertThat(published == null ? null : Fields.micros(published, "publishTime"))
          .isEqualTo(transition.cause().publishTime());
      Valuation valuation = transition.valuation();
      assertSame(record.getEquity(), valuation == null ? null : valuation.equity());
      assertSame(record.getMaintenanceMargin(), valuation == null ? null : valuation.requirement());
      assertThat(record.getTriggeredLevel().name()).isEqualTo(transition.triggeredLevel().name());
      assertThat(record.getHeld()).isEqualTo(transition.held());
      assertThat(record.getPending()).isEqualTo(transition.pending());
    }
  }

  @Test
  void triggersSayWhatWasDecided() throws IOException {
    for (int i = 0; i < ROUNDS; i++) {
      LiquidationTrigger trigger = random.trigger();
      long epoch = random.number();
      var record =
          io.breakwater.schemas.LiquidationTrigger.fromByteBuffer(
              ByteBuffer.wrap(
                  Decoders.bytes(
                      LiquidationTriggerRecords.toAvro(
                          new TriggerMessage.OfTrigger(epoch, trigger)))));
      assertThat(record.getId()).isEqualTo(trigger.id());
      assertThat(record.getEpoch()).isEqualTo(epoch);
      assertThat(record.getDecision()).isEqualTo(trigger.decision());
      assertThat(record.getAccount()).isEqualTo(trigger.account());
      assertThat(record.getKind().name()).isEqualTo(trigger.kind().name());
      assertThat(record.getLevel().name()).isEqualTo(trigger.level().name());
      assertThat(record.getPreviousLevel().name()).isEqualTo(trigger.previousLevel().name());
      assertSame(record.getCash(), trigger.cash());
      assertSame(record.getMultiplier(), trigger.multiplier());
      assertThat(legs(record)).isEqualTo(trigger.legs());
      assertThat(closeOut(record)).isEqualTo(trigger.closeOut());
      assertThat(record.getPolicyId()).isEqualTo(trigger.policyId());
      assertThat(record.getPolicyVersion()).isEqualTo(trigger.policyVersion());
    }
  }

  @Test
  void theBeginningOfAnEpochIsARecordOfNoAccount() throws IOException {
    var record =
        io.breakwater.schemas.LiquidationTrigger.fromByteBuffer(
            ByteBuffer.wrap(
                Decoders.bytes(
                    LiquidationTriggerRecords.toAvro(
                        new TriggerMessage.EpochBegun(7_000_001, 42, 7_000_000, 3)))));

    assertThat(record.getKind()).isEqualTo(io.breakwater.schemas.TriggerKind.EPOCH_BEGUN);
    assertThat(record.getEpoch()).isEqualTo(7_000_001);
    assertThat(record.getMarketSequence()).isEqualTo(42);
    assertThat(record.getTime()).isEqualTo(Instant.ofEpochSecond(7));
    assertThat(record.getAccount()).isEmpty();
    assertThat(record.getId()).isEmpty();
    assertThat(record.getLegs()).isEmpty();
    assertThat(record.getCloseOut()).isEmpty();
    assertThat(record.getCause().getType()).isEqualTo(io.breakwater.schemas.CauseType.EPOCH);
    assertThat(record.getCause().getSequence()).isEqualTo(7_000_001);
  }

  private static List<TriggerLeg> legs(io.breakwater.schemas.LiquidationTrigger record) {
    List<TriggerLeg> legs = new ArrayList<>();
    for (var leg : record.getLegs()) {
      legs.add(
          new TriggerLeg(
              leg.getInstrument(),
              LegKind.valueOf(leg.getKind().name()),
              leg.getLeg(),
              canonical(leg.getSize()),
              canonical(leg.getEntryPrice()),
              canonical(leg.getIndex()),
              leg.getFactor(),
              canonical(leg.getPrice()),
              leg.getPriceSequence(),
              Fields.micros(leg.getPublishTime(), "publishTime"),
              leg.getParametersVersion()));
    }
    return legs;
  }

  private static List<CloseOutLeg> closeOut(io.breakwater.schemas.LiquidationTrigger record) {
    List<CloseOutLeg> legs = new ArrayList<>();
    for (var leg : record.getCloseOut()) {
      legs.add(
          new CloseOutLeg(
              leg.getInstrument(),
              LegKind.valueOf(leg.getKind().name()),
              leg.getLeg(),
              canonical(leg.getSize()),
              canonical(leg.getBankruptcyPrice()),
              canonical(leg.getIncentiveRate())));
    }
    return legs;
  }

  @Test
  void rejectedRecordsSayWhatWasWrong() throws IOException {
    for (int i = 0; i < ROUNDS; i++) {
      RejectedRecord rejected = random.rejected();
      var record =
          io.breakwater.schemas.RejectedRecord.fromByteBuffer(
              ByteBuffer.wrap(Decoders.bytes(RejectedRecordRecords.toAvro(rejected))));
      byte[] raw = new byte[record.getRaw().remaining()];
      record.getRaw().get(raw);
      Long time = record.getTime() == null ? null : Fields.micros(record.getTime(), "time");
      Origin origin = new Origin(record.getTopic(), record.getPartition(), record.getOffset(), raw);
      assertThat(
              new RejectedRecord(
                  origin,
                  Refusal.valueOf(record.getReason().name()),
                  record.getMessage(),
                  record.getAccount(),
                  time))
          .isEqualTo(rejected);
      assertThat(raw).isEqualTo(rejected.origin().raw());
    }
  }

  @Test
  void equityIsRoundedDownAndMaintenanceMarginUp() {
    BigDecimal fine = new BigDecimal("0.1234567890123456789");
    HealthTransition of = random.transition();
    HealthTransition transition =
        new HealthTransition(
            of.account(),
            of.time(),
            of.marketSequence(),
            of.accountSequence(),
            of.from(),
            of.to(),
            of.triggeredLevel(),
            of.cause(),
            new Valuation(fine.negate(), fine),
            of.pending());

    var record = HealthTransitionRecords.toAvro(transition);

    assertThat(record.getEquity()).isEqualByComparingTo("-0.123456789012345679");
    assertThat(record.getMaintenanceMargin()).isEqualByComparingTo("0.123456789012345679");
  }

  @Test
  void aRejectedRecordStaysBelowAMegabyteHoweverLongWhatItRejects() {
    byte[] raw = new byte[5_000_000];
    String text = "é".repeat(1_000_000);
    RejectedRecord rejected =
        new RejectedRecord(Decoders.origin(raw), Refusal.UNDECODABLE, text, text, null);

    var record = RejectedRecordRecords.toAvro(rejected);

    assertThat(Decoders.bytes(record)).hasSizeLessThan(1_000_000);
    assertThat(record.getRaw().remaining()).isEqualTo(900_000);
    assertThat(record.getMessage())
        .endsWith(
            "(raw holds the first 900,000 of 5,000,000 bytes; the whole is at topic-3@42 while the topic keeps it.)");
  }

  private static BigDecimal canonical(BigDecimal value) {
    return value == null ? null : io.breakwater.value.Decimals.canonical(value);
  }

  private static void assertSame(BigDecimal actual, BigDecimal expected) {
    assertThat(canonical(actual)).isEqualTo(expected);
  }
}
