package io.breakwater.local.recovery;

import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.AccountChange;
import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.margin.account.Balance;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.model.Valuation;
import io.breakwater.margin.reference.ReferenceEvaluator;
import io.breakwater.margin.terms.BalanceSide;
import io.breakwater.margin.terms.InstrumentKind;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.MarginBasis;
import io.breakwater.margin.terms.MarginParameters;
import io.breakwater.margin.terms.MarginTier;
import io.breakwater.margin.terms.PolicyTerms;
import io.breakwater.margin.terms.PolicyTerms.Threshold;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.margin.terms.TierTable;
import io.breakwater.oracle.FactorKind;
import io.breakwater.oracle.FactorTerms;
import io.breakwater.oracle.OraclePrice;
import io.breakwater.oracle.RiskFactorParameters;
import io.breakwater.stream.event.FactorUpdate;
import io.breakwater.stream.event.InstrumentUpdate;
import io.breakwater.stream.event.MarketInput;
import io.breakwater.stream.event.PolicyUpdate;
import io.breakwater.value.Origin;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A seeded input: prices of all scales and magnitudes that swing so far that accounts with little
 * margin go through all levels and back, accounts that are put at a threshold, somewhere else,
 * changed in part, closed and opened again, and now and then other rules.
 */
final class RandomInput {
  private static final List<String> CONTRACTS = List.of("BTC", "ETH", "SOL");
  private static final String GOLD = "GOLD";
  private static final long FIRST_MICROS = 1_700_000_000_000_000L;
  private static final int MOST_MICROS_BETWEEN = 1_500;
  private static final long PAUSE_MICROS = 10_000;
  private static final double SWING = 0.03;
  private static final double[] WAVES = {7, 31, 113};

  private final SplittableRandom random;
  private final List<String> accounts;
  private final boolean hysteresis;
  private final Map<String, Magnitude> magnitudes = new TreeMap<>();
  private final PlainMarket market = new PlainMarket();
  private final Map<String, Long> ticks = new HashMap<>();
  private final Set<String> closed = new HashSet<>();
  private List<MarketInput> marketInputs = new ArrayList<>();
  private List<AccountUpdate> accountInputs = new ArrayList<>();
  private long micros = FIRST_MICROS;
  private long sequence;

  /**
   * @param hysteresis whether levels depend on the order of events too, not only on where they lead
   */
  RandomInput(long seed, int accounts, boolean hysteresis) {
    this.random = new SplittableRandom(seed);
    this.accounts = IntStream.range(0, accounts).mapToObj(i -> "account-" + i).toList();
    this.hysteresis = hysteresis;
    for (String contract : CONTRACTS) {
      magnitudes.put(
          contract, magnitudes.isEmpty() ? Magnitude.largest(random) : Magnitude.any(random));
    }
    magnitudes.put(GOLD, Magnitude.any(random));
  }

  /** Everything once: rules, prices, accounts. */
  Portion first() {
    CONTRACTS.forEach(this::publishRules);
    publishRules(GOLD);
    publishPolicy();
    magnitudes.keySet().forEach(this::tick);
    accounts.forEach(this::snapshot);
    return portion();
  }

  /** The next events, as many as said. */
  Portion next(int events) {
    for (int i = 0; i < events; i++) {
      micros += random.nextInt(MOST_MICROS_BETWEEN);
      happen();
    }
    return portion();
  }

  private void happen() {
    int choice = random.nextInt(200);
    if (choice == 0) {
      publishPolicy();
    } else if (choice <= 3) {
      publishRules(anyInstrument());
    } else if (choice <= 40) {
      update(accounts.get(random.nextInt(accounts.size())));
    } else {
      tick(anyInstrument());
    }
  }

  private String anyInstrument() {
    int choice = random.nextInt(CONTRACTS.size() + 1);
    return choice == CONTRACTS.size() ? GOLD : CONTRACTS.get(choice);
  }

  /**
   * Lets time pass in every partition of every topic, so that all before is due on the event clock:
   * rules and policy as they are, and nothing that anybody holds.
   *
   * @param priceKeys ids of instruments nobody holds, one in each partition of prices
   * @param accountKeys ids of accounts that hold nothing, one in each partition of accounts
   */
  Portion pause(List<String> priceKeys, List<String> accountKeys) {
    micros += PAUSE_MICROS;
    restateFactor();
    publish(GOLD, market.parameters(GOLD).inForce());
    publish(market.policy().inForce());
    priceKeys.forEach(instrument -> price(instrument, BigDecimal.ONE));
    accountKeys.forEach(
        account -> send(account, new AccountChange.Snapshot(BigDecimal.ONE, List.of(), List.of())));
    return portion();
  }

  /** Of a factor that nothing rests on: its topic has a clock too. */
  private void restateFactor() {
    RiskFactorParameters parameters =
        new RiskFactorParameters(
            "nobody's", FactorKind.PRICE, null, ++sequence, FactorTerms.UNSTATED, List.of());
    add(new MarketInput.OfFactor(new FactorUpdate(parameters, micros, Origin.NONE)));
  }

  private Portion portion() {
    Portion portion = new Portion(marketInputs, accountInputs);
    marketInputs = new ArrayList<>();
    accountInputs = new ArrayList<>();
    return portion;
  }

  private void add(MarketInput input) {
    marketInputs.add(input);
    if (market.understands(input)) {
      market.apply(input);
    }
  }

  private void publishRules(String id) {
    publish(id, id.equals(GOLD) ? rulesOfGold() : rulesOfContract());
  }

  private void publish(String id, MarginParameters rules) {
    InstrumentKind kind = id.equals(GOLD) ? InstrumentKind.ASSET : InstrumentKind.PERPETUAL;
    InstrumentParameters parameters =
        new InstrumentParameters(
            id, kind, magnitudes.get(id).scale(), ++sequence, rules, List.of());
    add(new MarketInput.OfInstrument(new InstrumentUpdate(parameters, micros, Origin.NONE)));
  }

  private MarginParameters rulesOfContract() {
    TierTable tiers =
        new TierTable(List.of(MarginTier.of("0", "0.04"), MarginTier.of("20000", anyRate())));
    return rules(tiers, BigDecimal.ONE, BigDecimal.ONE);
  }

  private String anyRate() {
    return random.nextBoolean() ? "0.05" : "0.06";
  }

  private MarginParameters rulesOfGold() {
    return rules(
        TierTable.EMPTY, new BigDecimal(random.nextBoolean() ? "0.9" : "0.85"), decimal("1.1"));
  }

  private static MarginParameters rules(
      TierTable tiers, BigDecimal depositWeight, BigDecimal debtWeight) {
    return new MarginParameters(
        tiers,
        MarginBasis.MARK,
        decimal("0.0005"),
        BigDecimal.ONE,
        depositWeight,
        debtWeight,
        decimal("0.01"));
  }

  private static BigDecimal decimal(String text) {
    return new BigDecimal(text);
  }

  private void publishPolicy() {
    publish(
        new PolicyTerms(
            threshold(random.nextBoolean() ? "1.25" : "1.3", "1.4"),
            threshold("1", "1.1"),
            threshold("0.6", "0.7"),
            threshold("0", "0.1"),
            random.nextBoolean(),
            PolicyTerms.DEFAULT.closeOut()));
  }

  private void publish(PolicyTerms terms) {
    RiskPolicy policy = new RiskPolicy("default", ++sequence, terms, List.of());
    add(new MarketInput.OfPolicy(new PolicyUpdate(policy, micros, Origin.NONE)));
  }

  private Threshold threshold(String entry, String exit) {
    return new Threshold(decimal(entry), hysteresis ? decimal(exit) : null);
  }

  /** A price on waves of several lengths, so that it comes by the same accounts again and again. */
  private void tick(String instrument) {
    long tick = ticks.merge(instrument, 1L, Long::sum);
    double deviation = 0;
    for (double wave : WAVES) {
      deviation += Math.sin(2 * Math.PI * tick / wave) / WAVES.length;
    }
    deviation += (random.nextDouble() - 0.5) / 10;
    price(instrument, magnitudes.get(instrument).price(SWING * deviation));
  }

  private void price(String instrument, BigDecimal value) {
    add(
        new MarketInput.OfPrice(
            new OraclePrice(instrument, null, "", value, null, micros, ++sequence, Origin.NONE)));
  }

  private void update(String account) {
    int choice = random.nextInt(20);
    if (closed.contains(account) || choice <= 11) {
      snapshot(account);
    } else if (choice <= 15) {
      send(account, AccountChange.Parts.of(someAccount(account).cash()));
    } else if (choice <= 18) {
      String contract = CONTRACTS.get(random.nextInt(CONTRACTS.size()));
      send(account, AccountChange.Parts.of(somePosition(contract)));
    } else {
      closed.add(account);
      send(account, new AccountChange.Closed());
    }
  }

  private void snapshot(String account) {
    closed.remove(account);
    Account some = someAccount(account);
    send(account, new AccountChange.Snapshot(some.cash(), some.balances(), some.positions()));
  }

  private void send(String account, AccountChange change) {
    accountInputs.add(new AccountUpdate(account, ++sequence, micros, change, Origin.NONE));
  }

  /** Positions, perhaps gold, and as much cash as gives a chosen ratio of equity to requirement. */
  private Account someAccount(String id) {
    List<Position> positions =
        CONTRACTS.stream()
            .filter(contract -> random.nextInt(3) > 0)
            .map(this::somePosition)
            .toList();
    List<Balance> balances = random.nextInt(3) > 0 ? List.of() : List.of(someGold());
    Valuation withoutCash =
        ReferenceEvaluator.value(new Account(id, BigDecimal.ZERO, balances, positions), market);
    BigDecimal cash =
        withoutCash.requirement().multiply(someRatio()).subtract(withoutCash.equity());
    return new Account(id, cash.setScale(12, RoundingMode.HALF_EVEN), balances, positions);
  }

  private BigDecimal someRatio() {
    return switch (random.nextInt(8)) {
      case 0 -> decimal("1.25");
      case 1 -> decimal("1");
      case 2 -> BigDecimal.ZERO;
      default -> BigDecimal.valueOf(random.nextInt(-20, 200), 2);
    };
  }

  private Position somePosition(String contract) {
    BigDecimal price = market.value(contract);
    int notional = random.nextInt(1_000, 40_000) * (random.nextBoolean() ? 1 : -1);
    return Position.of(contract, Magnitude.size(BigDecimal.valueOf(notional), price), price);
  }

  private Balance someGold() {
    BalanceSide side = random.nextBoolean() ? BalanceSide.DEPOSIT : BalanceSide.DEBT;
    BigDecimal value = BigDecimal.valueOf(random.nextInt(2_000, 18_000));
    return Balance.of(GOLD, side, Magnitude.size(value, market.value(GOLD)));
  }
}
