package io.breakwater.kafka;

import io.breakwater.cascade.impact.InsuranceFund;
import io.breakwater.cascade.impact.RandomDepth;
import io.breakwater.margin.account.AccountChange;
import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.margin.account.Balance;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.model.CloseOutLeg;
import io.breakwater.margin.model.LegKind;
import io.breakwater.margin.model.Valuation;
import io.breakwater.margin.terms.BalanceSide;
import io.breakwater.margin.terms.CloseOutRule;
import io.breakwater.margin.terms.InstrumentFactors;
import io.breakwater.margin.terms.InstrumentKind;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.Level;
import io.breakwater.margin.terms.MarginBasis;
import io.breakwater.margin.terms.MarginParameters;
import io.breakwater.margin.terms.MarginTier;
import io.breakwater.margin.terms.PolicyTerms;
import io.breakwater.margin.terms.PolicyTerms.Threshold;
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
import io.breakwater.oracle.JudgingTerms;
import io.breakwater.oracle.OraclePrice;
import io.breakwater.oracle.Product;
import io.breakwater.oracle.RandomTerms;
import io.breakwater.oracle.RiskFactorParameters;
import io.breakwater.oracle.Validity;
import io.breakwater.stream.event.DepthUpdate;
import io.breakwater.stream.event.FactorUpdate;
import io.breakwater.stream.event.FundUpdate;
import io.breakwater.stream.event.InstrumentUpdate;
import io.breakwater.stream.event.PolicyUpdate;
import io.breakwater.stream.event.RejectedRecord;
import io.breakwater.value.Decimals;
import io.breakwater.value.Origin;
import io.breakwater.value.PriceScale;
import io.breakwater.value.Refusal;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Random domain values of everything that crosses the Kafka edge. */
final class RandomValues {
  static final Origin ORIGIN = new Origin("topic", 3, 42, new byte[] {1, 2, 3});
  private static final long LAST_MICROS = 253_402_300_799_999_999L;
  private static final int MOST_DIGITS = 38;

  private final Random random;

  private static final FactorKind[] USED = {
    FactorKind.PRICE, FactorKind.BORROW_INDEX, FactorKind.SUPPLY_INDEX
  };

  RandomValues(long seed) {
    random = new Random(seed);
  }

  OraclePrice price() {
    return new OraclePrice(
        id(),
        one(USED),
        maybe(this::id),
        positive(),
        maybe(this::notNegative),
        time(),
        number(),
        ORIGIN);
  }

  AccountUpdate accountUpdate() {
    AccountChange change =
        switch (random.nextInt(6)) {
          case 0 -> new AccountChange.Snapshot(decimal(), balances(), positions());
          case 4 -> new AccountChange.Parts(decimal(), balances(), positions());
          case 1 -> AccountChange.Parts.of(position("P"));
          case 2 -> AccountChange.Parts.of(balance("B"));
          case 3 -> AccountChange.Parts.of(decimal());
          default -> new AccountChange.Closed();
        };
    return new AccountUpdate(id(), number(), time(), change, ORIGIN);
  }

  private List<Balance> balances() {
    List<Balance> balances = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      balances.add(balance("B" + i));
    }
    return balances;
  }

  private List<Position> positions() {
    List<Position> positions = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      positions.add(position("P" + i));
    }
    return positions;
  }

  private Balance balance(String instrument) {
    return new Balance(instrument, one(BalanceSide.values()), notNegative(), maybe(this::positive));
  }

  private Position position(String instrument) {
    return new Position(instrument, maybe(this::id), decimal(), positive(), null);
  }

  InstrumentUpdate instrument() {
    List<InstrumentParameters.Scheduled> scheduled = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      scheduled.add(new InstrumentParameters.Scheduled(i, parameters()));
    }
    InstrumentKind kind = one(InstrumentKind.values());
    boolean own = random.nextBoolean();
    String id = id();
    InstrumentParameters parameters =
        new InstrumentParameters(
            id,
            kind,
            new InstrumentFactors(
                own ? id : "price of " + id(),
                kind.isAsset() ? maybe(() -> "borrow " + id()) : null,
                kind.isAsset() ? maybe(() -> "supply " + id()) : null),
            own ? random.nextInt(Decimals.SCALE + 1) : PriceScale.UNSTATED,
            number(),
            parameters(),
            scheduled);
    return new InstrumentUpdate(parameters, time(), ORIGIN);
  }

  FactorUpdate factor() {
    Product product = maybe(() -> new Product("left " + id(), "right " + id()));
    List<RiskFactorParameters.Scheduled> scheduled = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      scheduled.add(new RiskFactorParameters.Scheduled(i, factorTerms(product != null)));
    }
    RiskFactorParameters parameters =
        new RiskFactorParameters(
            id(), one(USED), product, number(), factorTerms(product != null), scheduled);
    return new FactorUpdate(parameters, time(), ORIGIN);
  }

  private FactorTerms factorTerms(boolean isDerived) {
    return factorTerms(isDerived || random.nextBoolean() ? null : RandomTerms.of(random));
  }

  private FactorTerms factorTerms(JudgingTerms judging) {
    return new FactorTerms(random.nextInt(PriceScale.UNSTATED, Decimals.SCALE + 1), judging);
  }

  private MarginParameters parameters() {
    return new MarginParameters(
        tiers(),
        one(MarginBasis.values()),
        fraction(),
        notNegative(),
        fraction(),
        BigDecimal.ONE.add(fraction()),
        fraction(),
        RandomCascadeTerms.ofInstrument(random));
  }

  /** Progressive, some with the deductions that follow from the bounds. */
  private TierTable tiers() {
    List<MarginTier> tiers = new ArrayList<>();
    tiers.add(MarginTier.of("0", "0.004"));
    for (int i = random.nextInt(4); i > 0; i--) {
      tiers.add(MarginTier.of(tiers.size() + "0000", "0." + tiers.size() + "1"));
    }
    TierTable table = new TierTable(tiers);
    if (random.nextBoolean()) {
      return table;
    }
    List<MarginTier> stated = new ArrayList<>();
    for (int t = 0; t < tiers.size(); t++) {
      MarginTier tier = tiers.get(t);
      stated.add(new MarginTier(tier.notionalFrom(), tier.rate(), table.deductions().get(t)));
    }
    return new TierTable(stated);
  }

  PolicyUpdate policy() {
    List<RiskPolicy.Scheduled> scheduled = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      scheduled.add(new RiskPolicy.Scheduled(i, terms()));
    }
    return new PolicyUpdate(new RiskPolicy(id(), number(), terms(), scheduled), time(), ORIGIN);
  }

  private PolicyTerms terms() {
    BigDecimal severe = new BigDecimal("0.5").add(fraction());
    BigDecimal liquidatable = severe.add(new BigDecimal("0.25"));
    BigDecimal warning = liquidatable.add(new BigDecimal("0.25"));
    BigDecimal gap = random.nextBoolean() ? new BigDecimal("0.125") : BigDecimal.ZERO;
    return new PolicyTerms(
        new Threshold(warning, warning.add(gap)),
        new Threshold(liquidatable, liquidatable.add(gap)),
        new Threshold(severe, severe.add(gap)),
        new Threshold(BigDecimal.ZERO, gap),
        random.nextBoolean(),
        one(CloseOutRule.values()),
        new BigDecimal("1.5").add(fraction()),
        Level.ofCode(random.nextInt(1, 5)),
        RandomCascadeTerms.ofPolicy(random));
  }

  DepthUpdate depth() {
    return new DepthUpdate(RandomDepth.of(id(), time(), random), ORIGIN);
  }

  FundUpdate fund() {
    return new FundUpdate(new InsuranceFund(id(), time(), notNegative()), ORIGIN);
  }

  HealthTransition transition() {
    return new HealthTransition(
        id(),
        time(),
        number(),
        number(),
        one(Level.values()),
        one(Level.values()),
        one(Level.values()),
        new Cause(
            one(CauseType.values()),
            maybe(this::id),
            maybe(this::positive),
            number(),
            maybe(this::time)),
        maybe(() -> new Valuation(decimal(), notNegative())),
        maybe(this::id));
  }

  LiquidationTrigger trigger() {
    List<TriggerLeg> legs = new ArrayList<>();
    List<TriggerFactor> factors = new ArrayList<>();
    List<CloseOutLeg> closeOut = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      legs.add(
          new TriggerLeg(
              id(),
              one(LegKind.values()),
              maybeEmpty(),
              decimal(),
              maybe(this::notNegative),
              maybe(this::positive),
              id(),
              positive(),
              number(),
              time(),
              number()));
      factors.add(
          new TriggerFactor(
              id(),
              positive(),
              maybe(this::positive),
              maybe(this::positive),
              one(Validity.values()),
              number(),
              time()));
      closeOut.add(
          new CloseOutLeg(
              id(),
              one(LegKind.values()),
              maybeEmpty(),
              decimal(),
              maybe(this::positive),
              fraction()));
    }
    HealthTransition transition = transition();
    return new LiquidationTrigger(
        transition.account(),
        1 + random.nextInt(1_000),
        1 + random.nextInt(10),
        String.format("%016x", random.nextLong()),
        one(TriggerKind.values()),
        one(Level.values()),
        transition,
        transition.valuation() == null,
        decimal(),
        maybe(() -> new Valuation(decimal(), notNegative())),
        fraction(),
        legs,
        factors,
        closeOut,
        id(),
        number());
  }

  RejectedRecord rejected() {
    byte[] raw = new byte[random.nextInt(100)];
    random.nextBytes(raw);
    return new RejectedRecord(
        new Origin(id(), random.nextInt(100), number(), raw),
        one(Refusal.values()),
        "because " + id(),
        maybe(this::id),
        maybe(this::time));
  }

  private String id() {
    return "id-é漢-" + random.nextInt(1_000_000);
  }

  private String maybeEmpty() {
    return random.nextBoolean() ? "" : id();
  }

  private long time() {
    return switch (random.nextInt(4)) {
      case 0 -> 0;
      case 1 -> LAST_MICROS;
      default -> Math.floorMod(random.nextLong(), LAST_MICROS);
    };
  }

  long number() {
    return random.nextBoolean() ? random.nextInt(10) : random.nextLong() & Long.MAX_VALUE;
  }

  /** Up to 38 digits, 18 of them after the point; canonical. */
  private BigDecimal decimal() {
    int digits = random.nextInt(MOST_DIGITS + 1);
    BigInteger limit = BigInteger.TEN.pow(digits);
    BigInteger unscaled = new BigInteger(limit.bitLength() + 1, random).mod(limit);
    BigDecimal value = new BigDecimal(unscaled, Decimals.SCALE);
    return Decimals.canonical(random.nextBoolean() ? value : value.negate());
  }

  private BigDecimal notNegative() {
    return decimal().abs();
  }

  private BigDecimal positive() {
    BigDecimal value = notNegative();
    return value.signum() == 0 ? Decimals.MAX : value;
  }

  /** In [0, 0.5). */
  private BigDecimal fraction() {
    return Decimals.canonical(BigDecimal.valueOf(random.nextInt(500_000), 6));
  }

  private <T> T one(T[] values) {
    return values[random.nextInt(values.length)];
  }

  private <T> T maybe(Supplier<T> value) {
    return random.nextBoolean() ? value.get() : null;
  }
}
