package io.breakwater.stream.wire;

import io.breakwater.cascade.aggregate.PriceFacts;
import io.breakwater.cascade.impact.InsuranceFund;
import io.breakwater.cascade.impact.MarketDepth;
import io.breakwater.cascade.record.RiskAggregate;
import io.breakwater.cascade.record.SampleAggregates;
import io.breakwater.cascade.slice.Latencies;
import io.breakwater.cascade.slice.Slice;
import io.breakwater.margin.account.AccountChange;
import io.breakwater.margin.account.AccountRecord;
import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.margin.account.Balance;
import io.breakwater.margin.account.Element;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.account.Standing;
import io.breakwater.margin.model.CloseOutLeg;
import io.breakwater.margin.model.LegKind;
import io.breakwater.margin.model.Valuation;
import io.breakwater.margin.terms.BalanceSide;
import io.breakwater.margin.terms.CascadeTerms;
import io.breakwater.margin.terms.CloseOutRule;
import io.breakwater.margin.terms.ImpactRule;
import io.breakwater.margin.terms.ImpactTerms;
import io.breakwater.margin.terms.InstrumentFactors;
import io.breakwater.margin.terms.InstrumentKind;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.Level;
import io.breakwater.margin.terms.MarginBasis;
import io.breakwater.margin.terms.MarginParameters;
import io.breakwater.margin.terms.MarginTier;
import io.breakwater.margin.terms.PolicyTerms;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.margin.terms.TierTable;
import io.breakwater.margin.trigger.Cause;
import io.breakwater.margin.trigger.CauseType;
import io.breakwater.margin.trigger.HealthTransition;
import io.breakwater.margin.trigger.LiquidationTrigger;
import io.breakwater.margin.trigger.TriggerFactor;
import io.breakwater.margin.trigger.TriggerKind;
import io.breakwater.margin.trigger.TriggerLeg;
import io.breakwater.oracle.Certainty;
import io.breakwater.oracle.Doubt;
import io.breakwater.oracle.FactorKind;
import io.breakwater.oracle.FactorTerms;
import io.breakwater.oracle.FactorValue;
import io.breakwater.oracle.Interval;
import io.breakwater.oracle.JudgingTerms;
import io.breakwater.oracle.OraclePrice;
import io.breakwater.oracle.Product;
import io.breakwater.oracle.RiskFactor;
import io.breakwater.oracle.RiskFactorParameters;
import io.breakwater.oracle.SourceTerms;
import io.breakwater.oracle.Spread;
import io.breakwater.oracle.Validity;
import io.breakwater.oracle.judge.FactorState;
import io.breakwater.oracle.judge.JudgeState;
import io.breakwater.oracle.judge.JudgedBy;
import io.breakwater.oracle.judge.Judgement;
import io.breakwater.oracle.judge.PriceQuality;
import io.breakwater.oracle.judge.Published;
import io.breakwater.oracle.judge.SourceState;
import io.breakwater.oracle.judge.SourceVerdict;
import io.breakwater.oracle.judge.Verdict;
import io.breakwater.stream.event.Capacity;
import io.breakwater.stream.event.DepthUpdate;
import io.breakwater.stream.event.FactorSpread;
import io.breakwater.stream.event.FactorUpdate;
import io.breakwater.stream.event.FundUpdate;
import io.breakwater.stream.event.Inbound;
import io.breakwater.stream.event.InstrumentUpdate;
import io.breakwater.stream.event.MarkedSlice;
import io.breakwater.stream.event.MarkerFacts;
import io.breakwater.stream.event.MarketEvent;
import io.breakwater.stream.event.MarketInput;
import io.breakwater.stream.event.PolicyUpdate;
import io.breakwater.stream.event.RejectedRecord;
import io.breakwater.stream.event.RowFacts;
import io.breakwater.stream.event.TriggerMessage;
import io.breakwater.stream.order.FactorRecord;
import io.breakwater.value.Decimals;
import io.breakwater.value.Origin;
import io.breakwater.value.PriceScale;
import io.breakwater.value.Refusal;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Fixed values of every type: each variant, each optional part with and without, each enum
 * constant.
 */
final class Samples {
  private static final long TIME = 1_744_000_000_000_000L;
  private static final BigDecimal TINY = new BigDecimal("0.000000000000000001");

  private static final Origin ORIGIN =
      new Origin("topic", 3, 1_234_567, new byte[] {0, 1, (byte) 0xC3, (byte) 0xFF});

  static final List<OraclePrice> ORACLE_PRICES =
      List.of(
          price("BTCUSDT", "78123.45", null, 17, ORIGIN),
          price("Ξ-USD", "0.000000000000000001", TINY, Long.MAX_VALUE, Origin.NONE),
          price("X", Decimals.MAX.toPlainString(), BigDecimal.ZERO, -1, ORIGIN));

  private static final Position LONG = Position.of("BTCUSDT", decimal("1.5"), decimal("80000"));
  private static final Position SHORT =
      new Position("ETHUSDT", "short", Decimals.MAX.negate(), TINY, decimal("-0.0125"));
  private static final Balance DEPOSIT = Balance.of("ETH", BalanceSide.DEPOSIT, decimal("32"));
  private static final Balance DEBT =
      new Balance("USDC", BalanceSide.DEBT, decimal("1000.000001"), decimal("1.023"));
  private static final Balance ARRIVED = DEPOSIT.arrivedAt(decimal("1.5"));

  static final List<AccountUpdate> ACCOUNT_UPDATES =
      Stream.of(
              new AccountChange.Snapshot(
                  decimal("-25.5"), List.of(DEPOSIT, DEBT), List.of(LONG, SHORT)),
              new AccountChange.Snapshot(BigDecimal.ZERO, List.of(), List.of()),
              AccountChange.Parts.of(SHORT),
              AccountChange.Parts.of(DEBT),
              AccountChange.Parts.of(decimal("100")),
              new AccountChange.Closed(),
              new AccountChange.Parts(
                  decimal("-25.5"), List.of(DEPOSIT, DEBT), List.of(LONG, SHORT)))
          .map(change -> new AccountUpdate("acct-1", 42, TIME, change, ORIGIN))
          .toList();

  private static final MarginParameters CONTRACT =
      new MarginParameters(
          new TierTable(
              List.of(
                  new MarginTier(BigDecimal.ZERO, decimal("0.004"), BigDecimal.ZERO),
                  new MarginTier(decimal("300000"), decimal("0.005"), decimal("300")),
                  MarginTier.of("800000", "0.0065"))),
          MarginBasis.MARK,
          decimal("0.0005"),
          decimal("2.5"),
          BigDecimal.ZERO,
          BigDecimal.ONE,
          decimal("0.0125"),
          new ImpactTerms(
              new ImpactRule.DepthCurve(),
              new ImpactRule.SquareRoot(BigDecimal.ONE, decimal("0.03"), decimal("200000")),
              30,
              "perpetuals"));
  private static final MarginParameters ASSET =
      new MarginParameters(
          TierTable.EMPTY,
          MarginBasis.ENTRY,
          BigDecimal.ZERO,
          BigDecimal.ZERO,
          decimal("0.825"),
          decimal("1.05"),
          BigDecimal.ZERO,
          new ImpactTerms(new ImpactRule.Linear(decimal("400000")), null, 60, "default"));

  static final List<InstrumentParameters> INSTRUMENT_PARAMETERS =
      Stream.of(
              Stream.of(
                  new InstrumentParameters(
                      "ETH",
                      InstrumentKind.ASSET,
                      new InstrumentFactors("ETH-USD", "ETH borrow", null),
                      PriceScale.UNSTATED,
                      2,
                      ASSET,
                      List.of(
                          new InstrumentParameters.Scheduled(TIME, ASSET),
                          new InstrumentParameters.Scheduled(TIME + 1, CONTRACT)))),
              Arrays.stream(InstrumentKind.values())
                  .map(
                      kind -> new InstrumentParameters("BTCUSDT", kind, 2, 7, CONTRACT, List.of())),
              Stream.of(
                  new InstrumentParameters(
                      "DOGE",
                      InstrumentKind.ASSET,
                      8,
                      1,
                      ASSET.withImpact(
                          new ImpactTerms(
                              new ImpactRule.BoundedExponential(decimal("0.8"), decimal("5000000")),
                              null,
                              60,
                              "default")),
                      List.of())))
          .flatMap(Function.identity())
          .toList();

  static final List<RiskFactorParameters> RISK_FACTOR_PARAMETERS =
      List.of(
          RiskFactorParameters.observed("ETH borrow", FactorKind.BORROW_INDEX),
          new RiskFactorParameters(
              "wstETH",
              FactorKind.PRICE,
              new Product("wstETH/ETH", "ETH"),
              7,
              new FactorTerms(8),
              List.of(new RiskFactorParameters.Scheduled(TIME, FactorTerms.UNSTATED))));

  private static final RiskFactorParameters JUDGED =
      new RiskFactorParameters(
          "ETH",
          FactorKind.PRICE,
          null,
          9,
          new FactorTerms(
              8,
              new JudgingTerms(
                  List.of(
                      SourceTerms.of("chainlink", BigDecimal.ONE, 3_600_000_000L, null),
                      SourceTerms.of("pyth", decimal("0.5"), null, 60_000_000L)),
                  1,
                  150,
                  200,
                  1000,
                  5000,
                  BigDecimal.ONE,
                  decimal("1000000"),
                  10_000_000)),
          List.of(new RiskFactorParameters.Scheduled(TIME, FactorTerms.UNSTATED)));

  private static final Certainty DEGRADED =
      new Certainty(
          Validity.DEGRADED,
          false,
          new Interval(decimal("1980.25"), decimal("2000.75")),
          false,
          false);

  private static final Judgement JUDGEMENT =
      new Judgement(
          TIME,
          decimal("1990.5"),
          DEGRADED,
          new Published(TIME - 1, 17),
          Set.of(Doubt.TOO_FEW_SOURCES),
          List.of(
              new SourceVerdict("chainlink", null, null, false, Doubt.STALE),
              new SourceVerdict("pyth", decimal("1990.5"), TIME - 1, true, null)));

  static final List<FactorUpdate> FACTOR_UPDATES =
      List.of(
          new FactorUpdate(RISK_FACTOR_PARAMETERS.get(0), 0, Origin.NONE),
          new FactorUpdate(RISK_FACTOR_PARAMETERS.get(1), TIME, ORIGIN),
          new FactorUpdate(JUDGED, TIME, ORIGIN));

  private static final List<FactorValue> FACTOR_VALUES =
      List.of(new FactorValue(3, Long.MAX_VALUE, 18, false), new FactorValue(0, 1, 0, true));

  static final List<InstrumentUpdate> INSTRUMENT_UPDATES =
      List.of(
          new InstrumentUpdate(INSTRUMENT_PARAMETERS.get(0), TIME, ORIGIN),
          new InstrumentUpdate(INSTRUMENT_PARAMETERS.get(1), 0, Origin.NONE));

  private static final PolicyTerms HYSTERESIS =
      new PolicyTerms(
          new PolicyTerms.Threshold(decimal("1.25"), decimal("1.5")),
          new PolicyTerms.Threshold(BigDecimal.ONE, decimal("1.1")),
          new PolicyTerms.Threshold(decimal("0.5"), decimal("0.6")),
          new PolicyTerms.Threshold(BigDecimal.ZERO, decimal("0.1")),
          true,
          CloseOutRule.FULL);

  private static final CascadeTerms CASCADE =
      new CascadeTerms(
          List.of(100, 500),
          List.of(
              new CascadeTerms.Group(
                  "ether",
                  List.of(
                      new CascadeTerms.Member("ETH", BigDecimal.ONE),
                      new CascadeTerms.Member("stETH", decimal("1.02"))))),
          new TreeMap<>(Map.of("BTC", decimal("0.9"), "ETH", decimal("1.1"))),
          List.of(
              new CascadeTerms.Scenario(
                  "2021-05-19", new TreeMap<>(Map.of("BTC", -3000, "ETH", -4000)))),
          decimal("25"),
          true);

  static final List<RiskPolicy> RISK_POLICIES =
      List.of(
          new RiskPolicy("default", 1, PolicyTerms.DEFAULT, List.of()),
          new RiskPolicy(
              "venue",
              9,
              HYSTERESIS,
              List.of(
                  new RiskPolicy.Scheduled(TIME, PolicyTerms.DEFAULT),
                  new RiskPolicy.Scheduled(TIME + 1, HYSTERESIS.withCascade(CASCADE)))));

  static final List<PolicyUpdate> POLICY_UPDATES =
      List.of(
          new PolicyUpdate(RISK_POLICIES.get(0), 0, Origin.NONE),
          new PolicyUpdate(RISK_POLICIES.get(1), TIME, ORIGIN));

  static final List<DepthUpdate> DEPTH_UPDATES =
      List.of(
          new DepthUpdate(
              new MarketDepth(
                  "BTCUSDT",
                  TIME,
                  List.of(
                      new MarketDepth.Point(decimal("12.5"), decimal("1000")),
                      new MarketDepth.Point(decimal("100"), decimal("2500.25"))),
                  List.of(new MarketDepth.Point(decimal("50"), BigDecimal.ZERO))),
              ORIGIN),
          new DepthUpdate(new MarketDepth("ETH", 0, List.of(), List.of()), Origin.NONE));

  static final List<FundUpdate> FUND_UPDATES =
      List.of(
          new FundUpdate(new InsuranceFund("default", TIME, decimal("1000000.01")), ORIGIN),
          new FundUpdate(new InsuranceFund("second", 0, BigDecimal.ZERO), Origin.NONE));

  static final List<RiskAggregate> RISK_AGGREGATES = SampleAggregates.ALL;

  static final List<RejectedRecord> REJECTED_RECORDS =
      Stream.concat(
              Stream.of(new RejectedRecord(ORIGIN, Refusal.OUT_OF_RANGE, "too much", "a", TIME)),
              Arrays.stream(Refusal.values())
                  .map(reason -> new RejectedRecord(Origin.NONE, reason, "", null, null)))
          .toList();

  static final List<MarketInput> MARKET_INPUTS =
      List.of(
          new MarketInput.OfPrice(ORACLE_PRICES.get(0)),
          new MarketInput.OfFactor(FACTOR_UPDATES.get(1)),
          new MarketInput.OfInstrument(INSTRUMENT_UPDATES.get(0)),
          new MarketInput.OfPolicy(POLICY_UPDATES.get(1)),
          new MarketInput.OfVerdict(
              new Verdict(
                  "ETH",
                  TIME,
                  JudgedBy.VALUE,
                  decimal("1990.5"),
                  DEGRADED,
                  true,
                  new Published(TIME - 1, 17),
                  JUDGEMENT,
                  Validity.VALID,
                  "pyth",
                  17,
                  5,
                  9,
                  ORIGIN,
                  null)),
          new MarketInput.OfVerdict(
              new Verdict(
                  "ETH",
                  TIME,
                  JudgedBy.TIME,
                  null,
                  Certainty.UNTOLD,
                  false,
                  null,
                  null,
                  null,
                  "",
                  0,
                  1,
                  0,
                  Origin.NONE,
                  new Spread(3, 2, decimal("9.5"), decimal("10")))),
          new MarketInput.OfNaming("ETH", TIME));

  static final List<PriceQuality> PRICE_QUALITIES =
      List.of(
          new PriceQuality(
              "ETH", 7, Validity.VALID, JUDGEMENT, new Interval(decimal("1"), decimal("2"))),
          new PriceQuality(
              "ETH",
              0,
              null,
              new Judgement(TIME, null, Certainty.UNTOLD, null, Set.of(), List.of()),
              null));

  static final List<FactorRecord> FACTOR_RECORDS =
      List.of(
          new FactorRecord(FactorState.EMPTY, List.of(), true),
          new FactorRecord(
              new FactorState(
                  JUDGED,
                  JUDGED,
                  3,
                  8,
                  new JudgeState(
                      Map.of(
                          "pyth",
                          new SourceState(
                              decimal("1990.5"), decimal("0.5"), TIME, 17, decimal("1990"), null),
                          "chainlink",
                          new SourceState(decimal("2500"), null, TIME - 1, 5, null, TIME - 1)),
                      8,
                      decimal("1990.5"),
                      true,
                      decimal("1990"),
                      true,
                      DEGRADED,
                      false,
                      TIME - 2,
                      TIME - 3,
                      Set.of("pyth")),
                  17,
                  5,
                  TIME),
              MARKET_INPUTS.subList(0, 6),
              true),
          new FactorRecord(FactorState.EMPTY, MARKET_INPUTS.subList(6, 7), false));

  static final List<MarketEvent> MARKET_EVENTS =
      List.of(
          new MarketEvent.PriceChange(1, TIME, 11, 7_812_345, 2, 17, TIME - 1),
          new MarketEvent.PriceChange(
              Long.MAX_VALUE, -1, Integer.MAX_VALUE, 1, 18, Long.MIN_VALUE, 0),
          new MarketEvent.PriceChange(1, TIME, 11, 7_812_345, 2, 17, TIME - 1, FACTOR_VALUES),
          new MarketEvent.PriceChange(
              1,
              TIME,
              11,
              7_812_345,
              2,
              17,
              TIME - 1,
              DEGRADED,
              JudgedBy.PARAMETERS,
              FACTOR_VALUES),
          new MarketEvent.ValidityChange(2, TIME, 11, Certainty.UNTOLD, JudgedBy.TIME),
          new MarketEvent.FactorsNamed(
              2,
              TIME,
              List.of(
                  new RiskFactor(0, "ETH", null),
                  new RiskFactor(1, "wstETH", new Product("wstETH/ETH", "ETH"))),
              FACTOR_VALUES),
          new MarketEvent.FactorChange(2, TIME, 1, RISK_FACTOR_PARAMETERS.get(1), FACTOR_VALUES),
          new MarketEvent.InstrumentChange(2, TIME, 0, INSTRUMENT_PARAMETERS.get(0), FACTOR_VALUES),
          new MarketEvent.PolicyChange(3, TIME, RISK_POLICIES.get(1)),
          new MarketEvent.EpochBegun(4, TIME, TIME + 1),
          new MarketEvent.IntervalMarker(
              4,
              TIME + 2,
              List.of(new FactorSpread(3, new Spread(3, 2, decimal("9.5"), decimal("10"))))));

  static final List<HealthTransition> HEALTH_TRANSITIONS =
      Stream.of(
              new Cause(CauseType.PRICE, "BTCUSDT", decimal("78123.45"), 17, TIME),
              Cause.account(42),
              Cause.parameters("ETH", 2),
              Cause.policy(9),
              Cause.epoch(TIME),
              Cause.timer(),
              new Cause(CauseType.VALIDITY, "ETH", null, 3, null),
              new Cause(CauseType.READY, null, null, 0, null))
          .flatMap(cause -> Arrays.stream(Level.values()).map(level -> transition(level, cause)))
          .toList();

  private static final List<TriggerLeg> LEGS =
      List.of(
          new TriggerLeg(
              "BTCUSDT",
              LegKind.POSITION,
              "long",
              decimal("1.5"),
              decimal("80000"),
              null,
              "BTCUSDT",
              decimal("78123.45"),
              17,
              TIME,
              7),
          new TriggerLeg(
              "ETH",
              LegKind.DEPOSIT,
              "",
              decimal("32"),
              null,
              decimal("1.5"),
              "ETH*ETH supply",
              decimal("1500"),
              18,
              TIME,
              2),
          new TriggerLeg(
              "USDC", LegKind.DEBT, "", decimal("-1000"), null, null, "USDC", TINY, 19, TIME, 3));
  private static final List<TriggerFactor> FACTORS =
      Arrays.stream(Validity.values())
          .map(
              validity ->
                  new TriggerFactor(
                      "ETH", decimal("1500"), null, decimal("1600"), validity, 18, TIME))
          .toList();
  private static final List<CloseOutLeg> CLOSE_OUT =
      List.of(
          new CloseOutLeg(
              "BTCUSDT",
              LegKind.POSITION,
              "long",
              decimal("1.5"),
              decimal("77000.1"),
              decimal("0.0125")),
          new CloseOutLeg("ETH", LegKind.DEPOSIT, "", decimal("32"), null, BigDecimal.ZERO));

  static final List<LiquidationTrigger> LIQUIDATION_TRIGGERS =
      Arrays.stream(TriggerKind.values())
          .map(
              kind ->
                  new LiquidationTrigger(
                      "acct-1",
                      5,
                      2,
                      "0123456789abcdef",
                      kind,
                      Level.WARNING,
                      HEALTH_TRANSITIONS.get(3),
                      kind == TriggerKind.RESTATED,
                      decimal("-25.5"),
                      kind == TriggerKind.RESTATED
                          ? null
                          : new Valuation(decimal("-1.5"), decimal("2.25")),
                      BigDecimal.ONE,
                      kind == TriggerKind.WITHDRAWN ? List.of() : LEGS,
                      kind == TriggerKind.WITHDRAWN ? List.of() : FACTORS,
                      kind == TriggerKind.WITHDRAWN ? List.of() : CLOSE_OUT,
                      "default",
                      1))
          .toList();

  static final List<TriggerMessage> TRIGGER_MESSAGES =
      List.of(
          TriggerMessage.of(LIQUIDATION_TRIGGERS.get(0)),
          new TriggerMessage.OfTrigger(TIME, LIQUIDATION_TRIGGERS.get(3)),
          new TriggerMessage.EpochBegun(TIME, 99, TIME - 1, 5));

  static final List<Capacity> CAPACITIES =
      List.of(Capacity.of(DEPTH_UPDATES.get(0)), Capacity.of(FUND_UPDATES.get(0)));

  static final List<MarkedSlice> MARKED_SLICES =
      List.of(
          new MarkedSlice(TIME, 7, 2, null, null, new TreeMap<>()),
          new MarkedSlice(
              TIME,
              7,
              2,
              new MarkerFacts(
                  3,
                  true,
                  List.of(
                      new RowFacts(
                          4,
                          "ETH",
                          new PriceFacts(
                              decimal("2000"),
                              Validity.DEGRADED,
                              true,
                              decimal("1990"),
                              null,
                              TIME,
                              3,
                              2,
                              decimal("1995"),
                              decimal("2001")),
                          "ETHUSDT",
                          ImpactTerms.DEFAULT)),
                  new TreeMap<>(Map.of(4, "ETH"))),
              pendingSlice(),
              new TreeMap<>(Map.of("ETH", Latencies.of(Map.of(3, 4L))))));

  private static Slice pendingSlice() {
    Slice slice = new Slice();
    slice.addPending();
    return slice;
  }

  static final List<AccountRecord> ACCOUNT_RECORDS =
      List.of(
          AccountRecord.EMPTY,
          record(AccountRecord.Status.OPEN, 42, 42, Level.SEVERE),
          record(AccountRecord.Status.OPEN, 50, 42, Level.WARNING),
          record(AccountRecord.Status.PARTIAL_ONLY, 50, Long.MIN_VALUE, Level.HEALTHY),
          record(AccountRecord.Status.OPEN, 42, 42, Level.SEVERE)
              .with(
                  new Standing(
                      Level.BANKRUPT,
                      Level.WARNING,
                      7,
                      2,
                      TIME,
                      true,
                      TIME + 1,
                      TIME + 2,
                      TIME + 3,
                      "no price of ETH is known")),
          new AccountRecord(
              AccountRecord.Status.CLOSED,
              60,
              60,
              -1,
              new Element<>(BigDecimal.ZERO, 60),
              List.of(),
              List.of(),
              Standing.at(Level.HEALTHY, 3, 0)),
          record(AccountRecord.Status.PARTIAL_ONLY, 50, 42, Level.HEALTHY).updatedAt(TIME),
          new AccountRecord(
              AccountRecord.Status.OPEN,
              60,
              42,
              -1,
              50,
              new Element<>(BigDecimal.ZERO, 42),
              List.of(),
              List.of(new Element<>(LONG, 60)),
              Standing.NEVER,
              Standing.at(Level.HEALTHY, 3, 0)));

  private Samples() {}

  /** Each value, and one rejection. */
  static <T> List<Inbound<T>> inbound(List<T> values) {
    return Stream.concat(
            values.stream().map(Inbound::of),
            Stream.of(Inbound.<T>rejected(REJECTED_RECORDS.get(0))))
        .toList();
  }

  private static OraclePrice price(
      String factor, String value, BigDecimal confidence, long sequence, Origin origin) {
    return new OraclePrice(
        factor,
        confidence == null ? null : FactorKind.PRICE,
        "source",
        decimal(value),
        confidence,
        TIME,
        sequence,
        origin);
  }

  private static HealthTransition transition(Level to, Cause cause) {
    return new HealthTransition(
        "acct-1",
        TIME,
        99,
        42,
        Level.HEALTHY,
        to,
        Level.better(to, Level.LIQUIDATABLE),
        cause,
        to == Level.WARNING
            ? null
            : new Valuation(decimal("-12.5"), Decimals.MAX.multiply(TINY).multiply(TINY)),
        to == Level.WARNING ? "no parameters of ETH are known" : null);
  }

  private static AccountRecord record(
      AccountRecord.Status status, long last, long snapshot, Level level) {
    return new AccountRecord(
        status,
        last,
        snapshot,
        0x0123456789ABCDEFL,
        new Element<>(decimal("-25.5"), snapshot),
        List.of(new Element<>(ARRIVED, snapshot), new Element<>(DEBT, last)),
        List.of(new Element<>(LONG, last), new Element<>(SHORT, snapshot)),
        Standing.at(level, 3, 1));
  }

  private static BigDecimal decimal(String value) {
    return new BigDecimal(value);
  }
}
