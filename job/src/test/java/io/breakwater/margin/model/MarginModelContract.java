package io.breakwater.margin.model;

import static io.breakwater.margin.Samples.asset;
import static io.breakwater.margin.Samples.borrower;
import static io.breakwater.margin.Samples.debt;
import static io.breakwater.margin.Samples.deposit;
import static io.breakwater.margin.Samples.inverse;
import static io.breakwater.margin.Samples.perpetual;
import static io.breakwater.margin.Samples.position;
import static io.breakwater.margin.Samples.trader;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.margin.Samples;
import io.breakwater.margin.VenueVector;
import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.Appraisal;
import io.breakwater.margin.account.Balance;
import io.breakwater.margin.linear.RandomAccounts;
import io.breakwater.margin.linear.RandomMarkets;
import io.breakwater.margin.reference.ReferenceEvaluator;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.Level;
import io.breakwater.value.Decimals;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a margin model of weighted balances and tiered contracts must do, judged by the reference
 * evaluator over seeded random accounts. A failure names the seed of its case, from which alone the
 * case is made.
 */
public abstract class MarginModelContract {
  private static final int CASES = 12_000;
  private static final int MOVES = 5;
  private static final int PRICES_IN_BOX = 12;
  private static final BigDecimal LAST_PLACE = BigDecimal.ONE.movePointLeft(Decimals.SCALE);
  private static final BigDecimal FAR = new BigDecimal("100000");

  protected abstract MarginModel model();

  /** One seeded case. */
  private static final class Case {
    final long seed;
    final SplittableRandom random;
    final RandomMarkets markets;
    final RandomAccounts accounts;
    FixedMarket market;
    Account account;

    Case(long seed, int mostInstruments) {
      this.seed = seed;
      random = new SplittableRandom(seed);
      markets = new RandomMarkets(random);
      accounts = new RandomAccounts(random);
      market = mostInstruments == 1 ? markets.apartUpTo(1) : markets.upTo(mostInstruments);
      account = accounts.in(market, "account");
    }

    /** Other prices, and every other time the cash that puts the account at a threshold. */
    void move() {
      market = markets.moved(market);
      if (random.nextBoolean()) {
        account = accounts.atThreshold(account, market);
      }
    }

    @Override
    public String toString() {
      return "seed " + seed + ": " + account + " in " + market;
    }
  }

  @Test
  void valueIsTheReferencesValue() {
    for (int seed = 0; seed < CASES; seed++) {
      Case made = new Case(seed, 6);
      for (int move = 0; move < MOVES; move++) {
        Appraisal whole = new Appraisal(made.account, null, List.of());
        assertThat(model().appraise(made.account, made.market)).as("%s", made).isEqualTo(whole);
        assertThat(model().value(made.account, made.market))
            .as("%s", made)
            .isEqualTo(ReferenceEvaluator.value(made.account, made.market));
        made.move();
      }
    }
  }

  @Test
  void levelIsTheReferencesLevelAfterEveryPreviousLevel() {
    for (int seed = 0; seed < CASES; seed++) {
      Case made = new Case(seed, 6);
      for (int move = 0; move < MOVES; move++) {
        for (Level previous : Level.values()) {
          assertThat(model().decide(made.account, previous, made.market))
              .as("after %s, %s", previous, made)
              .isEqualTo(
                  new Decision(
                      ReferenceEvaluator.level(made.account, previous, made.market),
                      ReferenceEvaluator.value(made.account, made.market)));
        }
        made.move();
      }
    }
  }

  @Test
  void levelStaysWithinTheSafeBox() {
    for (int seed = 0; seed < CASES; seed++) {
      Case made = new Case(seed, 6);
      Level level = made.accounts.level();
      for (int move = 0; move < 2; move++) {
        level = ReferenceEvaluator.level(made.account, level, made.market);
        SafeBox box = model().safeBox(made.account, level, level, made.market);
        assertHoldsThePricesItWasMadeAt(made, box);
        for (int i = 0; i < PRICES_IN_BOX; i++) {
          FixedMarket inside = made.market.apart().withPrices(pricesIn(box, made));
          assertThat(ReferenceEvaluator.level(made.account, level, inside))
              .as("box %s at %s, %s", box, inside.prices(), made)
              .isEqualTo(level);
        }
        made.move();
      }
    }
  }

  /** The price scale may be coarser: between two of its prices a level can come and go. */
  @Test
  void oneInstrumentIsBoundedExactlyWhereTheLevelChanges() {
    for (int seed = 0; seed < CASES; seed++) {
      Case made = new Case(seed, 1);
      Level level = ReferenceEvaluator.level(made.account, made.accounts.level(), made.market);
      PriceInterval bounds = model().safeBox(made.account, level, level, made.market).of("I0");
      if (bounds.low() != null) {
        assertLevelChanges(made, level, bounds.low().subtract(LAST_PLACE));
      }
      if (bounds.high() != null) {
        assertLevelChanges(made, level, bounds.high().add(LAST_PLACE));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("io.breakwater.margin.VenueVector#withVerdict")
  void verdictIsTheVenues(VenueVector vector) {
    Level level = model().decide(vector.account(), Level.HEALTHY, vector.market()).level();
    assertThat(level.isLiquidatable()).isEqualTo(vector.liquidatable());
  }

  @ParameterizedTest
  @MethodSource("io.breakwater.margin.VenueVector#withRequirement")
  void requirementIsTheVenues(VenueVector vector) {
    assertThat(model().value(vector.account(), vector.market()).requirement())
        .isEqualTo(vector.requirement());
  }

  private static void assertLevelChanges(Case made, Level level, BigDecimal price) {
    if (price.signum() > 0) {
      FixedMarket outside = made.market.withPrice("I0", price);
      assertThat(ReferenceEvaluator.level(made.account, level, outside))
          .as("at %s, %s", price, made)
          .isNotEqualTo(level);
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

  @Nested
  class Pending {
    private static final FixedMarket MARKET =
        FixedMarket.of(Samples.STRICT)
            .with(perpetual("BTC", "0", "0.1"), "100")
            .with(inverse("BTCUSD", "0", "0.1"), "100")
            .with(asset("ETH", "0.8", "1.1"), "100");

    static Stream<Arguments> accounts() {
      return Stream.of(
          Arguments.of("an unknown contract", trader("1", position("XRP", "1", "1")), "XRP"),
          Arguments.of("an unknown asset that is owed", borrower("1", debt("XRP", "1")), "XRP"),
          Arguments.of("a position in an asset", trader("1", position("ETH", "1", "1")), "ETH"),
          Arguments.of("a contract that is owed", borrower("1", debt("BTC", "1")), "BTC"),
          Arguments.of(
              "an inverse position without an entry",
              trader("1", position("BTCUSD", "1", "0")),
              "BTCUSD"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("accounts")
    void namesWhatCannotBeValued(String name, Account account, String instrument) {
      Appraisal appraisal = model().appraise(account, MARKET);
      assertThat(appraisal.pending()).contains(instrument);
      assertThat(appraisal.unvalued()).isEmpty();
      assertThat(ReferenceEvaluator.pending(account, MARKET)).hasValue(appraisal.pending());
    }

    static Stream<Arguments> deposits() {
      return Stream.of(
          Arguments.of("an unknown asset", deposit("XRP", "1"), "no parameters of XRP are known"),
          Arguments.of("the least of it", deposit("XRP", TINY), "no parameters of XRP are known"),
          Arguments.of("a contract", deposit("BTC", "1"), "BTC, which is not an asset"),
          Arguments.of("no price", deposit("SOL", "1"), "no value of SOL is known"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("deposits")
    void depositsThatNobodyCanValueCountForNothing(String name, Balance deposit, String reason) {
      FixedMarket market = unpriced(asset("SOL", "0.5", "1"));
      Account plain = borrower("-5", deposit("ETH", "2"), debt("ETH", "1"));
      Account shielded = borrower("-5", deposit("ETH", "2"), debt("ETH", "1"), deposit);

      Appraisal appraisal = model().appraise(shielded, market);

      assertThat(appraisal.isPending()).isFalse();
      assertThat(appraisal.account()).isEqualTo(plain);
      assertThat(appraisal.unvalued())
          .singleElement()
          .satisfies(u -> assertThat(u.instrument()).isEqualTo(deposit.instrument()))
          .satisfies(u -> assertThat(u.reason()).contains(reason));
      assertThat(ReferenceEvaluator.counted(shielded, market)).isEqualTo(plain);
      assertThat(ReferenceEvaluator.pending(shielded, market)).isEmpty();
    }

    private static FixedMarket unpriced(InstrumentParameters instrument) {
      Map<String, InstrumentParameters> instruments = new HashMap<>(MARKET.instruments());
      instruments.put(instrument.id(), instrument);
      return MARKET.withInstruments(instruments);
    }

    private static final String TINY = "0.000000000000000001";

    @Test
    void namesAnInstrumentWithoutAPrice() {
      FixedMarket unpriced = new FixedMarket(MARKET.instruments(), Map.of(), MARKET.policy());

      assertThat(model().appraise(trader("1", position("BTC", "1", "1")), unpriced).pending())
          .contains("BTC")
          .contains("no value of BTC");
    }

    @Test
    void waitsForThePolicy() {
      FixedMarket lawless = new FixedMarket(MARKET.instruments(), MARKET.prices(), null);

      assertThat(model().appraise(trader("1"), lawless).pending()).contains("policy");
    }

    @Test
    void isOverWhenAllIsKnown() {
      assertThat(model().appraise(trader("1", position("BTC", "1", "1")), MARKET).isPending())
          .isFalse();
    }
  }
}
