package io.breakwater.margin.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.Appraisal;
import io.breakwater.margin.fast.FloatMarkets;
import io.breakwater.margin.linear.Along;
import io.breakwater.margin.linear.RandomAccounts;
import io.breakwater.margin.linear.RandomMarkets;
import io.breakwater.margin.mirror.Bounds;
import io.breakwater.margin.mirror.CompactAccount;
import io.breakwater.margin.mirror.FloatMarket;
import io.breakwater.margin.mirror.MirroredAccount;
import io.breakwater.margin.reference.ReferenceEvaluator;
import io.breakwater.margin.terms.Level;
import io.breakwater.margin.terms.PolicyTerms;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * What any margin model must do, judged by its rules said a second time, over seeded random
 * accounts. A failure names the seed of its case, from which alone the case is made.
 */
public abstract class MarginModelContract {
  private static final int MOVES = 5;
  private static final int PRICES_IN_BOX = 12;
  private static final BigDecimal FAR = new BigDecimal("100000");
  private static final BigDecimal HAIR = new BigDecimal("1e-20");
  private static final BigDecimal NEAR_ZERO = new BigDecimal("1e-60");
  private static final BigDecimal HUGE = new BigDecimal("1e60");

  protected abstract MarginModel model();

  /** The same rules a second time: what an account is worth. */
  protected abstract Valuation worth(Account account, Market market);

  /** A random market for accounts of the model. */
  protected FixedMarket market(RandomMarkets markets, SplittableRandom random) {
    return markets.upTo(6);
  }

  /** A random account of the model. */
  protected Account account(RandomAccounts accounts, SplittableRandom random, FixedMarket market) {
    return accounts.in(market, "account");
  }

  /** How many cases are tried. */
  protected int cases() {
    return 12_000;
  }

  private Level level(Account account, Level previous, Market market) {
    return ReferenceEvaluator.level(account, worth(account, market), previous, market);
  }

  /** One seeded case. */
  private final class Case {
    final long seed;
    final SplittableRandom random;
    final RandomMarkets markets;
    final RandomAccounts accounts;
    FixedMarket market;
    Account account;

    Case(long seed) {
      this.seed = seed;
      random = new SplittableRandom(seed);
      markets = new RandomMarkets(random);
      accounts = new RandomAccounts(random);
      market = market(markets, random);
      account = account(accounts, random, market);
    }

    /** Other prices, and every other time the cash that puts the account at a threshold. */
    void move() {
      market = markets.moved(market);
      if (random.nextBoolean()) {
        account = accounts.atThreshold(account, worth(account, market), market);
      }
    }

    @Override
    public String toString() {
      return "seed " + seed + ": " + account + " in " + market;
    }
  }

  @Test
  void takesItsAccountsAndSaysWhatTheyRestOn() {
    for (int seed = 0; seed < cases(); seed++) {
      Case made = new Case(seed);
      assertThat(model().declines(made.account, made.market)).as("%s", made).isNull();
      assertThat(model().factors(made.account, made.market))
          .as("%s", made)
          .containsAll(FactorsOf.named(made.account, made.market))
          .allMatch(factor -> made.market.value(factor) != null);
    }
  }

  @Test
  void valueIsTheReferencesValue() {
    for (int seed = 0; seed < cases(); seed++) {
      Case made = new Case(seed);
      for (int move = 0; move < MOVES; move++) {
        Appraisal whole = new Appraisal(made.account, null, List.of());
        assertThat(model().appraise(made.account, made.market)).as("%s", made).isEqualTo(whole);
        assertThat(model().value(made.account, made.market))
            .as("%s", made)
            .isEqualTo(worth(made.account, made.market));
        made.move();
      }
    }
  }

  @Test
  void levelIsTheReferencesLevelAfterEveryPreviousLevel() {
    for (int seed = 0; seed < cases(); seed++) {
      Case made = new Case(seed);
      for (int move = 0; move < MOVES; move++) {
        for (Level previous : Level.values()) {
          assertThat(model().decide(made.account, previous, made.market))
              .as("after %s, %s", previous, made)
              .isEqualTo(
                  new Decision(
                      level(made.account, previous, made.market),
                      worth(made.account, made.market)));
        }
        made.move();
      }
    }
  }

  /** Of any level that is remembered, hysteresis has its own box. */
  @Test
  void levelStaysWithinTheSafeBox() {
    for (int seed = 0; seed < cases(); seed++) {
      Case made = new Case(seed);
      Level before = made.accounts.level();
      for (int move = 0; move < 2; move++) {
        Level level = level(made.account, before, made.market);
        Level remembered = rememberedOf(before, level);
        SafeBox box = model().safeBox(made.account, level, remembered, made.market);
        assertThat(model().factors(made.account, made.market))
            .as("%s", made)
            .containsAll(box.intervals().keySet());
        assertHoldsThePricesItWasMadeAt(made, box);
        for (int i = 0; i < PRICES_IN_BOX; i++) {
          FixedMarket inside = made.market.apart().withPrices(pricesIn(box, made));
          assertThat(level(made.account, remembered, inside))
              .as("box %s at %s, after %s, %s", box, inside.prices(), remembered, made)
              .isEqualTo(level);
        }
        made.move();
        before = level;
      }
    }
  }

  /** A previous level that is not worse than the level that follows from it. */
  private static Level rememberedOf(Level previous, Level level) {
    return previous.isWorseThan(level) ? level : previous;
  }

  @Test
  void fastFormTellsTheLevelOrThatItCannot() {
    for (int seed = 0; seed < cases(); seed++) {
      Case made = new Case(seed);
      for (int move = 0; move < 2; move++) {
        Fast fast = new Fast(made, made.accounts.level());
        assertThat(fast.compact.factors())
            .as("%s", made)
            .containsAll(model().factors(made.account, made.market));
        assertThat(fast.compact.instruments())
            .as("%s", made)
            .containsAll(instruments(made.account));
        int told = fast.form.level(fast.view);
        if (told != FastForm.UNCERTAIN) {
          assertThat(told).as("%s", made).isEqualTo(fast.level.code());
        }
        made.move();
      }
    }
  }

  private static Set<String> instruments(Account account) {
    Set<String> instruments = new HashSet<>();
    account.positions().forEach(held -> instruments.add(held.instrument()));
    account.balances().forEach(held -> instruments.add(held.instrument()));
    return instruments;
  }

  @Test
  void levelStaysWithinTheBoundsOfTheFastForm() {
    for (int seed = 0; seed < cases(); seed++) {
      Case made = new Case(seed);
      for (int move = 0; move < 2; move++) {
        Fast fast = new Fast(made, made.accounts.level());
        fast.form.bounds(fast.view, made.account, made.market, fast.bounds);
        for (int i = 0; i < PRICES_IN_BOX / 2; i++) {
          FixedMarket inside = fast.within();
          assertThat(level(made.account, fast.remembered, inside))
              .as("at %s, %s", inside.prices(), made)
              .isEqualTo(fast.level);
        }
        made.move();
      }
    }
  }

  /** One account in its model's fast form, at the level that it has. */
  private final class Fast {
    final FastForm form;
    final MirroredAccount view;
    final Level level;
    final Level remembered;
    final CompactAccount compact;
    final Bounds bounds = new Bounds();
    private final Case made;
    private final String[] factors;

    Fast(Case made, Level previous) {
      this.made = made;
      FloatMarket numbers = FloatMarkets.of(made.market);
      form = model().fastForm(numbers);
      level = level(made.account, previous, made.market);
      remembered = rememberedOf(previous, level);
      compact = form.compact(made.account, made.market);
      factors = compact.factors();
      view = FloatMarkets.view(numbers, made.market, compact, level, remembered);
    }

    /** Values at an end, or between, as if nothing derived from others. */
    FixedMarket within() {
      Map<String, BigDecimal> values = new HashMap<>();
      for (int i = 0; i < factors.length; i++) {
        if (i == 0 || !factors[i].equals(factors[i - 1])) {
          values.put(factors[i], within(i, factors[i]));
        }
      }
      return made.market.apart().withPrices(values);
    }

    private BigDecimal within(int offset, String factor) {
      long now = FloatMarkets.units(made.market, factor);
      long far = now > Long.MAX_VALUE / 1000 ? Long.MAX_VALUE : now * 1000;
      long low = Math.max(1, bounds.low(offset));
      long high = bounds.high(offset) == Bounds.NO_HIGH ? far : bounds.high(offset);
      long units =
          switch (made.random.nextInt(5)) {
            case 0, 1 -> low;
            case 2, 3 -> high;
            default -> low + (long) ((high - low) * made.random.nextDouble());
          };
      return BigDecimal.valueOf(units, made.market.scale(factor));
    }
  }

  @Test
  void anAccountIsLiquidatableOutsideOfItsCriticalPricesAndNotInside() {
    for (int seed = 0; seed < cases(); seed++) {
      Case made = new Case(seed);
      if (made.random.nextInt(3) == 0) {
        made.move();
      }
      Map<String, CriticalPrices> critical = model().criticalPrices(made.account, made.market);
      assertThat(critical.keySet())
          .isEqualTo(FactorsOf.observed(model().factors(made.account, made.market), made.market));
      critical.forEach(
          (factor, prices) -> {
            Probe probe = new Probe(made, factor);
            if (prices.unsafeAtEveryPrice()) {
              probe.assertUnsafeEverywhere();
            } else {
              probe.assertEnds(prices.safe());
            }
          });
    }
  }

  /** One account with one price that is tried. */
  private final class Probe {
    private final Case made;
    private final String factor;

    Probe(Case made, String factor) {
      this.made = made;
      this.factor = factor;
    }

    private boolean isSafe(BigDecimal price) {
      if (!made.account.owes()) {
        return true;
      }
      PolicyTerms terms = made.market.policy().inForce();
      BigDecimal multiplier = terms.threshold(Level.LIQUIDATABLE).entry();
      Valuation there = worth(made.account, Along.at(made.market, factor, price));
      int sign = there.health(multiplier).signum();
      return sign > 0 || sign == 0 && !terms.belowAtZero(Level.LIQUIDATABLE);
    }

    void assertEnds(PriceInterval safe) {
      BigDecimal low = safe.low() == null ? NEAR_ZERO : safe.low();
      BigDecimal high = safe.high() == null ? HUGE : safe.high();
      assertThat(low).as("%s, %s", safe, this).isLessThanOrEqualTo(high);
      BigDecimal middle = low.add(high).divide(BigDecimal.valueOf(2));
      assertThat(isSafe(low.add(low.multiply(HAIR)).min(middle)))
          .as("low of %s, %s", safe, this)
          .isTrue();
      assertThat(isSafe(middle)).as("middle of %s, %s", safe, this).isTrue();
      assertThat(isSafe(high.subtract(high.multiply(HAIR)).max(middle)))
          .as("high of %s, %s", safe, this)
          .isTrue();
      if (safe.low() != null && safe.low().signum() > 0) {
        assertThat(isSafe(low.subtract(low.multiply(HAIR))))
            .as("below %s, %s", safe, this)
            .isFalse();
      }
      if (safe.high() != null) {
        assertThat(isSafe(high.add(high.multiply(HAIR)))).as("above %s, %s", safe, this).isFalse();
      }
    }

    void assertUnsafeEverywhere() {
      for (int i = 0; i < 10; i++) {
        BigDecimal price = new BigDecimal(Math.pow(10, made.random.nextDouble(-6, 9)));
        assertThat(isSafe(price)).as("at %s, %s", price, this).isFalse();
      }
      assertThat(isSafe(made.market.value(factor))).as("%s", this).isFalse();
    }

    @Override
    public String toString() {
      return factor + ", " + made;
    }
  }

  @Test
  void thePlanClosesEveryPositionOnce() {
    for (int seed = 0; seed < cases() / 10; seed++) {
      Case made = new Case(seed);
      assertThat(model().closeOut(made.account, made.market))
          .as("%s", made)
          .filteredOn(leg -> leg.kind() == LegKind.POSITION)
          .extracting(leg -> leg.instrument() + "/" + leg.leg() + " " + leg.size())
          .isEqualTo(
              made.account.positions().stream()
                  .map(held -> held.instrument() + "/" + held.leg() + " " + held.size())
                  .toList());
    }
  }

  private static void assertHoldsThePricesItWasMadeAt(Case made, SafeBox box) {
    made.market
        .apart()
        .prices()
        .forEach(
            (instrument, price) ->
                assertThat(box.of(instrument).contains(price))
                    .as("%s of %s in %s, %s", price, instrument, box, made)
                    .isTrue());
  }

  private static Map<String, BigDecimal> pricesIn(SafeBox box, Case made) {
    Map<String, BigDecimal> prices = new HashMap<>();
    made.market
        .apart()
        .prices()
        .forEach(
            (factor, price) -> prices.put(factor, priceIn(box.of(factor), price, made.random)));
    return prices;
  }

  /** An end of the interval, or something between. */
  private static BigDecimal priceIn(
      PriceInterval interval, BigDecimal price, SplittableRandom random) {
    BigDecimal low = interval.low() == null ? price.divide(FAR) : interval.low();
    BigDecimal high = interval.high() == null ? price.multiply(FAR) : interval.high();
    BigDecimal end = random.nextBoolean() ? low : high;
    return switch (random.nextInt(4)) {
      case 0 -> price.add(end.subtract(price).multiply(BigDecimal.valueOf(random.nextDouble())));
      case 1 -> price;
      default -> positive(end, price);
    };
  }

  private static BigDecimal positive(BigDecimal end, BigDecimal otherwise) {
    return end.signum() > 0 ? end : otherwise;
  }
}
