package io.breakwater.cascade;

import io.breakwater.cascade.impact.MarketDepth;
import io.breakwater.margin.Samples;
import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.Balance;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.model.FixedMarket;
import io.breakwater.margin.model.Valuation;
import io.breakwater.margin.reference.ReferenceEvaluator;
import io.breakwater.margin.terms.BalanceSide;
import io.breakwater.margin.terms.CascadeTerms;
import io.breakwater.margin.terms.ImpactRule;
import io.breakwater.margin.terms.ImpactTerms;
import io.breakwater.margin.terms.InstrumentFactors;
import io.breakwater.margin.terms.InstrumentKind;
import io.breakwater.oracle.FactorKind;
import io.breakwater.oracle.Product;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Seeded books for cascades: isolated and cross-margined longs and shorts, hedges, inverse
 * contracts, collateral with owed cash, loans, loops of a staked coin against the coin, accounts
 * that are below, owe nothing or cannot be valued; prices that several instruments share, products,
 * a borrow index, groups; and on purpose crowds of longs and shorts at one leverage, whose closing
 * carries the price to the next crowd or falls just short of it.
 *
 * <p>Contracts BTC, ETH, SOL and DOGE each are moved by another model of impact, and by which
 * changes with the seed; the depth is of the size of what the book holds. Nothing says how far the
 * ratio wstETH/ETH is moved.
 */
public final class GeneratedBooks {
  private static final List<String> CONTRACTS = List.of("BTC", "ETH", "SOL", "DOGE");
  private static final double[] PRICES = {43_250.5, 2_310.25, 98.4, 0.0815};
  private static final int[] SIZE_DECIMALS = {4, 3, 2, 0};
  private static final String[][] TIERS = {
    {"0", "0.004", "50000", "0.005", "600000", "0.01", "3000000", "0.025"},
    {"0", "0.005", "100000", "0.0065", "1000000", "0.02"},
    {"0", "0.01", "20000", "0.02", "150000", "0.05"},
    {"0", "0.02"}
  };

  private final SplittableRandom random;
  private final MarkerBuilder marker;
  private final double[] open = new double[CONTRACTS.size()];

  private GeneratedBooks(long seed) {
    random = new SplittableRandom(seed);
    marker = new MarkerBuilder(random.nextBoolean() ? Samples.STRICT : Samples.AT_EQUALITY);
  }

  /** A book of so many accounts; liquidators of deposits do not stop at their incentive. */
  public static MarkerBuilder marker(long seed, int accounts) {
    return new GeneratedBooks(seed).generate(accounts);
  }

  /**
   * A book of one contract, SOL, with so many accounts that ladders tell them in cells: isolated
   * longs and shorts of any leverage in between, and a market that takes about as much as they are,
   * so that a little decides how far it goes; and loans on coins, whose liquidators may stop.
   *
   * @param model of impact, 0 to 3: depth, linear, square root, bounded exponential
   */
  public static MarkerBuilder oneContract(
      long seed, int accounts, int model, boolean stopsAtIncentive) {
    return new GeneratedBooks(seed).generateOne(accounts, model, stopsAtIncentive);
  }

  private MarkerBuilder generateOne(int accounts, int model, boolean stopsAtIncentive) {
    int contract = CONTRACTS.indexOf("SOL");
    marker.with("SOL", FactorKind.PRICE, Double.toString(PRICES[contract]));
    marker.with(Lending.contract("SOL", InstrumentKind.PERPETUAL, "SOL", "0.005", TIERS[contract]));
    marker.with(Lending.asset("COIN", new InstrumentFactors("SOL", null, null), "0.8", "0.05"));
    marker.with(
        new CascadeTerms(
            CascadeTerms.DEFAULT_SHOCKS_BPS,
            List.of(),
            new TreeMap<>(),
            List.of(),
            CascadeTerms.DEFAULT_DUST_VALUE,
            stopsAtIncentive));
    for (int i = 0; i < accounts; i++) {
      String id = "o" + i;
      if (random.nextInt(4) == 0) {
        Balance deposit = deposit("COIN", 98.4, 2, 3000);
        double counted = deposit.amount().doubleValue() * 98.4 * 0.8;
        BigDecimal owed = decimal(counted / health(), 6);
        open[contract] += deposit.amount().doubleValue();
        marker.with(new Account(id, owed.negate(), List.of(deposit), List.of()));
      } else {
        double leverage = Math.exp(anyRatio(Math.log(1.5), Math.log(40)));
        marker.with(leveraged(id, position(contract), leverage));
      }
    }
    double size = open[contract] * anyRatio(0.3, 1.5);
    putImpact("SOL", model, size);
    marker.withFund("default", "250000");
    return marker;
  }

  private MarkerBuilder generate(int accounts) {
    putFactors();
    putInstruments();
    marker.with(terms());
    for (int i = 0; i < accounts; i++) {
      marker.with(account("a" + i));
    }
    putImpacts();
    return marker;
  }

  private void putFactors() {
    for (int i = 0; i < CONTRACTS.size(); i++) {
      marker.with(CONTRACTS.get(i), FactorKind.PRICE, Double.toString(PRICES[i]));
    }
    marker
        .with("STETH", FactorKind.PRICE, "2304.75")
        .with("USDC", FactorKind.PRICE, "0.9998")
        .with("wstETH/ETH", FactorKind.PRICE, "1.15231")
        .with("USDC.borrow", FactorKind.BORROW_INDEX, "1.04217")
        .with("wstETH", new Product("wstETH/ETH", "ETH"))
        .with("USDC*USDC.borrow", new Product("USDC", "USDC.borrow"));
  }

  private void putInstruments() {
    for (int i = 0; i < CONTRACTS.size(); i++) {
      String fee = i == 1 ? "0" : "0.0075";
      marker.with(
          Lending.contract(
              CONTRACTS.get(i), InstrumentKind.PERPETUAL, CONTRACTS.get(i), fee, TIERS[i]));
    }
    marker
        .with(
            Lending.contract(
                "BTC-COIN", InstrumentKind.INVERSE_PERPETUAL, "BTC", "0.005", TIERS[0]))
        .with(Lending.asset("ETH-ASSET", new InstrumentFactors("ETH", null, null), "0.825", "0.05"))
        .with(Lending.asset("STETH", InstrumentFactors.own("STETH"), "0.8", "0.06"))
        .with(Lending.asset("wstETH", InstrumentFactors.own("wstETH"), "0.79", "0.065"))
        .with(
            Lending.asset(
                "USDC", new InstrumentFactors("USDC", "USDC.borrow", null), "0.87", "0.04"));
  }

  private static CascadeTerms terms() {
    return new CascadeTerms(
        CascadeTerms.DEFAULT_SHOCKS_BPS,
        List.of(group("ether", "ETH", "1", "STETH", "1"), group("alts", "SOL", "1", "DOGE", "1.5")),
        new TreeMap<>(),
        List.of(),
        CascadeTerms.DEFAULT_DUST_VALUE,
        false);
  }

  private static CascadeTerms.Group group(
      String id, String first, String beta, String second, String otherBeta) {
    return new CascadeTerms.Group(
        id,
        List.of(
            new CascadeTerms.Member(first, new BigDecimal(beta)),
            new CascadeTerms.Member(second, new BigDecimal(otherBeta))));
  }

  private Account account(String id) {
    return switch (random.nextInt(16)) {
      case 0, 1, 2 -> isolated(id);
      case 3, 4, 5 -> crowded(id);
      case 6, 7 -> cross(id);
      case 8 -> hedged(id);
      case 9 -> inverse(id);
      case 10 -> collateralised(id);
      case 11, 12 -> loan(id);
      case 13 -> loop(id);
      case 14 -> shortWithDebt(id);
      default -> rare(id);
    };
  }

  private Account rare(String id) {
    return switch (random.nextInt(4)) {
      case 0 -> new Account(id, new BigDecimal("1200.5"), List.of(), List.of());
      case 1 ->
          new Account(
              id,
              BigDecimal.TEN,
              List.of(),
              List.of(Position.of("UNKNOWN", BigDecimal.ONE, BigDecimal.ONE)));
      case 2 -> withEquity(id, List.of(), List.of(position(anyContract())), anyRatio(0.2, 1.05));
      default -> withEquity(id, List.of(), List.of(position(anyContract())), anyRatio(-0.5, 0.5));
    };
  }

  /** A long or a short of 2 to 60 times its equity. */
  private Account isolated(String id) {
    int contract = anyContract();
    Position position = position(contract);
    double leverage = Math.exp(anyRatio(Math.log(2), Math.log(60)));
    return leveraged(id, position, leverage);
  }

  /** One of a crowd: the same side and leverage as many others, but for a few basis points. */
  private Account crowded(String id) {
    int contract = anyContract();
    boolean isLong = random.nextInt(3) > 0;
    double[] crowds = {50, 25, 20, 16, 12.5, 10, 8, 5};
    double leverage = crowds[random.nextInt(crowds.length)];
    Position position = position(contract, isLong);
    return leveraged(id, position, leverage * (1 + 0.002 * random.nextDouble()));
  }

  private Account leveraged(String id, Position position, double leverage) {
    double notional = position.size().abs().doubleValue() * price(position.instrument());
    BigDecimal profit =
        position
            .size()
            .multiply(decimal(price(position.instrument()), 8).subtract(position.entryPrice()));
    return new Account(
        id, decimal(notional / leverage, 6).subtract(profit), List.of(), List.of(position));
  }

  private Account cross(String id) {
    List<Position> positions = new ArrayList<>();
    for (int i = 0; i < CONTRACTS.size(); i++) {
      if (random.nextInt(3) > 0) {
        positions.add(position(i));
      }
    }
    if (positions.isEmpty()) {
      positions.add(position(0));
    }
    return withEquity(id, List.of(), positions, anyRatio(1.02, 12));
  }

  /** A long and a short in one contract that cancel, or nearly. */
  private Account hedged(String id) {
    int contract = anyContract();
    Position first = position(contract);
    BigDecimal against =
        random.nextBoolean()
            ? first.size().negate()
            : decimal(-0.9 * first.size().doubleValue(), SIZE_DECIMALS[contract]);
    Position second = new Position(first.instrument(), "hedge", against, first.entryPrice(), null);
    return withEquity(id, List.of(), List.of(first, second), anyRatio(1.02, 6));
  }

  private Account inverse(String id) {
    BigDecimal size = BigDecimal.valueOf(100L * (1 + random.nextInt(400)));
    Position position =
        Position.of(
            "BTC-COIN",
            random.nextBoolean() ? size : size.negate(),
            decimal(PRICES[0] * anyRatio(0.9, 1.1), 2));
    List<Position> positions = new ArrayList<>(List.of(position));
    if (random.nextBoolean()) {
      positions.add(position(0));
    }
    return withEquity(id, List.of(), positions, anyRatio(1.02, 20));
  }

  /** Positions on a deposit, with cash that is owed or not. */
  private Account collateralised(String id) {
    Balance deposit = deposit("ETH-ASSET", 2310, 0.5, 20);
    return withEquity(id, List.of(deposit), List.of(position(anyContract())), anyRatio(1.02, 8));
  }

  private Account loan(String id) {
    boolean isStaked = random.nextInt(3) == 0;
    Balance deposit =
        isStaked ? deposit("wstETH", 2660, 0.2, 30) : deposit("ETH-ASSET", 2310, 0.2, 30);
    double counted = deposit.amount().doubleValue() * (isStaked ? 2662.1 * 0.79 : 2310.25 * 0.825);
    double owed = counted / health();
    if (random.nextBoolean()) {
      return new Account(id, decimal(-owed, 6), List.of(deposit), List.of());
    }
    Balance debt =
        new Balance("USDC", BalanceSide.DEBT, decimal(owed / 1.04217, 6), new BigDecimal("1.0031"));
    return new Account(id, BigDecimal.ZERO, List.of(deposit, debt), List.of());
  }

  /** A staked coin, told as a product or as a price of its own, against the coin. */
  private Account loop(String id) {
    boolean isProduct = random.nextBoolean();
    Balance deposit = deposit(isProduct ? "wstETH" : "STETH", 2500, 0.5, 40);
    double counted =
        deposit.amount().doubleValue() * (isProduct ? 1.15231 * 0.79 : 2304.75 / 2310.25 * 0.8);
    Balance debt = Balance.of("ETH-ASSET", BalanceSide.DEBT, decimal(counted / health(), 6));
    return new Account(id, BigDecimal.ZERO, List.of(deposit, debt), List.of());
  }

  /** Dollars against coins that were sold: what falls when the coin rises. */
  private Account shortWithDebt(String id) {
    Balance deposit = deposit("USDC", 1, 500, 40_000);
    double counted = deposit.amount().doubleValue() * 0.9998 * 0.87;
    Balance debt =
        Balance.of("ETH-ASSET", BalanceSide.DEBT, decimal(counted / health() / 2310.25, 6));
    return new Account(id, BigDecimal.ZERO, List.of(deposit, debt), List.of());
  }

  /** Mostly above 1, crowded near 1.1, now and then below. */
  private double health() {
    return switch (random.nextInt(12)) {
      case 0 -> anyRatio(0.7, 1);
      case 1, 2, 3 -> anyRatio(1.1, 1.103);
      default -> anyRatio(1.001, 2.5);
    };
  }

  private Balance deposit(String asset, double price, double least, double most) {
    double amount = Math.exp(anyRatio(Math.log(least), Math.log(most)));
    return Balance.of(asset, BalanceSide.DEPOSIT, decimal(amount, price < 10 ? 2 : 5));
  }

  /** With the cash at which equity is so many times the requirement. */
  private Account withEquity(
      String id, List<Balance> balances, List<Position> positions, double ratio) {
    FixedMarket market = marker.market();
    Account broke = new Account(id, BigDecimal.ZERO, balances, positions);
    Valuation valuation = ReferenceEvaluator.value(broke, market);
    BigDecimal cash =
        decimal(ratio * valuation.requirement().doubleValue(), 6)
            .subtract(valuation.equity())
            .setScale(6, RoundingMode.HALF_EVEN);
    return new Account(id, cash, balances, positions);
  }

  private int anyContract() {
    return random.nextInt(CONTRACTS.size());
  }

  private Position position(int contract) {
    return position(contract, random.nextInt(5) > 1);
  }

  private Position position(int contract, boolean isLong) {
    double notional = Math.exp(anyRatio(Math.log(200), Math.log(400_000)));
    BigDecimal size =
        decimal(notional / PRICES[contract], SIZE_DECIMALS[contract])
            .max(BigDecimal.ONE.movePointLeft(SIZE_DECIMALS[contract]));
    open[contract] += size.doubleValue();
    BigDecimal entry = decimal(PRICES[contract] * anyRatio(0.9, 1.1), 6);
    return Position.of(CONTRACTS.get(contract), isLong ? size : size.negate(), entry);
  }

  private static double price(String contract) {
    return PRICES[CONTRACTS.indexOf(contract)];
  }

  private double anyRatio(double least, double most) {
    return least + (most - least) * random.nextDouble();
  }

  private static BigDecimal decimal(double value, int decimals) {
    return new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
  }

  private void putImpacts() {
    int turn = random.nextInt(CONTRACTS.size());
    for (int i = 0; i < CONTRACTS.size(); i++) {
      String contract = CONTRACTS.get(i);
      putImpact(contract, (i + turn) % CONTRACTS.size(), open[i] * anyRatio(0.5, 2));
    }
    marker.with(depth("STETH", 200));
    marker.with(
        "USDC",
        new ImpactTerms(
            new ImpactRule.DepthCurve(),
            new ImpactRule.Linear(new BigDecimal("3000000")),
            60,
            "lending"));
    marker.withFund("default", "250000").withFund("lending", "1000");
  }

  private void putImpact(String contract, int model, double size) {
    switch (model) {
      case 0 -> marker.with(depth(contract, size));
      case 1 -> put(contract, new ImpactRule.Linear(decimal(2 * size + 1, 4)));
      case 2 ->
          put(
              contract,
              new ImpactRule.SquareRoot(
                  new BigDecimal("0.8"), new BigDecimal("0.09"), decimal(0.3 * size + 1, 4)));
      default ->
          put(
              contract,
              new ImpactRule.BoundedExponential(
                  new BigDecimal("0.35"), decimal(0.4 * size + 1, 4)));
    }
  }

  private void put(String contract, ImpactRule rule) {
    marker.with(contract, new ImpactTerms(rule, null, 60, "default"));
  }

  /** With a hole from 300 to 400 bps on one side. */
  private MarketDepth depth(String instrument, double size) {
    double[] bps = {10, 50, 100, 200, 300, 400, 600, 1000, 2500};
    double[] shares = {0.004, 0.02, 0.05, 0.11, 0.16, 0.16, 0.25, 0.4, 0.9};
    List<MarketDepth.Point> bids = new ArrayList<>();
    List<MarketDepth.Point> asks = new ArrayList<>();
    for (int i = 0; i < bps.length; i++) {
      bids.add(point(bps[i], shares[i] * size));
      asks.add(point(bps[i] * 1.1, (shares[i] + 0.001 * i) * size));
    }
    return new MarketDepth(instrument, MarkerBuilder.AS_OF - 1_500_000, bids, asks);
  }

  private static MarketDepth.Point point(double bps, double size) {
    return new MarketDepth.Point(decimal(bps, 1), decimal(size, 6));
  }
}
