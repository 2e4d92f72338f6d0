package io.breakwater.margin;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HashMap;
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

  private static final class Case {
    final long seed;
    final SplittableRandom random;
    final RandomMarkets markets;
    final RandomAccounts accounts;
    FixedMarket market;
    Account account;
    Level level;
    int[] instruments;
    BoundFinder finder;

    Case(long seed, int mostInstruments) {
      this.seed = seed;
      random = new SplittableRandom(seed);
      markets = new RandomMarkets(random);
      accounts = new RandomAccounts(random);
      market = markets.upTo(mostInstruments);
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
      market
          .instruments()
          .keySet()
          .forEach(
              id -> {
                if (random.nextInt(8) != 0) {
                  long after = random.nextLong(900_000, 1_100_000);
                  numbers
                      .moves()
                      .add(FloatMarkets.index(id), 1_000_000, after, random.nextLong(2_000_000));
                }
              });
      CompactAccount compact = CompactAccount.of(account, market);
      instruments = FloatMarkets.indexes(compact);
      finder = new BoundFinder(numbers);
      finder.find(FloatMarkets.view(compact, level));
    }

    /** Prices at an end, between, or where they are, for each bounded instrument. */
    FixedMarket within() {
      Map<String, BigDecimal> prices = new HashMap<>();
      for (int i = 0; i < instruments.length; i++) {
        if (i > 0 && instruments[i] == instruments[i - 1]) {
          continue;
        }
        String id = "I" + instruments[i];
        long now = FloatMarkets.units(market, id);
        long low = finder.low(i) == BoundFinder.NO_LOW ? 1 : Math.max(1, finder.low(i));
        long high = finder.high(i) == BoundFinder.NO_HIGH ? saturated(now * 1e5) : finder.high(i);
        long units =
            switch (random.nextInt(5)) {
              case 0, 1 -> low;
              case 2, 3 -> high;
              default -> low + (long) ((high - low) * random.nextDouble());
            };
        prices.put(id, BigDecimal.valueOf(units, market.parameters(id).priceScale()));
      }
      return market.withPrices(prices);
    }

    /** There floating point sees no slack, and a curve that bends wakes on any change. */
    boolean standsAtAThreshold() {
      Valuation value = ReferenceEvaluator.value(account, market);
      for (Level other : Level.values()) {
        if (other != Level.HEALTHY) {
          PolicyTerms.Threshold threshold = market.policy().inForce().threshold(other);
          if (value.health(threshold.entry()).signum() == 0
              || value.health(threshold.exit()).signum() == 0) {
            return true;
          }
        }
      }
      return false;
    }

    private static long saturated(double units) {
      return (long) Math.min(units, 1e18);
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
      for (int i = 0; i < made.instruments.length; i++) {
        long now = FloatMarkets.units(made.market, "I" + made.instruments[i]);
        assertThat(now).as("%s", made).isBetween(made.finder.low(i), made.finder.high(i));
      }
    }
  }

  /**
   * With one instrument the exact box is the longest possible; where the floating-point bound is
   * tighter by more than rounding explains, it is at the reach beyond which it always wakes.
   */
  @Test
  void boundsOfOneInstrumentAreTheCriticalPrices() {
    MarginModel model = new LinearMarginModel();
    int compared = 0;
    for (int seed = 0; seed < CASES; seed++) {
      Case made = new Case(seed, 1);
      if (made.instruments.length == 0 || made.standsAtAThreshold()) {
        continue;
      }
      PriceInterval exact = model.safeBox(made.account, made.level, made.market).of("I0");
      int scale = made.market.parameters("I0").priceScale();
      double now = FloatMarkets.units(made.market, "I0");
      if (exact.low() != null && exact.low().signum() > 0) {
        double low = exact.low().movePointRight(scale).doubleValue();
        double found = made.finder.low(0);
        assertThat(found).as("%s", made).isGreaterThanOrEqualTo(low * (1 - 1e-12));
        assertThat(found)
            .as("%s", made)
            .isLessThanOrEqualTo(Math.max(low * (1 + 1e-9) + 1, now / 4 + 1));
        compared++;
      }
      if (exact.high() != null) {
        double high = exact.high().movePointRight(scale).doubleValue();
        double found = made.finder.high(0);
        assertThat(found).as("%s", made).isLessThanOrEqualTo(high * (1 + 1e-12));
        assertThat(found)
            .as("%s", made)
            .isGreaterThanOrEqualTo(Math.min(high * (1 - 1e-9) - 1, now * 4 - 1));
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(CASES / 2);
  }
}
