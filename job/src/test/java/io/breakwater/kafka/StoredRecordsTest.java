package io.breakwater.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.cascade.impact.InsuranceFund;
import io.breakwater.cascade.impact.MarketDepth;
import io.breakwater.margin.account.AccountChange;
import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.margin.account.Balance;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.model.CloseOutLeg;
import io.breakwater.margin.model.LegKind;
import io.breakwater.margin.model.Valuation;
import io.breakwater.margin.terms.BalanceSide;
import io.breakwater.margin.terms.CloseOutRule;
import io.breakwater.margin.terms.InstrumentKind;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.Level;
import io.breakwater.margin.terms.MarginBasis;
import io.breakwater.margin.terms.MarginParameters;
import io.breakwater.margin.terms.MarginTier;
import io.breakwater.margin.terms.PolicyTerms;
import io.breakwater.margin.terms.PolicyTerms.Threshold;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.margin.terms.TierTable;
import io.breakwater.margin.trigger.Cause;
import io.breakwater.margin.trigger.HealthTransition;
import io.breakwater.margin.trigger.LiquidationTrigger;
import io.breakwater.margin.trigger.TriggerFactor;
import io.breakwater.margin.trigger.TriggerKind;
import io.breakwater.margin.trigger.TriggerLeg;
import io.breakwater.oracle.Certainty;
import io.breakwater.oracle.Doubt;
import io.breakwater.oracle.FactorKind;
import io.breakwater.oracle.FactorTerms;
import io.breakwater.oracle.Interval;
import io.breakwater.oracle.JudgingTerms;
import io.breakwater.oracle.OraclePrice;
import io.breakwater.oracle.Product;
import io.breakwater.oracle.RiskFactorParameters;
import io.breakwater.oracle.SourceTerms;
import io.breakwater.oracle.Validity;
import io.breakwater.oracle.judge.Judgement;
import io.breakwater.oracle.judge.PriceQuality;
import io.breakwater.oracle.judge.SourceVerdict;
import io.breakwater.stream.event.DepthUpdate;
import io.breakwater.stream.event.FactorUpdate;
import io.breakwater.stream.event.FundUpdate;
import io.breakwater.stream.event.InstrumentUpdate;
import io.breakwater.stream.event.PolicyUpdate;
import io.breakwater.stream.event.RejectedRecord;
import io.breakwater.stream.event.TriggerMessage;
import io.breakwater.value.Origin;
import io.breakwater.value.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;

/**
 * Records as the first release wrote them, stored as bytes, are what every later release reads.
 *
 * <p>A release that changes a schema adds its own folder and keeps these.
 */
class StoredRecordsTest {
  private static final Origin ORIGIN = Decoders.origin(new byte[0]);
  private static final long TIME = 1_743_987_723_456_789L;

  @Test
  void anOraclePrice() throws IOException {
    var price =
        new OraclePrice(
            "BTCUSDT",
            FactorKind.PRICE,
            "venue",
            decimal("83000.5"),
            decimal("1.25"),
            TIME,
            7_000_000_000L,
            ORIGIN);
    assertThat(Decoders.value(OraclePriceRecords.INBOUND, stored("OraclePrice"))).isEqualTo(price);
  }

  @Test
  void anAccountSnapshot() throws IOException {
    var snapshot =
        new AccountChange.Snapshot(
            decimal("-10.000000000000000001"),
            List.of(
                Balance.of("ETH", BalanceSide.DEBT, decimal("0.5")),
                Balance.of("USDT", BalanceSide.DEPOSIT, decimal("99999999999999999999"))),
            List.of(
                new Position("BTCUSDT", "long", decimal("2"), decimal("80000"), null),
                Position.of("BTCUSDT", decimal("-1.5"), decimal("81000"))));
    assertThat(account("AccountUpdate-snapshot").change()).isEqualTo(snapshot);
  }

  /** Nothing accrues in this release: whoever states an index is told so. */
  @Test
  void anAccountSnapshotWithIndexes() throws IOException {
    var snapshot =
        new AccountChange.Snapshot(
            BigDecimal.ZERO,
            List.of(
                new Balance("ETH", BalanceSide.DEBT, decimal("0.5"), decimal("1.02")),
                new Balance("USDT", BalanceSide.DEPOSIT, BigDecimal.TEN, decimal("1.5"))),
            List.of());
    assertThat(account("AccountUpdate-indexed").change()).isEqualTo(snapshot);
  }

  @Test
  void riskFactorParameters() throws IOException {
    var parameters =
        new RiskFactorParameters(
            "wstETH",
            FactorKind.PRICE,
            new Product("wstETH/ETH", "ETH"),
            3,
            new FactorTerms(8),
            List.of(new RiskFactorParameters.Scheduled(TIME + 1, FactorTerms.UNSTATED)));
    assertThat(Decoders.value(RiskFactorParametersRecords.INBOUND, stored("RiskFactorParameters")))
        .isEqualTo(new FactorUpdate(parameters, TIME, ORIGIN));
  }

  @Test
  void riskFactorParametersThatJudge() throws IOException {
    assertThat(
            Decoders.value(
                RiskFactorParametersRecords.INBOUND, stored("RiskFactorParameters-judged")))
        .isEqualTo(new FactorUpdate(judged(), TIME, ORIGIN));
  }

  private static RiskFactorParameters judged() {
    JudgingTerms terms =
        new JudgingTerms(
            List.of(
                SourceTerms.of("chainlink", decimal("1.5"), 3_600_000_000L, null),
                SourceTerms.of("pyth", BigDecimal.ONE, null, 30_000_000L)),
            1,
            100,
            250,
            800,
            4000,
            decimal("0.5"),
            decimal("1000000"),
            20_000_000);
    return new RiskFactorParameters(
        "ETH", FactorKind.PRICE, null, 4, new FactorTerms(8, terms), List.of());
  }

  @Test
  void aPriceQuality() throws IOException {
    assertThat(read(io.breakwater.schemas.PriceQuality.class, "PriceQuality"))
        .isEqualTo(reread(PriceQualityRecords.toAvro(quality())));
  }

  private static PriceQuality quality() {
    Judgement judgement =
        new Judgement(
            TIME,
            decimal("1990.5"),
            new Certainty(Validity.HALTED, false, null, false, true),
            null,
            EnumSet.of(Doubt.STALE, Doubt.OUT_OF_BOUNDS),
            List.of(
                new SourceVerdict("chainlink", null, null, false, Doubt.STALE),
                new SourceVerdict(
                    "pyth", decimal("1000000"), TIME - 1, false, Doubt.OUT_OF_BOUNDS)));
    return new PriceQuality(
        "ETH", 17, Validity.VALID, judgement, new Interval(decimal("995.25"), null));
  }

  @Test
  void theOtherAccountUpdates() throws IOException {
    assertThat(account("AccountUpdate-position").change())
        .isEqualTo(
            AccountChange.Parts.of(Position.of("BTCUSDT", decimal("-1.5"), decimal("81000"))));
    assertThat(account("AccountUpdate-balance").change())
        .isEqualTo(
            AccountChange.Parts.of(Balance.of("USDT", BalanceSide.DEPOSIT, BigDecimal.ZERO)));
    assertThat(account("AccountUpdate-cash").change())
        .isEqualTo(AccountChange.Parts.of(decimal("-0.01")));
    assertThat(account("AccountUpdate-parts").change())
        .isEqualTo(
            new AccountChange.Parts(
                decimal("-0.01"),
                List.of(Balance.of("USDT", BalanceSide.DEPOSIT, BigDecimal.ZERO)),
                List.of(Position.of("BTCUSDT", decimal("-1.5"), decimal("81000")))));
    assertThat(account("AccountUpdate-closed"))
        .isEqualTo(new AccountUpdate("alice", 9, TIME, new AccountChange.Closed(), ORIGIN));
  }

  private static AccountUpdate account(String name) throws IOException {
    return Decoders.value(AccountUpdateRecords.INBOUND, stored(name));
  }

  @Test
  void instrumentParameters() throws IOException {
    var inForce =
        new MarginParameters(
            new TierTable(
                List.of(
                    MarginTier.of("0", "0.004"),
                    new MarginTier(decimal("50000"), decimal("0.005"), decimal("50")))),
            MarginBasis.ENTRY,
            decimal("0.0005"),
            decimal("1"),
            decimal("0.9"),
            decimal("1.1"),
            decimal("0.015"));
    var later =
        new MarginParameters(
            new TierTable(List.of(MarginTier.of("0", "0.01"))),
            MarginBasis.MARK,
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            BigDecimal.ONE,
            BigDecimal.ONE,
            BigDecimal.ZERO);
    var parameters =
        new InstrumentParameters(
            "BTCUSDT",
            InstrumentKind.PERPETUAL,
            2,
            5,
            inForce,
            List.of(new InstrumentParameters.Scheduled(TIME + 1, later)));
    assertThat(Decoders.value(InstrumentParametersRecords.INBOUND, stored("InstrumentParameters")))
        .isEqualTo(new InstrumentUpdate(parameters, TIME, ORIGIN));
  }

  @Test
  void aRiskPolicy() throws IOException {
    var terms =
        new PolicyTerms(
            new Threshold(decimal("1.5"), decimal("1.6")),
            new Threshold(decimal("1"), decimal("1.1")),
            Threshold.of("0.5"),
            Threshold.of("0"),
            true,
            CloseOutRule.FULL);
    var policy =
        new RiskPolicy(
            "venue", 3, terms, List.of(new RiskPolicy.Scheduled(TIME + 1, PolicyTerms.DEFAULT)));
    assertThat(Decoders.value(RiskPolicyRecords.INBOUND, stored("RiskPolicy")))
        .isEqualTo(new PolicyUpdate(policy, TIME, ORIGIN));
  }

  @Test
  void aMarketDepth() throws IOException {
    assertThat(Decoders.value(MarketDepthRecords.INBOUND, stored("MarketDepth")))
        .isEqualTo(depth());
  }

  private static DepthUpdate depth() {
    return new DepthUpdate(
        new MarketDepth(
            "BTCUSDT",
            TIME,
            List.of(
                new MarketDepth.Point(decimal("12.5"), decimal("1000")),
                new MarketDepth.Point(decimal("100"), decimal("2500.25"))),
            List.of(new MarketDepth.Point(decimal("50"), BigDecimal.ZERO))),
        ORIGIN);
  }

  @Test
  void anInsuranceFund() throws IOException {
    assertThat(Decoders.value(InsuranceFundRecords.INBOUND, stored("InsuranceFund")))
        .isEqualTo(fund());
  }

  private static FundUpdate fund() {
    return new FundUpdate(new InsuranceFund("default", TIME, decimal("1000000.01")), ORIGIN);
  }

  @Test
  void aHealthTransition() throws IOException {
    assertThat(read(io.breakwater.schemas.HealthTransition.class, "HealthTransition"))
        .isEqualTo(reread(HealthTransitionRecords.toAvro(transition())));
  }

  private static HealthTransition transition() {
    return new HealthTransition(
        "alice",
        TIME,
        17,
        9,
        Level.WARNING,
        Level.SEVERE,
        Level.LIQUIDATABLE,
        new Cause(
            io.breakwater.margin.trigger.CauseType.PRICE, "BTCUSDT", decimal("83000.5"), 7, TIME),
        new Valuation(decimal("-1.5"), decimal("20")),
        "no price of ETH is known");
  }

  @Test
  void aLiquidationTrigger() throws IOException {
    assertThat(read(io.breakwater.schemas.LiquidationTrigger.class, "LiquidationTrigger"))
        .isEqualTo(
            reread(
                LiquidationTriggerRecords.toAvro(new TriggerMessage.OfTrigger(TIME, trigger()))));
  }

  private static LiquidationTrigger trigger() {
    return new LiquidationTrigger(
        "alice",
        2,
        1,
        "0123456789abcdef",
        TriggerKind.ENTERED,
        Level.WARNING,
        transition(),
        true,
        decimal("5"),
        new Valuation(decimal("-0.5"), decimal("8")),
        decimal("0.666666666666666667"),
        List.of(
            new TriggerLeg(
                "BTCUSDT",
                LegKind.POSITION,
                "long",
                decimal("2"),
                decimal("80000"),
                decimal("1.25"),
                "BTCUSDT*index",
                decimal("83000.5"),
                7,
                TIME,
                5)),
        List.of(
            new TriggerFactor(
                "BTCUSDT", decimal("83000.5"), null, decimal("90000"), Validity.HALTED, 7, TIME)),
        List.of(
            new CloseOutLeg(
                "BTCUSDT",
                LegKind.POSITION,
                "long",
                decimal("2"),
                decimal("79999.5"),
                decimal("0.015"))),
        "venue",
        3);
  }

  @Test
  void theBeginningOfAnEpoch() throws IOException {
    var begun = new TriggerMessage.EpochBegun(TIME, 17, TIME, 2);
    assertThat(
            read(io.breakwater.schemas.LiquidationTrigger.class, "LiquidationTrigger-epoch-begun"))
        .isEqualTo(reread(LiquidationTriggerRecords.toAvro(begun)));
  }

  @Test
  void aRejectedRecord() throws IOException {
    var rejected =
        new RejectedRecord(
            new Origin("prices", 3, 42, new byte[] {(byte) 0xC3, 1, 2}),
            Refusal.UNDECODABLE,
            "the bytes end",
            "alice",
            TIME);
    assertThat(read(io.breakwater.schemas.RejectedRecord.class, "RejectedRecord"))
        .isEqualTo(reread(RejectedRecordRecords.toAvro(rejected)));
  }

  private static String read(Class<? extends SpecificRecordBase> type, String name)
      throws IOException {
    return Decoders.read(type, stored(name)).toString();
  }

  /**
   * What today's bytes say, so that decimals have the scale of the schema. As text, since Avro's
   * equality does not know decimals that may be null.
   */
  private static String reread(SpecificRecordBase record) throws IOException {
    return Decoders.read(record.getClass(), Decoders.bytes(record)).toString();
  }

  private static byte[] stored(String name) throws IOException {
    try (InputStream in =
        StoredRecordsTest.class.getResourceAsStream("/records/v1/" + name + ".hex")) {
      String hex = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      return HexFormat.of().parseHex(hex.strip());
    }
  }

  private static BigDecimal decimal(String text) {
    return new BigDecimal(text);
  }
}
