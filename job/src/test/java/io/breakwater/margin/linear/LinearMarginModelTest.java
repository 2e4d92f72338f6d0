package io.breakwater.margin.linear;

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
import io.breakwater.margin.model.FixedMarket;
import io.breakwater.margin.model.MarginModel;
import io.breakwater.margin.model.MarginModelContract;
import io.breakwater.margin.model.Market;
import io.breakwater.margin.model.PriceInterval;
import io.breakwater.margin.model.Valuation;
import io.breakwater.margin.reference.ReferenceEvaluator;
import io.breakwater.margin.terms.BalanceSide;
import io.breakwater.margin.terms.InstrumentFactors;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.Level;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.oracle.Interval;
import io.breakwater.oracle.Product;
import io.breakwater.value.Decimals;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Judged by the reference evaluator. */
class LinearMarginModelTest extends MarginModelContract {
  private static final BigDecimal LAST_PLACE = BigDecimal.ONE.movePointLeft(Decimals.SCALE);

  @Override
  protected MarginModel model() {
    return new LinearMarginModel();
  }

  @Override
  protected Valuation worth(Account account, Market market) {
    return ReferenceEvaluator.value(account, market);
  }

  /** The price scale may be coarser: between two of its prices a level can come and go. */
  @Test
  void oneInstrumentIsBoundedExactlyWhereTheLevelChanges() {
    for (int seed = 0; seed < cases(); seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      FixedMarket market = new RandomMarkets(random).apartUpTo(1);
      RandomAccounts accounts = new RandomAccounts(random);
      Account account = accounts.in(market, "account");
      Level level = ReferenceEvaluator.level(account, accounts.level(), market);
      PriceInterval bounds = model().safeBox(account, level, level, market).of("I0");
      if (bounds.low() != null) {
        assertLevelChanges(seed, account, market, level, bounds.low().subtract(LAST_PLACE));
      }
      if (bounds.high() != null) {
        assertLevelChanges(seed, account, market, level, bounds.high().add(LAST_PLACE));
      }
    }
  }

  /** Of a deposit of the last place, grown from an index of 2, no unit is left. */
  @Test
  void aBalanceOfNoUnitsInDoubtAddsNothing() {
    InstrumentParameters lent = asset("ETH", "0.8", "1");
    InstrumentParameters growing =
        new InstrumentParameters(
            lent.id(),
            lent.kind(),
            new InstrumentFactors("ETH", null, "ETH.supply"),
            lent.priceScale(),
            lent.version(),
            lent.inForce(),
            lent.scheduled());
    BigDecimal two = new BigDecimal("2");
    FixedMarket certain =
        FixedMarket.of(Samples.STRICT)
            .with("ETH*ETH.supply", new Product("ETH", "ETH.supply"), 8)
            .with(growing, "2000")
            .withPrice("ETH.supply", two);
    Balance dust = new Balance("ETH", BalanceSide.DEPOSIT, LAST_PLACE, two);

    assertThat(
            model()
                .best(
                    borrower("-1", dust),
                    Level.LIQUIDATABLE,
                    BigDecimal.ONE,
                    new Doubtful(certain, "ETH")))
        .isEqualTo(new Valuation(new BigDecimal("-1"), BigDecimal.ZERO));
  }

  /** A market in which the true value of one factor may be anything. */
  private record Doubtful(FixedMarket certain, String factor) implements Market {
    @Override
    public InstrumentParameters parameters(String instrument) {
      return certain.parameters(instrument);
    }

    @Override
    public BigDecimal value(String id) {
      return certain.value(id);
    }

    @Override
    public Product product(String id) {
      return certain.product(id);
    }

    @Override
    public RiskPolicy policy() {
      return certain.policy();
    }

    @Override
    public boolean isCertain(String id) {
      return !id.equals(factor);
    }

    @Override
    public Interval interval(String id, Level level) {
      return new Interval(BigDecimal.ZERO, null);
    }
  }

  private static void assertLevelChanges(
      int seed, Account account, FixedMarket market, Level level, BigDecimal price) {
    if (price.signum() > 0) {
      assertThat(ReferenceEvaluator.level(account, level, market.withPrice("I0", price)))
          .as("seed %s: at %s, %s in %s", seed, price, account, market)
          .isNotEqualTo(level);
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

  @ParameterizedTest
  @MethodSource("io.breakwater.margin.VenueVector#withLiquidationPrice")
  void criticalPricesAreTheVenuesLiquidationPrices(VenueVector vector) {
    PriceInterval safe =
        model().criticalPrices(vector.account(), vector.market()).get(vector.moving()).safe();

    assertThat(safe.high()).isNull();
    assertThat(safe.low().subtract(vector.liquidationPrice()).abs())
        .isLessThanOrEqualTo(vector.tolerance());
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
