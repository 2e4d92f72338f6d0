package io.breakwater.margin.linear;

import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.Balance;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.model.Arrival;
import io.breakwater.margin.model.FixedMarket;
import io.breakwater.margin.model.Valuation;
import io.breakwater.margin.reference.ReferenceEvaluator;
import io.breakwater.margin.terms.BalanceSide;
import io.breakwater.margin.terms.InstrumentKind;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.Level;
import io.breakwater.margin.terms.PolicyTerms;
import io.breakwater.value.Decimals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Seeded accounts in a market: hedged and repeated legs, deposits and debts, positions without an
 * entry price, cash that puts them at every level, and on request exactly at a threshold. Sizes and
 * entry prices go from 1e-18 to 1e19; now and then one contract has up to {@link #MOST_LEGS} legs
 * that cancel but for little.
 */
public final class RandomAccounts {
  private static final BigDecimal LAST_PLACE = BigDecimal.ONE.movePointLeft(Decimals.SCALE);
  private static final Level[] LEVELS = Level.values();

  /** Entry prices whose inverse ends within 18 decimals. */
  private static final long[] EXACT_INVERSES = {1, 2, 5, 10, 40, 125, 500, 1600, 20_000, 62_500};

  /** Most legs of one contract. */
  public static final int MOST_LEGS = 1_000;

  private static final int ONE_OF_MANY = 250;
  private static final BigDecimal LARGEST_OF_MANY = BigDecimal.TEN.pow(16);

  /** Beyond which nothing is worth that cash, which is below 1e20, could bring to a threshold. */
  private static final double LARGEST_WORTH = 1e19;

  private final RandomGenerator random;

  public RandomAccounts(RandomGenerator random) {
    this.random = random;
  }

  /** Any level, as the one that an account had before. */
  public Level level() {
    return LEVELS[random.nextInt(LEVELS.length)];
  }

  /** An account in at least one of the market's instruments, or rarely in none. */
  public Account in(FixedMarket market, String id) {
    List<Balance> balances = new ArrayList<>();
    List<Position> positions = new ArrayList<>();
    for (InstrumentParameters instrument : market.instruments().values()) {
      if (random.nextInt(5) > 0) {
        BigDecimal price = market.price(instrument.id());
        if (instrument.kind().isAsset()) {
          addBalances(balances, instrument, price);
        } else {
          addLegs(positions, instrument, price, market.scale(instrument.factors().price()));
        }
      }
    }
    Account broke = Arrival.of(new Account(id, BigDecimal.ZERO, balances, positions), market);
    return withCash(broke, cash(ReferenceEvaluator.value(broke, market)));
  }

  /**
   * The account with the cash at which its health is exactly zero, or one unit of the last place
   * beside it, for the entry or exit of some level. (Where that takes more than 18 decimals: within
   * one unit.)
   */
  public Account atThreshold(Account account, FixedMarket market) {
    return atThreshold(account, ReferenceEvaluator.value(account, market), market);
  }

  /** The same of an account that is worth this, by whatever rules. */
  public Account atThreshold(Account account, Valuation valuation, FixedMarket market) {
    PolicyTerms terms = market.policy().inForce();
    Level level = LEVELS[random.nextInt(1, Level.BAD_DEBT.ordinal())];
    PolicyTerms.Threshold threshold = terms.threshold(level);
    BigDecimal multiplier = random.nextBoolean() ? threshold.entry() : threshold.exit();
    BigDecimal health = valuation.health(multiplier);
    BigDecimal beside = LAST_PLACE.multiply(BigDecimal.valueOf(random.nextInt(-1, 2)));
    return withCash(account, account.cash().subtract(health).add(beside));
  }

  private void addBalances(
      List<Balance> balances, InstrumentParameters instrument, BigDecimal price) {
    for (BalanceSide side : BalanceSide.values()) {
      if (random.nextInt(5) < 3) {
        balances.add(new Balance(instrument.id(), side, amount(price), index(instrument, side)));
      }
    }
  }

  /** Where it grows: stated at an index, or at the one that stands. */
  private BigDecimal index(InstrumentParameters instrument, BalanceSide side) {
    return instrument.factors().index(side) == null || random.nextBoolean()
        ? null
        : RandomMarkets.accepted(0.2 + 2 * random.nextDouble(), Decimals.SCALE);
  }

  private void addLegs(
      List<Position> positions, InstrumentParameters instrument, BigDecimal price, int scale) {
    if (random.nextInt(ONE_OF_MANY) == 0) {
      addManyLegs(positions, instrument, price, scale);
      return;
    }
    int legs = Math.max(1, random.nextInt(-2, 4));
    BigDecimal hedged = amount(price);
    for (int leg = 0; leg < legs; leg++) {
      BigDecimal size = size(instrument, price, hedged);
      BigDecimal entry = entry(instrument, price, scale);
      positions.add(
          new Position(
              instrument.id(),
              leg == 0 ? "" : "leg" + leg,
              random.nextBoolean() ? size : size.negate(),
              entry,
              null));
    }
  }

  /**
   * Legs of one size, or of any, against one that leaves next to nothing of their sum: the worst
   * that a sum in floating point can meet.
   */
  private void addManyLegs(
      List<Position> positions, InstrumentParameters instrument, BigDecimal price, int scale) {
    int legs = random.nextInt(2, MOST_LEGS);
    boolean alike = random.nextBoolean();
    BigDecimal net = BigDecimal.ZERO;
    BigDecimal size = amount(price).min(LARGEST_OF_MANY);
    BigDecimal entry = entry(instrument, price, scale);
    for (int leg = 1; leg < legs; leg++) {
      size = alike ? size : amount(price).min(LARGEST_OF_MANY);
      BigDecimal signed = alike || random.nextBoolean() ? size : size.negate();
      net = net.add(signed);
      positions.add(new Position(instrument.id(), "leg" + leg, signed, entry, null));
    }
    int digits = random.nextInt(Decimals.SCALE);
    BigDecimal little = LAST_PLACE.multiply(BigDecimal.TEN.pow(digits));
    BigDecimal against = net.add(random.nextBoolean() ? little : little.negate()).negate();
    positions.add(new Position(instrument.id(), "against", against, entry, null));
  }

  private BigDecimal size(InstrumentParameters instrument, BigDecimal price, BigDecimal hedged) {
    if (instrument.kind() == InstrumentKind.INVERSE_PERPETUAL) {
      return BigDecimal.valueOf(100L * (1 + random.nextInt(1000)));
    }
    return random.nextInt(3) == 0 ? hedged : amount(price);
  }

  /** Whole units, so that notionals meet the bounds of tiers, three decimals, or of any worth. */
  private BigDecimal amount(BigDecimal price) {
    return switch (random.nextInt(4)) {
      case 0, 1 -> worthAtMost(price, BigDecimal.valueOf(1 + random.nextInt(60)));
      case 2 -> {
        double worth = Math.pow(10, 1 + 4 * random.nextDouble());
        yield onGrid(worth / price.doubleValue(), 3 + random.nextInt(2) * 15);
      }
      default -> worthAtMost(price, RandomMarkets.anyMagnitude(random));
    };
  }

  private static BigDecimal worthAtMost(BigDecimal price, BigDecimal size) {
    double worth = size.doubleValue() * price.doubleValue();
    return worth < LARGEST_WORTH ? size : onGrid(LARGEST_WORTH / price.doubleValue(), 18);
  }

  /** A size above 0 of this many decimals that a record can hold. */
  private static BigDecimal onGrid(double size, int scale) {
    return new BigDecimal(size)
        .setScale(scale, RoundingMode.FLOOR)
        .max(BigDecimal.ONE.movePointLeft(scale))
        .min(BigDecimal.TEN.pow(19));
  }

  private BigDecimal entry(InstrumentParameters instrument, BigDecimal price, int scale) {
    boolean inverse = instrument.kind() == InstrumentKind.INVERSE_PERPETUAL;
    if (random.nextInt(3) == 0) {
      return inverse
          ? BigDecimal.valueOf(EXACT_INVERSES[random.nextInt(EXACT_INVERSES.length)])
          : BigDecimal.ZERO;
    }
    if (random.nextInt(8) == 0) {
      return RandomMarkets.anyMagnitude(random);
    }
    double near = price.doubleValue() * (0.5 + random.nextDouble());
    return RandomMarkets.accepted(near, scale);
  }

  /**
   * Such that equity over requirement lies anywhere from −0.5 to 2.5, and sometimes zero.
   *
   * @param valuation without any cash
   */
  public BigDecimal cash(Valuation valuation) {
    if (random.nextInt(8) == 0) {
      return BigDecimal.ZERO;
    }
    double ratio = -0.5 + 3 * random.nextDouble();
    double noise = random.nextInt(4) == 0 ? 100 * random.nextGaussian() : 0;
    double equity = ratio * valuation.requirement().doubleValue() + noise;
    int scale = random.nextInt(random.nextBoolean() ? 7 : Decimals.SCALE + 1);
    return new BigDecimal(equity)
        .subtract(valuation.equity())
        .setScale(scale, RoundingMode.HALF_EVEN);
  }

  /** With this cash, as far as a record can hold it. */
  public static Account withCash(Account account, BigDecimal cash) {
    BigDecimal held =
        cash.setScale(Decimals.SCALE, RoundingMode.FLOOR)
            .min(Decimals.MAX)
            .max(Decimals.MAX.negate());
    return new Account(account.id(), held, account.balances(), account.positions());
  }
}
