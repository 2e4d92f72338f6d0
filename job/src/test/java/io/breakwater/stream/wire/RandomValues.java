package io.breakwater.stream.wire;

import io.breakwater.cascade.aggregate.PriceFacts;
import io.breakwater.cascade.impact.InsuranceFund;
import io.breakwater.cascade.impact.RandomDepth;
import io.breakwater.cascade.record.RandomAggregates;
import io.breakwater.cascade.record.RiskAggregate;
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
import io.breakwater.margin.terms.CloseOutRule;
import io.breakwater.margin.terms.ImpactTerms;
import io.breakwater.margin.terms.InstrumentFactors;
import io.breakwater.margin.terms.InstrumentKind;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.Level;
import io.breakwater.margin.terms.MarginBasis;
import io.breakwater.margin.terms.MarginParameters;
import io.breakwater.margin.terms.MarginTier;
import io.breakwater.margin.terms.PolicyTerms;
import io.breakwater.margin.terms.RandomCascadeTerms;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.margin.terms.TierTable;
import io.breakwater.margin.trigger.Cause;
import io.breakwater.margin.trigger.CauseType;
import io.breakwater.margin.trigger.HealthTransition;
import io.breakwater.margin.trigger.LiquidationTrigger;
import io.breakwater.margin.trigger.TriggerFactor;
import io.breakwater.margin.trigger.TriggerKind;
import io.breakwater.margin.trigger.TriggerLeg;
import io.breakwater.oracle.FactorKind;
import io.breakwater.oracle.FactorTerms;
import io.breakwater.oracle.FactorValue;
import io.breakwater.oracle.JudgingTerms;
import io.breakwater.oracle.OraclePrice;
import io.breakwater.oracle.Product;
import io.breakwater.oracle.RandomTerms;
import io.breakwater.oracle.RiskFactor;
import io.breakwater.oracle.RiskFactorParameters;
import io.breakwater.oracle.Validity;
import io.breakwater.oracle.judge.JudgedBy;
import io.breakwater.oracle.judge.PriceQuality;
import io.breakwater.oracle.judge.RandomJudgements;
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
import io.breakwater.value.Origin;
import io.breakwater.value.Refusal;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Valid values of every type, a function of the seed. */
final class RandomValues {
  private static final BigDecimal BEYOND = new BigDecimal("1e20");
  private static final String[] LETTERS = {"A", "b", "7", "-", "#", " ", "é", "Ξ", "₿", "𝕏"};

  private final Random random;
  private final RandomJudgements judgements;

  RandomValues(long seed) {
    random = new Random(seed);
    judgements = new RandomJudgements(random);
  }

  // Small and large, with all lengths in bits.
  long number() {
    return random.nextLong() >> random.nextInt(Long.SIZE);
  }

  BigDecimal positive() {
    BigInteger unscaled = new BigInteger(1 + random.nextInt(120), random).add(BigInteger.ONE);
    BigDecimal value = new BigDecimal(unscaled, random.nextInt(19)).remainder(BEYOND);
    return value.signum() == 0 ? BigDecimal.ONE : value;
  }

  BigDecimal notNegative() {
    return random.nextInt(8) == 0 ? BigDecimal.ZERO : positive();
  }

  BigDecimal decimal() {
    return random.nextBoolean() ? notNegative() : notNegative().negate();
  }

  // An exact product, which may exceed decimal(38, 18).
  private BigDecimal product() {
    return decimal().multiply(decimal());
  }

  private <T> T maybe(Supplier<T> value) {
    return random.nextBoolean() ? value.get() : null;
  }

  private <T> List<T> some(Supplier<T> value) {
    List<T> values = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      values.add(value.get());
    }
    return values;
  }

  private <E extends Enum<E>> E any(Class<E> type) {
    E[] constants = type.getEnumConstants();
    return constants[random.nextInt(constants.length)];
  }

  String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(200) / 4; i > 0; i--) {
      text.append(LETTERS[random.nextInt(LETTERS.length)]);
    }
    return text.toString();
  }

  private String id() {
    return "X" + text();
  }

  Origin origin() {
    byte[] raw = new byte[random.nextInt(300)];
    random.nextBytes(raw);
    return random.nextInt(8) == 0
        ? Origin.NONE
        : new Origin(text(), random.nextInt(100), number(), raw);
  }

  OraclePrice oraclePrice() {
    return new OraclePrice(
        id(),
        maybe(this::factorKind),
        id(),
        positive(),
        maybe(this::notNegative),
        number(),
        number(),
        origin());
  }

  private FactorKind factorKind() {
    FactorKind kind = any(FactorKind.class);
    return kind.hasRules() ? kind : FactorKind.PRICE;
  }

  private Product operands() {
    return new Product("left" + text(), "right" + text());
  }

  RiskFactorParameters riskFactorParameters() {
    Product product = maybe(this::operands);
    return new RiskFactorParameters(
        id(),
        factorKind(),
        product,
        number(),
        factorTerms(product != null),
        some(
            () ->
                new RiskFactorParameters.Scheduled(
                    random.nextLong(), factorTerms(product != null))));
  }

  private FactorTerms factorTerms(boolean isDerived) {
    return factorTerms(isDerived || random.nextBoolean() ? null : RandomTerms.of(random));
  }

  private FactorTerms factorTerms(JudgingTerms judging) {
    return new FactorTerms(random.nextInt(-1, 19), judging);
  }

  FactorUpdate factorUpdate() {
    return new FactorUpdate(riskFactorParameters(), number(), origin());
  }

  private RiskFactor riskFactor() {
    return new RiskFactor(random.nextInt(), id(), maybe(this::operands));
  }

  private FactorValue factorValue() {
    return new FactorValue(random.nextInt(), number(), random.nextInt(19), random.nextBoolean());
  }

  private Position position() {
    return new Position(id(), text(), decimal(), notNegative(), maybe(this::decimal));
  }

  private Balance balance() {
    BigDecimal index = maybe(this::positive);
    return new Balance(
        id(),
        any(BalanceSide.class),
        notNegative(),
        index,
        index == null ? maybe(this::positive) : null);
  }

  private AccountChange change() {
    return switch (random.nextInt(6)) {
      case 0 -> new AccountChange.Closed();
      case 4 ->
          new AccountChange.Parts(decimal(), distinct(this::balance), distinct(this::position));
      case 1 -> AccountChange.Parts.of(decimal());
      case 2 -> AccountChange.Parts.of(balance());
      case 3 -> AccountChange.Parts.of(position());
      default ->
          new AccountChange.Snapshot(decimal(), distinct(this::balance), distinct(this::position));
    };
  }

  // No two have one instrument, except by a chance that no seed here has.
  private <T> List<T> distinct(Supplier<T> value) {
    return some(value).stream().distinct().toList();
  }

  AccountUpdate accountUpdate() {
    return new AccountUpdate(id(), number(), number(), change(), origin());
  }

  private TierTable tiers() {
    List<MarginTier> tiers = new ArrayList<>();
    long from = 0;
    int rate = random.nextInt(100);
    for (int t = random.nextInt(4); t >= 0; t--) {
      tiers.add(new MarginTier(BigDecimal.valueOf(from), BigDecimal.valueOf(rate, 4), null));
      from += 1 + random.nextInt(1_000_000);
      rate += random.nextInt(1000);
    }
    TierTable table = new TierTable(tiers);
    return random.nextBoolean() ? table : stated(table);
  }

  private static TierTable stated(TierTable table) {
    List<BigDecimal> deductions = table.deductions();
    List<MarginTier> tiers = new ArrayList<>();
    for (int t = 0; t < deductions.size(); t++) {
      MarginTier tier = table.tiers().get(t);
      tiers.add(new MarginTier(tier.notionalFrom(), tier.rate(), deductions.get(t)));
    }
    return new TierTable(tiers);
  }

  private BigDecimal share() {
    return BigDecimal.valueOf(random.nextInt(500_000), 6);
  }

  private MarginParameters marginParameters() {
    return new MarginParameters(
        tiers(),
        any(MarginBasis.class),
        share(),
        notNegative(),
        share(),
        share().add(BigDecimal.ONE),
        share(),
        RandomCascadeTerms.ofInstrument(random));
  }

  InstrumentParameters instrumentParameters() {
    return new InstrumentParameters(
        id(),
        InstrumentKind.ASSET,
        new InstrumentFactors(
            "price" + text(), maybe(() -> "borrow" + text()), maybe(() -> "supply" + text())),
        -1,
        number(),
        marginParameters(),
        some(() -> new InstrumentParameters.Scheduled(random.nextLong(), marginParameters())));
  }

  InstrumentUpdate instrumentUpdate() {
    return new InstrumentUpdate(instrumentParameters(), number(), origin());
  }

  RiskAggregate riskAggregate() {
    return new RandomAggregates(random).any();
  }

  DepthUpdate depthUpdate() {
    return new DepthUpdate(RandomDepth.of(id(), number(), random), origin());
  }

  FundUpdate fundUpdate() {
    return new FundUpdate(new InsuranceFund(id(), number(), notNegative()), origin());
  }

  private PolicyTerms terms() {
    return new PolicyTerms(
        threshold("1.2", "2"),
        threshold("1", "1.5"),
        threshold("0.7", "0.8"),
        threshold("0", "0.1"),
        random.nextBoolean(),
        any(CloseOutRule.class),
        new BigDecimal("1.5").add(share()),
        Level.ofCode(random.nextInt(1, 5)),
        RandomCascadeTerms.ofPolicy(random));
  }

  private PolicyTerms.Threshold threshold(String entry, String exit) {
    BigDecimal least = new BigDecimal(entry);
    return new PolicyTerms.Threshold(
        least.signum() == 0 ? least : least.add(share().movePointLeft(2)),
        new BigDecimal(exit).add(share().movePointLeft(2)));
  }

  RiskPolicy riskPolicy() {
    return new RiskPolicy(
        id(), number(), terms(), some(() -> new RiskPolicy.Scheduled(random.nextLong(), terms())));
  }

  PolicyUpdate policyUpdate() {
    return new PolicyUpdate(riskPolicy(), number(), origin());
  }

  RejectedRecord rejectedRecord() {
    return new RejectedRecord(
        origin(), any(Refusal.class), text(), maybe(this::text), maybe(this::number));
  }

  <T> Inbound<T> inbound(Supplier<T> value) {
    return random.nextBoolean() ? Inbound.of(value.get()) : Inbound.rejected(rejectedRecord());
  }

  PriceQuality priceQuality() {
    return judgements.quality();
  }

  FactorRecord factorRecord() {
    return new FactorRecord(
        judgements.state(maybe(this::riskFactorParameters)),
        some(this::marketInput),
        random.nextBoolean());
  }

  MarketInput marketInput() {
    return switch (random.nextInt(6)) {
      case 5 -> new MarketInput.OfNaming(text(), number());
      case 4 -> new MarketInput.OfVerdict(judgements.verdict(origin()));
      case 3 -> new MarketInput.OfFactor(factorUpdate());
      case 0 -> new MarketInput.OfInstrument(instrumentUpdate());
      case 1 -> new MarketInput.OfPolicy(policyUpdate());
      default -> new MarketInput.OfPrice(oraclePrice());
    };
  }

  MarketEvent marketEvent() {
    return switch (random.nextInt(9)) {
      case 6 ->
          new MarketEvent.ValidityChange(
              number(), number(), random.nextInt(), judgements.certainty(), any(JudgedBy.class));
      case 7 ->
          new MarketEvent.PriceChange(
              number(),
              number(),
              random.nextInt(),
              number(),
              random.nextInt(19),
              number(),
              number(),
              judgements.certainty(),
              any(JudgedBy.class),
              some(this::factorValue));
      case 4 ->
          new MarketEvent.FactorsNamed(
              number(), number(), some(this::riskFactor), some(this::factorValue));
      case 5 ->
          new MarketEvent.FactorChange(
              number(),
              number(),
              random.nextInt(),
              riskFactorParameters(),
              some(this::factorValue));
      case 0 ->
          new MarketEvent.InstrumentChange(
              number(),
              number(),
              random.nextInt(),
              instrumentParameters(),
              some(this::factorValue));
      case 1 -> new MarketEvent.PolicyChange(number(), number(), riskPolicy());
      case 2 -> new MarketEvent.EpochBegun(number(), number(), number());
      case 8 ->
          new MarketEvent.IntervalMarker(
              number(),
              number(),
              some(() -> new FactorSpread(random.nextInt(), judgements.spread())));
      default ->
          new MarketEvent.PriceChange(
              number(),
              number(),
              random.nextInt(),
              number(),
              random.nextInt(19),
              number(),
              number(),
              some(this::factorValue));
    };
  }

  HealthTransition healthTransition() {
    Cause cause =
        new Cause(
            any(CauseType.class),
            maybe(this::text),
            maybe(this::positive),
            number(),
            maybe(this::number));
    return new HealthTransition(
        id(),
        number(),
        number(),
        number(),
        any(Level.class),
        any(Level.class),
        any(Level.class),
        cause,
        maybe(() -> new Valuation(product(), product())),
        maybe(this::text));
  }

  LiquidationTrigger liquidationTrigger() {
    return new LiquidationTrigger(
        id(),
        number(),
        random.nextInt(),
        Long.toHexString(random.nextLong()),
        any(TriggerKind.class),
        any(Level.class),
        healthTransition(),
        random.nextBoolean(),
        decimal(),
        maybe(() -> new Valuation(decimal(), notNegative())),
        decimal(),
        some(this::triggerLeg),
        some(this::triggerFactor),
        some(this::closeOutLeg),
        id(),
        number());
  }

  Capacity capacity() {
    return random.nextBoolean() ? Capacity.of(depthUpdate()) : Capacity.of(fundUpdate());
  }

  MarkedSlice markedSlice() {
    Slice slice = new Slice();
    for (int i = random.nextInt(4); i > 0; i--) {
      slice.addPending();
    }
    return new MarkedSlice(
        number(),
        number(),
        random.nextInt(),
        maybe(this::facts),
        slice,
        new TreeMap<>(
            Map.of(text(), Latencies.of(Map.of(random.nextInt(999), 1L + random.nextInt(99))))));
  }

  private MarkerFacts facts() {
    return new MarkerFacts(
        number(),
        random.nextBoolean(),
        some(this::rowFacts),
        new TreeMap<>(Map.of(random.nextInt(), text())));
  }

  private RowFacts rowFacts() {
    return new RowFacts(
        random.nextInt(),
        text(),
        new PriceFacts(
            decimal(),
            any(Validity.class),
            random.nextBoolean(),
            decimal(),
            maybe(this::decimal),
            number(),
            random.nextInt(),
            random.nextInt(),
            maybe(this::decimal),
            maybe(this::decimal)),
        maybe(this::text),
        ImpactTerms.DEFAULT);
  }

  TriggerMessage triggerMessage() {
    return random.nextInt(4) == 0
        ? new TriggerMessage.EpochBegun(number(), number(), number(), random.nextInt())
        : new TriggerMessage.OfTrigger(number(), liquidationTrigger());
  }

  private TriggerLeg triggerLeg() {
    return new TriggerLeg(
        id(),
        any(LegKind.class),
        text(),
        decimal(),
        maybe(this::decimal),
        maybe(this::positive),
        id(),
        positive(),
        number(),
        number(),
        number());
  }

  private TriggerFactor triggerFactor() {
    return new TriggerFactor(
        id(),
        positive(),
        maybe(this::positive),
        maybe(this::positive),
        any(Validity.class),
        number(),
        number());
  }

  private CloseOutLeg closeOutLeg() {
    return new CloseOutLeg(
        id(), any(LegKind.class), text(), decimal(), maybe(this::positive), share());
  }

  AccountRecord accountRecord() {
    long snapshot = random.nextInt(4) == 0 ? Long.MIN_VALUE : number();
    return new AccountRecord(
        any(AccountRecord.Status.class),
        sequence(snapshot),
        snapshot,
        random.nextLong(),
        sequence(snapshot),
        new Element<>(decimal(), sequence(snapshot)),
        some(() -> new Element<>(balance(), sequence(snapshot))),
        some(() -> new Element<>(position(), sequence(snapshot))),
        random.nextBoolean() ? Standing.NEVER : number(),
        standing());
  }

  private Standing standing() {
    return new Standing(
        any(Level.class),
        any(Level.class),
        number(),
        random.nextInt(),
        sequence(Standing.NEVER),
        random.nextBoolean(),
        sequence(Standing.NEVER),
        sequence(Standing.NEVER),
        sequence(Standing.NEVER),
        maybe(this::text));
  }

  private long sequence(long snapshot) {
    return random.nextBoolean() ? snapshot : number();
  }
}
