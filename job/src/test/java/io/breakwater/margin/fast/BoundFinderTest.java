package io.breakwater.margin.fast;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.margin.Samples;
import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.linear.LinearMarginModel;
import io.breakwater.margin.linear.RandomAccounts;
import io.breakwater.margin.linear.RandomMarkets;
import io.breakwater.margin.mirror.Bounds;
import io.breakwater.margin.mirror.CompactAccount;
import io.breakwater.margin.mirror.FloatMarket;
import io.breakwater.margin.model.FixedMarket;
import io.breakwater.margin.model.MarginModel;
import io.breakwater.margin.model.PriceInterval;
import io.breakwater.margin.model.Valuation;
import io.breakwater.margin.reference.ReferenceEvaluator;
import io.breakwater.margin.terms.InstrumentKind;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.Level;
import io.breakwater.margin.terms.PolicyTerms;
import io.breakwater.value.Decimals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Whatever prices come within the bounds, the reference evaluator stays at the level; and bounds
 * are no tighter than they must be. A failure names the seed of its case.
 */
class BoundFinderTest {
  private static final int CASES = 15_000;
  private static final int PRICES = 12;
  private static final MarginModel MODEL = new LinearMarginModel();

  /** Of all that equity is a sum of: what floating point may take for rounding. */
  private static final double NEAR = 1e-10;

  /** Of a price. */
  private static final double ROUNDING = 1e-12;

  private static final class Case {
    final long seed;
    final SplittableRandom random;
    final RandomMarkets markets;
    final RandomAccounts accounts;
    FixedMarket market;
    Account account;
    Level level;
    String[] factors;
    final Bounds bounds = new Bounds();

    Case(long seed, int mostInstruments) {
      this.seed = seed;
      random = new SplittableRandom(seed);
      markets = new RandomMarkets(random);
      accounts = new RandomAccounts(random);
      market = mostInstruments == 1 ? markets.apartUpTo(1) : markets.upTo(mostInstruments);
      account = accounts.in(market, "account");
      level = accounts.level();
      find();
    }

    void move() {
      market = markets.moved(market);
      if (random.nextBoolean()) {
        account = accounts.atThreshold(account, market);
      }
      find();
    }

    private void find() {
      level = ReferenceEvaluator.level(account, level, market);
      FloatMarket numbers = FloatMarkets.of(market);
      for (String factor : market.factors()) {
        if (random.nextInt(8) != 0) {
          double move = market.value(factor).doubleValue() * random.nextDouble(-0.1, 0.1);
          long micros = random.nextLong(2_000_000);
          numbers.moves().moved(FloatMarkets.factor(market, factor), 0, 0);
          numbers.moves().moved(FloatMarkets.factor(market, factor), move, micros);
        }
      }
      CompactAccount compact = FloatMarkets.compact(account, market);
      factors = compact.factors();
      new BoundFinder(numbers).find(FloatMarkets.view(numbers, market, compact, level), bounds);
    }

    /**
     * Values at an end, between, or where they are, of each factor as if nothing derived from
     * others.
     */
    FixedMarket within() {
      Map<String, BigDecimal> prices = new HashMap<>();
      for (int i = 0; i < factors.length; i++) {
        if (i > 0 && factors[i].equals(factors[i - 1])) {
          continue;
        }
        String id = factors[i];
        long now = FloatMarkets.units(market, id);
        long low = bounds.low(i) == Bounds.NO_LOW ? 1 : Math.max(1, bounds.low(i));
        long high = bounds.high(i) == Bounds.NO_HIGH ? far(now) : bounds.high(i);
        long units =
            switch (random.nextInt(5)) {
              case 0, 1 -> low;
              case 2, 3 -> high;
              default -> low + (long) ((high - low) * random.nextDouble());
            };
        prices.put(id, BigDecimal.valueOf(units, market.scale(id)));
      }
      return market.apart().withPrices(prices);
    }

    /** There floating point may see no slack, and a curve that bends wakes on any change. */
    boolean standsNearAThreshold() {
      Valuation value = ReferenceEvaluator.value(account, market);
      double near = near().doubleValue();
      for (Level other : Level.values()) {
        if (other != Level.HEALTHY) {
          PolicyTerms.Threshold threshold = market.policy().inForce().threshold(other);
          if (Math.abs(value.health(threshold.entry()).doubleValue()) <= near
              || Math.abs(value.health(threshold.exit()).doubleValue()) <= near) {
            return true;
          }
        }
      }
      return false;
    }

    /** What floating point may take for rounding, as far as cash can tell. */
    private BigDecimal near() {
      return new BigDecimal(NEAR * FloatMarkets.gross(account, market))
          .setScale(Decimals.SCALE, RoundingMode.UP);
    }

    /** The exact box with so much more or less cash that it changes no level. */
    PriceInterval nearer(int sign) {
      BigDecimal off = near().multiply(BigDecimal.valueOf(sign));
      Account other = RandomAccounts.withCash(account, account.cash().add(off));
      return MODEL.safeBox(other, level, level, market).of("I0");
    }

    /** Whether it has about as much cash as a record can hold. */
    boolean hasNoRoomForCash() {
      return account.cash().abs().add(near()).compareTo(Decimals.MAX) > 0;
    }

    double units(BigDecimal price) {
      return price.movePointRight(market.parameters("I0").priceScale()).doubleValue();
    }

    /** A price far above, or the largest there is. */
    private long far(long units) {
      return random.nextBoolean() ? (long) (units * 1e5) : Long.MAX_VALUE;
    }

    @Override
    public String toString() {
      return "seed " + seed + ": " + account + " at " + level + " in " + market;
    }
  }

  @Test
  void levelStaysWithinTheBounds() {
    for (int seed = 0; seed < CASES; seed++) {
      Case made = new Case(seed, 6);
      for (int move = 0; move < 2; move++) {
        for (int i = 0; i < PRICES; i++) {
          FixedMarket inside = made.within();
          assertThat(ReferenceEvaluator.level(made.account, made.level, inside))
              .as("at %s, %s", inside.prices(), made)
              .isEqualTo(made.level);
        }
        made.move();
      }
    }
  }

  @Test
  void boundsHoldThePricesTheyWereMadeAt() {
    for (int seed = 0; seed < CASES; seed++) {
      Case made = new Case(seed, 6);
      for (int i = 0; i < made.factors.length; i++) {
        long now = FloatMarkets.units(made.market, made.factors[i]);
        assertThat(now).as("%s", made).isBetween(made.bounds.low(i), made.bounds.high(i));
      }
    }
  }

  /**
   * With one instrument the exact box is the longest possible; the floating-point bounds hold at
   * least what the exact box of an account holds that is nearer to its thresholds by rounding, up
   * to the reach beyond which they always wake.
   */
  @Test
  void boundsOfOneInstrumentAreTheCriticalPrices() {
    int compared = 0;
    for (int seed = 0; seed < CASES; seed++) {
      Case made = new Case(seed, 1);
      if (made.factors.length == 0 || made.standsNearAThreshold() || made.hasNoRoomForCash()) {
        continue;
      }
      PriceInterval exact = made.nearer(0);
      PriceInterval nearer = made.nearer(-1).intersect(made.nearer(1));
      double now = FloatMarkets.units(made.market, "I0");
      if (exact.low() != null && exact.low().signum() > 0) {
        double found = made.bounds.low(0);
        double low = Math.max(made.units(nearer.low()), now / 4);
        assertThat(found)
            .as("%s", made)
            .isGreaterThanOrEqualTo(made.units(exact.low()) * (1 - ROUNDING))
            .isLessThanOrEqualTo(low * (1 + ROUNDING) + 1);
        compared++;
      }
      if (exact.high() != null) {
        double found = made.bounds.high(0);
        double high = Math.min(made.units(nearer.high()), Math.min(now * 4, Long.MAX_VALUE));
        assertThat(found)
            .as("%s", made)
            .isLessThanOrEqualTo(Math.min(made.units(exact.high()) * (1 + ROUNDING), 0x1p63))
            .isGreaterThanOrEqualTo(high * (1 - ROUNDING) - 1);
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(CASES / 2);
  }

  /**
   * A thousand longs of one size, whose sum in floating point misses the true one by more than a
   * single sum could, and a short that leaves a billionth of one of them: a computed slope has the
   * other sign.
   */
  @Test
  void theSignOfASlopeOfAThousandLegsIsNotTakenForCertain() {
    int legs = 1_000;
    BigDecimal size = new BigDecimal("1.000000000000045");
    BigDecimal net = new BigDecimal("1e-12");
    List<Position> positions = new ArrayList<>();
    for (int leg = 0; leg < legs; leg++) {
      positions.add(new Position("I0", "leg" + leg, size, BigDecimal.ZERO, null));
    }
    BigDecimal against = net.subtract(size.multiply(BigDecimal.valueOf(legs)));
    positions.add(new Position("I0", "short", against, BigDecimal.ZERO, null));
    Account account = new Account("hedged", new BigDecimal("-0.5e-10"), List.of(), positions);
    FixedMarket market =
        FixedMarket.of(Samples.STRICT).with(Samples.perpetual("I0", "0", "0"), "100");

    CompactAccount compact = FloatMarkets.compact(account, market);
    double slope = 0;
    for (double one : compact.slopes()) {
      slope += one;
    }
    assertThat(slope).as("the computed slope").isNegative();
    assertThat(level(account, market)).isEqualTo(Level.HEALTHY);
    assertThat(level(account, market.withPrice("I0", BigDecimal.ONE))).isEqualTo(Level.BANKRUPT);

    FloatMarket numbers = FloatMarkets.of(market);
    Bounds bounds = new Bounds();
    new BoundFinder(numbers)
        .find(FloatMarkets.view(numbers, market, compact, Level.HEALTHY), bounds);
    assertThat(bounds.low(0)).isGreaterThan(FloatMarkets.units(market, "I0") / 100);
  }

  private static Level level(Account account, FixedMarket market) {
    return ReferenceEvaluator.level(account, Level.HEALTHY, market);
  }

  /** The largest price is no bound, and a bound just below it is one. */
  @Test
  void boundsReachTheLargestPrice() {
    InstrumentParameters instrument =
        new InstrumentParameters(
            "I0",
            InstrumentKind.PERPETUAL,
            Decimals.SCALE,
            1,
            Samples.parameters(Samples.tiers("0", "0")),
            List.of());
    BigDecimal largest = BigDecimal.valueOf(Long.MAX_VALUE, Decimals.SCALE);
    FixedMarket market = FixedMarket.of(Samples.AT_EQUALITY).with(instrument, "9");
    Account account =
        RandomAccounts.withCash(Samples.trader("0", Samples.position("I0", "-1", "0")), largest);

    assertThat(level(account, market)).isEqualTo(Level.HEALTHY);
    assertThat(level(account, market.withPrice("I0", largest))).isEqualTo(Level.SEVERE);
    FloatMarket numbers = FloatMarkets.of(market);
    Bounds bounds = new Bounds();
    CompactAccount compact = FloatMarkets.compact(account, market);
    new BoundFinder(numbers)
        .find(FloatMarkets.view(numbers, market, compact, Level.HEALTHY), bounds);
    assertThat(bounds.high(0))
        .isLessThan(Long.MAX_VALUE)
        .isGreaterThan(Long.MAX_VALUE - 10_000_000);
  }
}
