package io.breakwater.margin;

import static io.breakwater.margin.Samples.debt;
import static io.breakwater.margin.Samples.deposit;
import static io.breakwater.margin.Samples.leg;
import static io.breakwater.margin.Samples.parameters;
import static io.breakwater.margin.Samples.position;
import static io.breakwater.margin.Samples.tiers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.Balance;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.model.PriceInterval;
import io.breakwater.margin.model.SafeBox;
import io.breakwater.margin.terms.BalanceSide;
import io.breakwater.margin.terms.InstrumentKind;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.Level;
import io.breakwater.margin.terms.MarginParameters;
import io.breakwater.margin.terms.MarginTier;
import io.breakwater.margin.terms.PolicyTerms;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.margin.terms.TierTable;
import io.breakwater.value.Decimals;
import io.breakwater.value.Rounding;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Values are canonical on construction, so that equality means the same value. */
class MarginValuesTest {

  @Nested
  class OfDecimals {
    @ParameterizedTest
    @CsvSource({"1.500, 1.5", "100, 100", "1e3, 1000", "-0.0, 0", "0e-30, 0", "-2.10, -2.1"})
    void oneNumberHasOneForm(BigDecimal written, String canonical) {
      assertThat(Decimals.canonical(written)).isEqualTo(new BigDecimal(canonical));
    }

    @ParameterizedTest
    @CsvSource({
      "largest, 99999999999999999999.999999999999999999",
      "smallest, -99999999999999999999.999999999999999999",
      "one unit in the last place, 0.000000000000000001",
      "trailing zeros beyond 18 decimals, 1.50000000000000000000000"
    })
    void whatFitsIsAccepted(String name, BigDecimal value) {
      assertThat(Decimals.checked(value, name)).isEqualByComparingTo(value);
    }

    @Test
    void equityFallsAndRequirementsRise() {
      BigDecimal third = new BigDecimal("-0.3333333333333333333333");

      assertThat(Decimals.floor(third)).isEqualTo("-0.333333333333333334");
      assertThat(Decimals.ceiling(third)).isEqualTo("-0.333333333333333333");
    }

    @Test
    void whatLeavesIsHeldWithinTheDecimal() {
      BigDecimal huge = new BigDecimal("1e25");

      assertThat(Decimals.floor(huge)).isEqualTo(Decimals.MAX);
      assertThat(Decimals.ceiling(huge.negate())).isEqualTo(Decimals.MAX.negate());
    }

    @ParameterizedTest
    @CsvSource({
      "long rounds down, 1, 30000, 0.000033333333333333",
      "short rounds up, -1, 30000, 0.000033333333333334",
      "exact long, 1, 20000, 0.00005",
      "exact short, -1, 20000, 0.00005",
      "entry beyond 18 decimals long, 1, 4e18, 0",
      "entry beyond 18 decimals short, -1, 4e18, 0.000000000000000001"
    })
    void inverseEntryRoundsSoThatEquityFalls(
        String name, BigDecimal size, BigDecimal entry, String inverse) {
      assertThat(Rounding.inverseEntry(size, entry)).isEqualTo(new BigDecimal(inverse));
    }
  }

  @Nested
  class OfAccounts {
    @Test
    void orderAndEmptyElementsDoNotMatter() {
      Account account =
          new Account(
              "alice",
              new BigDecimal("1.0"),
              List.of(debt("ETH", "1"), deposit("ETH", "2.0"), deposit("BTC", "0")),
              List.of(
                  leg("BTC", "b", "1", "9"), leg("BTC", "a", "-1", "9"), position("A", "0", "9")));

      assertThat(account)
          .isEqualTo(
              new Account(
                  "alice",
                  BigDecimal.ONE,
                  List.of(deposit("ETH", "2"), debt("ETH", "1")),
                  List.of(leg("BTC", "a", "-1", "9.0"), leg("BTC", "b", "1", "9"))));
      assertThat(account.positions()).extracting(Position::leg).containsExactly("a", "b");
    }

    @Test
    void anAssetMayBeOwnedAndOwed() {
      Account account = Samples.borrower("0", debt("ETH", "1"), deposit("ETH", "2"));

      assertThat(account.balances())
          .extracting(Balance::signedAmount)
          .containsExactly(new BigDecimal("2"), new BigDecimal("-1"));
    }

    @Test
    void anAbsentLegIsTheEmptyLeg() {
      assertThat(new Position("BTC", null, BigDecimal.ONE, BigDecimal.ONE, null).leg()).isEmpty();
    }

    @Test
    void oweingIsAPositionADebtOrNegativeCash() {
      assertThat(Samples.borrower("0").owes()).isFalse();
      assertThat(Samples.borrower("5", deposit("ETH", "1")).owes()).isFalse();
      assertThat(Samples.borrower("5", debt("ETH", "1")).owes()).isTrue();
      assertThat(Samples.borrower("-5", deposit("ETH", "1")).owes()).isTrue();
      assertThat(Samples.trader("5", position("BTC", "1", "9")).owes()).isTrue();
    }

    @Test
    void somethingToCloseIsAPositionOrADeposit() {
      assertThat(Samples.borrower("5", debt("ETH", "1")).hasSomethingToClose()).isFalse();
      assertThat(Samples.borrower("-5", deposit("ETH", "1")).hasSomethingToClose()).isTrue();
      assertThat(Samples.trader("-5", position("BTC", "-1", "9")).hasSomethingToClose()).isTrue();
    }
  }

  @Nested
  class OfTiers {
    private final TierTable table = tiers("0", "0.01", "100", "0.02", "1000", "0.05");

    @Test
    void deductionsMakeTheMarginContinuous() {
      assertThat(table.deductions())
          .containsExactly(BigDecimal.ZERO, new BigDecimal("1"), new BigDecimal("31"));
    }

    @Test
    void aDeductionThatAgreesIsAccepted() {
      MarginTier first = MarginTier.of("0", "0.01");
      MarginTier second =
          new MarginTier(new BigDecimal("100"), new BigDecimal("0.02"), new BigDecimal("1.0"));

      assertThat(new TierTable(List.of(first, second)).deductions())
          .containsExactly(BigDecimal.ZERO, BigDecimal.ONE);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "99.99, 0", "100, 1", "999.99, 1", "1000, 2", "1e18, 2"})
    void aBoundBelongsToTheTierThatStartsThere(BigDecimal notional, int tier) {
      assertThat(table.tierOf(notional)).isEqualTo(tier);
    }
  }

  @Nested
  class OfParametersAndPolicies {
    private final MarginParameters rules = parameters(tiers("0", "0.01"));

    @Test
    void scheduledRulesAreOrderedByTime() {
      InstrumentParameters instrument =
          new InstrumentParameters(
              "BTC",
              InstrumentKind.FUTURE,
              0,
              1,
              rules,
              List.of(
                  new InstrumentParameters.Scheduled(9, rules),
                  new InstrumentParameters.Scheduled(3, rules)));

      assertThat(instrument.scheduled())
          .extracting(InstrumentParameters.Scheduled::effectiveTime)
          .containsExactly(3L, 9L);
      assertThat(instrument.withInForce(rules).scheduled()).isEmpty();
    }

    @Test
    void scheduledTermsAreOrderedByTime() {
      RiskPolicy policy =
          new RiskPolicy(
              "policy",
              1,
              PolicyTerms.DEFAULT,
              List.of(
                  new RiskPolicy.Scheduled(9, PolicyTerms.DEFAULT),
                  new RiskPolicy.Scheduled(3, Samples.AT_EQUALITY)));

      assertThat(policy.scheduled())
          .extracting(RiskPolicy.Scheduled::effectiveTime)
          .containsExactly(3L, 9L);
      assertThat(policy.withInForce(Samples.AT_EQUALITY).inForce()).isEqualTo(Samples.AT_EQUALITY);
    }

    @Test
    void anExitThatIsLeftOutIsTheEntry() {
      PolicyTerms.Threshold threshold = PolicyTerms.Threshold.of("1.250");

      assertThat(threshold.exit()).isEqualTo(threshold.entry()).isEqualTo(new BigDecimal("1.25"));
    }

    @ParameterizedTest
    @EnumSource(
        value = Level.class,
        names = {"BANKRUPT", "BAD_DEBT"})
    void bankruptIsStrictAlways(Level level) {
      assertThat(Samples.AT_EQUALITY.belowAtZero(level)).isFalse();
      assertThat(Samples.AT_EQUALITY.threshold(level)).isEqualTo(PolicyTerms.DEFAULT.bankrupt());
    }

    @Test
    void healthyHasNoThreshold() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> PolicyTerms.DEFAULT.threshold(Level.HEALTHY));
    }
  }

  @Nested
  class OfLevels {
    @ParameterizedTest
    @CsvSource({
      "HEALTHY, 0, false, false",
      "WARNING, 1, false, false",
      "LIQUIDATABLE, 2, true, true",
      "SEVERE, 3, true, true",
      "BANKRUPT, 4, true, true",
      "BAD_DEBT, 5, true, false"
    })
    void codesAndMeaningsAreStable(
        Level level, byte code, boolean triggered, boolean liquidatable) {
      assertThat(level.code()).isEqualTo(code);
      assertThat(Level.ofCode(code)).isEqualTo(level);
      assertThat(level.isTriggered()).isEqualTo(triggered);
      assertThat(level.isLiquidatable()).isEqualTo(liquidatable);
    }

    @ParameterizedTest
    @EnumSource(InstrumentKind.class)
    void kindsHaveTheirCode(InstrumentKind kind) {
      assertThat(InstrumentKind.ofCode(kind.code())).isEqualTo(kind);
    }

    @ParameterizedTest
    @EnumSource(BalanceSide.class)
    void sidesHaveTheirCode(BalanceSide side) {
      assertThat(BalanceSide.ofCode(side.code())).isEqualTo(side);
    }
  }

  @Nested
  class OfIntervals {
    private final PriceInterval interval =
        new PriceInterval(new BigDecimal("1.0"), new BigDecimal("2"));

    @ParameterizedTest
    @CsvSource({"0.99, false", "1, true", "1.5, true", "2, true", "2.01, false"})
    void endsAreIncluded(BigDecimal price, boolean inside) {
      assertThat(interval.contains(price)).isEqualTo(inside);
    }

    @Test
    void theIntersectionTakesTheNarrowerEnds() {
      PriceInterval from = new PriceInterval(new BigDecimal("1.5"), null);

      assertThat(interval.intersect(from))
          .isEqualTo(from.intersect(interval))
          .isEqualTo(new PriceInterval(new BigDecimal("1.5"), new BigDecimal("2")));
      assertThat(interval.intersect(PriceInterval.UNBOUNDED)).isEqualTo(interval);
    }

    @Test
    void anAbsentInstrumentIsUnbounded() {
      SafeBox box = new SafeBox(Map.of("BTC", interval));

      assertThat(box.of("BTC")).isEqualTo(interval);
      assertThat(box.of("ETH")).isEqualTo(PriceInterval.UNBOUNDED);
    }
  }
}
