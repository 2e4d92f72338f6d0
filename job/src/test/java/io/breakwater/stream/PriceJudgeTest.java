package io.breakwater.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.margin.account.AccountLedger;
import io.breakwater.margin.terms.InstrumentFactors;
import io.breakwater.margin.terms.InstrumentKind;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.oracle.FactorKind;
import io.breakwater.oracle.FactorTerms;
import io.breakwater.oracle.JudgingTerms;
import io.breakwater.oracle.OraclePrice;
import io.breakwater.oracle.RiskFactorParameters;
import io.breakwater.oracle.SourceTerms;
import io.breakwater.oracle.Validity;
import io.breakwater.oracle.judge.JudgedBy;
import io.breakwater.oracle.judge.Verdict;
import io.breakwater.stream.desk.WatchKind;
import io.breakwater.stream.event.FactorUpdate;
import io.breakwater.stream.event.Inputs;
import io.breakwater.stream.event.MarketInput;
import io.breakwater.stream.event.RejectedRecord;
import io.breakwater.stream.wire.Codecs;
import io.breakwater.value.Origin;
import io.breakwater.value.PriceScale;
import io.breakwater.value.Refusal;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PriceJudgeTest {
  private static final long SECOND = 1_000_000;
  private static final String FACTOR = "ETH";

  private OperatorEnvironment metrics;
  private JudgeHarness harness;

  private static StreamSettings settings(JobClock clock, RecordedTime recorded) {
    return new StreamSettings(
        clock,
        Inputs.POLICY,
        Duration.ofDays(7),
        1,
        WatchKind.TRIPWIRES,
        0,
        false,
        true,
        Duration.ofMinutes(5),
        Duration.ofSeconds(10),
        AccountLedger.MAXIMUM_ELEMENTS,
        null,
        Duration.ZERO,
        Duration.ofMinutes(5),
        recorded);
  }

  @BeforeEach
  void start() throws Exception {
    start(JobClock.SYSTEM, null, null);
  }

  private void start(JobClock clock, RecordedTime recorded, OperatorSubtaskState state)
      throws Exception {
    metrics = new OperatorEnvironment();
    harness = new JudgeHarness(settings(clock, recorded), metrics);
    harness.setup(Codecs.MARKET_INPUT.createSerializer(new SerializerConfigImpl()));
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
  }

  private void restart(JobClock clock, RecordedTime recorded) throws Exception {
    OperatorSubtaskState state = harness.checkpoint();
    harness.close();
    start(clock, recorded, state);
  }

  @AfterEach
  void stop() throws Exception {
    harness.close();
  }

  @Test
  void passesOnWhatIsNewerThanTheLastOfItsInstrumentAndSource() throws Exception {
    assertPassed(true, "s1", "A", 5);
    assertPassed(true, "s1", "A", 6);
    assertPassed(false, "s1", "A", 6);
    assertPassed(false, "s1", "A", 2);
    assertPassed(true, "s2", "A", 2);
    assertPassed(true, "s1", "B", 2);
    assertPassed(true, "", "A", 0);
    assertPassed(true, "s1", "A", 9);

    assertThat(metrics.count(MetricNames.STALE_PRICES)).isEqualTo(1);
    assertThat(metrics.count(MetricNames.DUPLICATE_PRICES)).isEqualTo(1);
  }

  @Test
  void aSourceMayBeginItsSequenceAgain() throws Exception {
    assertPassed(true, Inputs.oracle("s", "A", "1", 10, Long.MAX_VALUE));
    assertPassed(true, Inputs.oracle("s", "A", "1", 11, 0));
    assertPassed(false, Inputs.oracle("s", "A", "1", 11, 0));
    assertPassed(true, Inputs.oracle("s", "A", "1", 11, 1));
    assertPassed(false, Inputs.oracle("s", "A", "1", 10, 5));
  }

  @Test
  void remembersOverARestart() throws Exception {
    assertPassed(true, "s1", "A", 5);
    restart(JobClock.SYSTEM, null);

    assertPassed(false, "s1", "A", 5);
    assertPassed(true, "s1", "A", 6);
  }

  private void assertPassed(boolean passes, String source, String instrument, long sequence)
      throws Exception {
    assertPassed(passes, Inputs.oracle(source, instrument, "1", sequence, sequence));
  }

  private void assertPassed(boolean passes, OraclePrice price) throws Exception {
    int count = harness.extractOutputValues().size();

    harness.read(price);

    List<MarketInput> passed = harness.extractOutputValues();
    assertThat(passed.subList(count, passed.size()))
        .as("%s", price)
        .isEqualTo(passes ? List.of(new MarketInput.OfPrice(price)) : List.of());
  }

  private static FactorUpdate terms(long time, long version, long... agesSeconds) {
    List<SourceTerms> sources = new ArrayList<>();
    for (int i = 0; i < agesSeconds.length; i++) {
      sources.add(SourceTerms.of("s" + i, BigDecimal.ONE, null, agesSeconds[i] * SECOND));
    }
    JudgingTerms judging =
        sources.isEmpty()
            ? null
            : new JudgingTerms(sources, 1, 150, 200, 1000, 5000, null, null, 10 * SECOND);
    return new FactorUpdate(
        new RiskFactorParameters(
            FACTOR, FactorKind.PRICE, null, version, new FactorTerms(2, judging), List.of()),
        time,
        Origin.NONE);
  }

  private void read(FactorUpdate update) throws Exception {
    harness.read(new MarketInput.OfFactor(update));
  }

  private void read(String source, String value, long time, long sequence) throws Exception {
    harness.read(Inputs.oracle(source, FACTOR, value, time, sequence));
  }

  private List<Verdict> verdicts() {
    List<Verdict> verdicts = new ArrayList<>();
    for (MarketInput input : harness.extractOutputValues()) {
      if (input instanceof MarketInput.OfVerdict verdict) {
        verdicts.add(verdict.verdict());
      }
    }
    return verdicts;
  }

  private static String said(Verdict verdict) {
    return verdict.time()
        + " "
        + verdict.by()
        + " "
        + verdict.value()
        + " "
        + verdict.certainty().validity();
  }

  @Test
  void onTheSystemClockSilenceIsNoticedByATimerAtItsExactTime() throws Exception {
    harness.setProcessingTime(100_000);
    read(terms(0, 1, 60));
    read("s0", "2000.5", 99_999_123, 1);
    harness.setProcessingTime(159_999);
    assertThat(verdicts()).hasSize(1);

    harness.setProcessingTime(160_000);

    assertThat(verdicts())
        .extracting(PriceJudgeTest::said)
        .containsExactly("100000000 VALUE 2000.50 VALID", "159999123 TIME 2000.50 HALTED");
    assertThat(verdicts().get(1).told().reasons()).hasToString("[STALE]");
  }

  @Test
  void aTimerIsAskedForAgainAfterARestart() throws Exception {
    harness.setProcessingTime(100_000);
    read(terms(0, 1, 60));
    read("s0", "2000", 100 * SECOND, 1);
    restart(JobClock.SYSTEM, null);

    harness.setProcessingTime(160_000);

    assertThat(verdicts())
        .extracting(PriceJudgeTest::said)
        .containsExactly("160000000 TIME 2000.00 HALTED");
  }

  /** What an older version let in ahead of every clock does not keep a source silent for ever. */
  @Test
  void aSourceThatIsAheadOfTheClockIsHeardAgainAfterARestart() throws Exception {
    harness.setProcessingTime(100_000);
    read(terms(0, 1, 60));
    read("s0", "2000", 253_402_300_799_000_000L, 1);
    restart(JobClock.SYSTEM, null);
    harness.setProcessingTime(101_000);
    read("s0", "2001", 101 * SECOND, 2);

    assertThat(verdicts())
        .extracting(PriceJudgeTest::said)
        .containsExactly("101000000 VALUE 2001.00 VALID");
  }

  /** Values come in any order within what the watermark allows; silence comes between them. */
  @Test
  void onTheEventClockAllIsJudgedInItsOrder() throws Exception {
    harness.close();
    start(JobClock.EVENT, null, null);
    read("s0", "2010", 61 * SECOND + 1, 3);
    read("s0", "2000", 500, 1);
    read(terms(500, 1, 60));
    harness.watermark(30_000);
    read("s0", "2001", 60 * SECOND + 500, 2);
    restart(JobClock.EVENT, null);
    int before = verdicts().size();
    harness.watermark(200_000);

    assertThat(before).isZero();
    assertThat(verdicts())
        .extracting(PriceJudgeTest::said)
        .containsExactly(
            "60000500 VALUE 2001.00 VALID",
            "61000001 VALUE 2010.00 VALID",
            "121000001 TIME 2010.00 HALTED");
  }

  private static FactorUpdate bounded(long version, String highest) {
    List<SourceTerms> sources = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      sources.add(SourceTerms.of("s" + i, BigDecimal.ONE, null, 3_600 * SECOND));
    }
    JudgingTerms judging =
        new JudgingTerms(
            sources, 1, 150, 200, 1000, 5000, null, new BigDecimal(highest), 10 * SECOND);
    return new FactorUpdate(
        new RiskFactorParameters(
            FACTOR, FactorKind.PRICE, null, version, new FactorTerms(2, judging), List.of()),
        0,
        Origin.NONE);
  }

  @Test
  void aGuardThatHoldsBackWhatSourcesAgreeOnReportsItselfAndSoDoesALongDoubt() throws Exception {
    harness.setProcessingTime(1_000);
    read(bounded(1, "3000"));
    for (int i = 0; i < 3; i++) {
      read("s" + i, "2900", SECOND, 1);
    }
    read("s0", "3010", SECOND + 1, 2);
    assertThat(metrics.gauge(MetricNames.SUSPECT_GUARDS)).as("one alone may be wrong").isEqualTo(0);
    read("s1", "3300", SECOND + 2, 2);
    assertThat(metrics.gauge(MetricNames.SUSPECT_GUARDS)).as("two that differ").isEqualTo(0);
    read("s2", "3011", SECOND + 3, 2);
    assertThat(metrics.gauge(MetricNames.SUSPECT_GUARDS)).as("two that agree").isEqualTo(1);

    harness.setProcessingTime(300_000);
    harness.watermark(300_000);
    assertThat(metrics.gauge(MetricNames.LONG_DOUBTFUL_FACTORS)).isEqualTo(0);
    restart(JobClock.SYSTEM, null);
    harness.setProcessingTime(302_000);
    harness.watermark(302_000);
    assertThat(metrics.gauge(MetricNames.LONG_DOUBTFUL_FACTORS)).isEqualTo(1);

    read(bounded(2, "4000"));
    assertThat(metrics.gauge(MetricNames.SUSPECT_GUARDS)).isEqualTo(0);
    assertThat(verdicts()).last().extracting(PriceJudgeTest::said).asString().endsWith("VALID");
    assertThat(metrics.gauge(MetricNames.LONG_DOUBTFUL_FACTORS)).isEqualTo(0);
  }

  /** The end of all input is no time: who says when the last event is, lets it pass until then. */
  @Test
  void theEndOfInputLetsNoTimePass() throws Exception {
    harness.close();
    start(JobClock.EVENT, null, null);
    read(terms(0, 1, 60));
    read("s0", "2000", SECOND, 1);
    harness.watermark(Long.MAX_VALUE);
    assertThat(verdicts()).hasSize(1);
    harness.close();

    start(JobClock.EVENT, new RecordedTime(0, 61 * SECOND), null);
    read(terms(0, 1, 60));
    read("s0", "2000", SECOND, 1);
    harness.watermark(Long.MAX_VALUE);
    assertThat(verdicts())
        .extracting(PriceJudgeTest::said)
        .containsExactly("1000000 VALUE 2000.00 VALID", "61000000 TIME 2000.00 HALTED");
  }

  @Test
  void aSourceThatTheTermsDoNotNameIsRefused() throws Exception {
    read(terms(0, 1, 60));
    read("liar", "1", 0, 1);

    assertThat(verdicts()).isEmpty();
    List<RejectedRecord> rejected = new ArrayList<>();
    harness.getSideOutput(PriceJudge.REJECTED).forEach(element -> rejected.add(element.getValue()));
    assertThat(rejected).extracting(RejectedRecord::reason).containsExactly(Refusal.UNKNOWN_SOURCE);
    assertThat(rejected.get(0).message()).contains("'liar'").contains("[s0]");
  }

  /** New terms judge at once: that is how an operator lets a jump pass. */
  @Test
  void newTermsJudgeAnew() throws Exception {
    read(terms(0, 1, 60));
    read("s0", "2000", 0, 1);
    read("s0", "900", 1, 2);
    JudgingTerms wide =
        new JudgingTerms(
            terms(0, 1, 60).parameters().inForce().judging().sources(),
            1,
            150,
            200,
            9000,
            9000,
            null,
            null,
            0);
    read(
        new FactorUpdate(
            new RiskFactorParameters(
                FACTOR, FactorKind.PRICE, null, 2, new FactorTerms(2, wide), List.of()),
            0,
            Origin.NONE));

    assertThat(verdicts())
        .extracting(PriceJudgeTest::said)
        .containsExactly(
            "0 VALUE 2000.00 VALID", "0 VALUE 2000.00 HALTED", "0 PARAMETERS 900.00 VALID");
  }

  /** What came before the terms was not judged: it may be anything, and no jump is from it. */
  @Test
  void termsThatComeLaterJudgeFromWhatTheirSourcesLastSaid() throws Exception {
    read("liar", "1", 0, 7);
    read("s0", "2000", 0, 1);
    read("liar", "1", 1, 8);
    read(terms(0, 1, 60));

    Verdict verdict = verdicts().get(0);
    assertThat(said(verdict)).isEqualTo("0 PARAMETERS 2000.00 VALID");
    assertThat(verdict.previous()).isNull();
    assertThat(verdict.accepted()).isTrue();
  }

  private static FactorUpdate termsOf(String source, long version) {
    return termsOf(source, version, 2);
  }

  private static FactorUpdate termsOf(String source, long version, int scale) {
    JudgingTerms judging =
        new JudgingTerms(
            List.of(SourceTerms.of(source, BigDecimal.ONE, null, 60 * SECOND)),
            1,
            150,
            200,
            1000,
            5000,
            null,
            null,
            10 * SECOND);
    return new FactorUpdate(
        new RiskFactorParameters(
            FACTOR, FactorKind.PRICE, null, version, new FactorTerms(scale, judging), List.of()),
        0,
        Origin.NONE);
  }

  private void readInstrument(int priceScale, long version) throws Exception {
    harness.read(
        Inputs.instrument(
            new InstrumentParameters(
                FACTOR,
                InstrumentKind.PERPETUAL,
                InstrumentFactors.own(FACTOR),
                priceScale,
                version,
                Inputs.LOW,
                List.of()),
            0));
  }

  /** As who keeps the order of the market refuses it. */
  @Test
  void aScaleOfAnInstrumentThatContradictsTheFactorsIsNotUsed() throws Exception {
    read(termsOf("s0", 1, 6));
    read("s0", "0.997405", 0, 1);
    readInstrument(2, 1);
    read("s0", "0.997406", 1, 2);
    read(
        new FactorUpdate(
            new RiskFactorParameters(
                FACTOR, FactorKind.PRICE, null, 2, FactorTerms.UNSTATED, List.of()),
            0,
            Origin.NONE));
    assertPassed(true, Inputs.oracle("anyone", FACTOR, "0.9", 2, 3));

    assertThat(verdicts())
        .extracting(PriceJudgeTest::said)
        .containsExactly("0 VALUE 0.997405 VALID", "0 VALUE 0.997406 VALID");
  }

  /** A scale that terms leave out stays as it is, also where an instrument once stated another. */
  @Test
  void aScaleThatIsNotStatedAnyMoreStays() throws Exception {
    readInstrument(4, 1);
    read(termsOf("s0", 1, 6));
    read("s0", "0.9974", 0, 1);
    read(termsOf("s0", 2, PriceScale.UNSTATED));
    read("s0", "0.997406", 1, 2);

    assertThat(verdicts())
        .extracting(PriceJudgeTest::said)
        .containsExactly("0 VALUE 0.997400 VALID", "0 VALUE 0.997406 VALID");
  }

  /** As it is for who counts the values: they must agree on what was accepted. */
  @Test
  void aScaleThatIsNotStatedAnyMoreIsSetByTheFirstValue() throws Exception {
    read(termsOf("s0", 1));
    read(termsOf("s0", 2, PriceScale.UNSTATED));
    read("s0", "0.123456", 0, 1);
    read(termsOf("s0", 3, PriceScale.UNSTATED));
    read("s0", "0.1234567", 1, 2);

    assertThat(verdicts())
        .extracting(verdict -> verdict.value().stripTrailingZeros().toPlainString())
        .containsExactly("0.123456", "0.1234567");
  }

  /** What was accepted before rests on nobody who counts now. */
  @Test
  void termsOfSourcesThatNobodyHasHeardLeaveNothingToUse() throws Exception {
    read(termsOf("s0", 1));
    assertThat(verdicts()).as("before any value").isEmpty();
    read("s0", "2000", 0, 1);
    read(termsOf("other", 2));
    read("other", "2001", 1, 2);

    assertThat(verdicts())
        .extracting(PriceJudgeTest::said)
        .containsExactly(
            "0 VALUE 2000.00 VALID", "0 PARAMETERS 2000.00 HALTED", "0 VALUE 2001.00 RECOVERING");
  }

  @Test
  void termsOfSourcesThatNobodyHasHeardMayComeAfterWhatWasNotJudgedAndGo() throws Exception {
    read("anyone", "2000", 0, 1);
    read(termsOf("s0", 1));
    read(terms(0, 2));

    assertThat(verdicts())
        .extracting(PriceJudgeTest::said)
        .containsExactly("0 PARAMETERS 2000.00 HALTED", "0 PARAMETERS 2000.00 VALID");
  }

  /** Who keeps the order of the market rejects it, once. */
  @Test
  void aValueThatIsNotJudgedAndThatItsScaleCannotTellIsPassedOnAndNotRefusedHere()
      throws Exception {
    read(terms(0, 1));
    assertPassed(true, Inputs.oracle("s0", FACTOR, "2000", 0, 1));
    assertPassed(true, Inputs.oracle("s0", FACTOR, "0.001234", 1, 2));

    assertThat(harness.getSideOutput(PriceJudge.REJECTED)).isNullOrEmpty();
  }

  /** What is not judged any more is VALID; an older record changes nothing. */
  @Test
  void termsMayGo() throws Exception {
    read(terms(0, 1, 60));
    read("s0", "2000", 0, 1);
    read("s0", "900", 1, 2);
    read(terms(0, 3));
    read(terms(0, 2, 60));
    assertPassed(true, Inputs.oracle("anyone", FACTOR, "950", 2, 1));

    Verdict last = verdicts().get(2);
    assertThat(said(last)).isEqualTo("0 PARAMETERS 2000.00 VALID");
    assertThat(last.by()).isEqualTo(JudgedBy.PARAMETERS);
    assertThat(last.previous()).isEqualTo(Validity.HALTED);
    assertThat(last.told()).isNull();
    assertThat(verdicts()).hasSize(3);
  }

  /** Whom the terms name has said nothing: what others said before is not relied upon for ever. */
  @Test
  void termsThatNameOnlyWhoHasSaidNothingHaltWhatWasAccepted() throws Exception {
    read("liar", "1", 0, 7);
    read(terms(0, 1, 60));
    read("s0", "2000", 0, 1);
    read(naming(2, "other"));

    assertThat(verdicts())
        .extracting(PriceJudgeTest::said)
        .containsExactly(
            "0 PARAMETERS 1.00 HALTED",
            "0 VALUE 2000.00 RECOVERING",
            "0 PARAMETERS 2000.00 HALTED");
  }

  private static FactorUpdate naming(long version, String source) {
    JudgingTerms judging =
        new JudgingTerms(
            List.of(SourceTerms.of(source, BigDecimal.ONE, null, null)),
            1,
            150,
            200,
            1000,
            5000,
            null,
            null,
            0);
    return new FactorUpdate(
        new RiskFactorParameters(
            FACTOR, FactorKind.PRICE, null, version, new FactorTerms(2, judging), List.of()),
        0,
        Origin.NONE);
  }

  /** Nobody has used the value while the factor had no terms, perhaps: it is told of anew. */
  @Test
  void theFirstJudgementTellsAlsoOfAValueThatStays() throws Exception {
    read("s0", "2000", 0, 1);
    read(terms(0, 1, 60));

    assertThat(verdicts())
        .extracting(PriceJudgeTest::said)
        .containsExactly("0 PARAMETERS 2000.00 VALID");
    assertThat(verdicts().get(0).accepted()).isTrue();
  }

  /** Who keeps the order of the market may never have heard of a value that was not judged. */
  @Test
  void aHaltThatEndsByTermsTellsOfTheValueThatIsMade() throws Exception {
    read("s0", "2000", 0, 1);
    read(naming(1, "other"));
    read(naming(2, "s0"));

    assertThat(verdicts())
        .extracting(PriceJudgeTest::said)
        .containsExactly("0 PARAMETERS 2000.00 HALTED", "0 PARAMETERS 2000.00 VALID");
    assertThat(verdicts()).extracting(Verdict::accepted).containsExactly(false, true);
  }

  /** As for whoever keeps the order of the market: only who states a scale changes it. */
  @Test
  void anAcceptedValueKeepsItsScaleWhereNoneIsStatedAnyMore() throws Exception {
    harness.read(Inputs.instrument(FACTOR, 0, 1));
    read(stating(1, 4));
    read("s", "1.25", 0, 1);
    harness.read(Inputs.instrument(FACTOR, 0, 2));
    read("s", "1.26", 1, 2);
    read(stating(2, PriceScale.UNSTATED));
    read("s", "1.2546", 2, 3);

    assertThat(verdicts())
        .extracting(PriceJudgeTest::said)
        .containsExactly("0 VALUE 1.2500 VALID", "0 VALUE 1.2600 VALID", "0 VALUE 1.2546 VALID");
  }

  private static FactorUpdate stating(long version, int scale) {
    FactorTerms terms =
        new FactorTerms(scale, naming(version, "s").parameters().inForce().judging());
    return new FactorUpdate(naming(version, "s").parameters().withInForce(terms), 0, Origin.NONE);
  }
}
