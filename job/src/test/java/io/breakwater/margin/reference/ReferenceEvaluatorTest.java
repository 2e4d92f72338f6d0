package io.breakwater.margin.reference;

import static io.breakwater.margin.Samples.asset;
import static io.breakwater.margin.Samples.borrower;
import static io.breakwater.margin.Samples.debt;
import static io.breakwater.margin.Samples.deposit;
import static io.breakwater.margin.Samples.instrument;
import static io.breakwater.margin.Samples.inverse;
import static io.breakwater.margin.Samples.leg;
import static io.breakwater.margin.Samples.parameters;
import static io.breakwater.margin.Samples.perpetual;
import static io.breakwater.margin.Samples.position;
import static io.breakwater.margin.Samples.threshold;
import static io.breakwater.margin.Samples.tiers;
import static io.breakwater.margin.Samples.trader;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.margin.Samples;
import io.breakwater.margin.account.Account;
import io.breakwater.margin.model.FixedMarket;
import io.breakwater.margin.model.Valuation;
import io.breakwater.margin.terms.CloseOutRule;
import io.breakwater.margin.terms.InstrumentKind;
import io.breakwater.margin.terms.Level;
import io.breakwater.margin.terms.MarginBasis;
import io.breakwater.margin.terms.MarginParameters;
import io.breakwater.margin.terms.PolicyTerms;
import io.breakwater.margin.terms.TierTable;
import java.math.BigDecimal;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Worked examples of the rules, by hand. */
class ReferenceEvaluatorTest {

  @Nested
  class Value {
    private final TierTable table = tiers("0", "0.01", "1000", "0.02", "5000", "0.05");

    @ParameterizedTest
    @CsvSource({
      "inside the first bracket, 5, 5",
      "at the first bound, 10, 10",
      "inside the second bracket, 30, 50",
      "at the second bound, 50, 90",
      "inside the last bracket, 100, 340",
      "short, -100, 340"
    })
    void bracketsAddUp(String name, String size, BigDecimal requirement) {
      Account account = trader("0", position("BTC", size, "100"));

      assertThat(value(account, "100", parameters(table)))
          .isEqualTo(new Valuation(BigDecimal.ZERO, requirement));
    }

    @ParameterizedTest
    @CsvSource({"long gains, 2, 110, 20", "long loses, 2, 95, -10", "short loses, -2, 110, -20"})
    void linearProfit(String name, String size, String price, String equity) {
      Account account = trader("0", position("BTC", size, "100"));

      assertThat(value(account, price, parameters(tiers("0", "0"))))
          .isEqualTo(valuation(equity, "0"));
    }

    @Test
    void feeAndFlatAmountAddToTheBrackets() {
      MarginParameters rules = parameters(table, MarginBasis.MARK, "0.001", "7");
      Account account = trader("500", position("BTC", "30", "100"));

      assertThat(value(account, "100", rules)).isEqualTo(valuation("500", "60"));
    }

    @Test
    void onEntryBasisTheRequirementStandsStill() {
      MarginParameters rules = parameters(table, MarginBasis.ENTRY, "0", "0");
      Account account = trader("500", position("BTC", "30", "100"));

      assertThat(value(account, "50", rules)).isEqualTo(valuation("-1000", "50"));
    }

    @Test
    void eachLegHasItsOwnBrackets() {
      Account hedged =
          trader("0", leg("BTC", "long", "30", "100"), leg("BTC", "short", "-30", "90"));

      assertThat(value(hedged, "100", parameters(table))).isEqualTo(valuation("-300", "100"));
    }

    @ParameterizedTest
    @CsvSource({
      "long, 1000, 99.999999999989, 10",
      "short, -1000, -100.000000000022, 10",
    })
    void inverseProfitIsRoundedSoThatEquityFalls(
        String name, String size, String equity, String requirement) {
      FixedMarket market =
          FixedMarket.of(Samples.STRICT).with(inverse("BTCUSD", "0", "0.01"), "33000");
      Account account = trader("0", position("BTCUSD", size, "30000"));

      assertThat(ReferenceEvaluator.value(account, market))
          .isEqualTo(valuation(equity, requirement));
    }

    @Test
    void depositsAreCutAndDebtsAreRaised() {
      FixedMarket market =
          FixedMarket.of(Samples.STRICT)
              .with(asset("ETH", "0.8", "1.25"), "2000")
              .with(asset("DAI", "1", "1"), "1");
      Account account =
          borrower("10", deposit("ETH", "2"), debt("ETH", "0.5"), debt("DAI", "1500"));

      assertThat(ReferenceEvaluator.value(account, market)).isEqualTo(valuation("1510", "1050"));
    }

    private Valuation value(Account account, String price, MarginParameters rules) {
      FixedMarket market =
          FixedMarket.of(Samples.STRICT)
              .with(instrument("BTC", InstrumentKind.FUTURE, rules), price);
      return ReferenceEvaluator.value(account, market);
    }
  }

  /** One long of notional 100 at its entry: E is the cash, M is 10. */
  @Nested
  class Levels {
    private final FixedMarket market =
        FixedMarket.of(Samples.STRICT).with(perpetual("BTC", "0", "0.1"), "100");

    @ParameterizedTest
    @CsvSource({
      "E > 1.25 M, 12.500000000000000001, HEALTHY, HEALTHY",
      "E = 1.25 M, 12.5, HEALTHY, WARNING",
      "E < 1.25 M, 12.499999999999999999, WARNING, WARNING",
      "E > M, 10.000000000000000001, WARNING, WARNING",
      "E = M, 10, WARNING, LIQUIDATABLE",
      "E < M, 9.999999999999999999, LIQUIDATABLE, LIQUIDATABLE",
      "E = 2/3 M, 6.66666666666666667, LIQUIDATABLE, SEVERE",
      "E < 2/3 M, 6.666666666666666669, SEVERE, SEVERE",
      "E = 0, 0, SEVERE, SEVERE",
      "E < 0, -0.000000000000000001, BANKRUPT, BANKRUPT",
    })
    void atEachThreshold(String name, String cash, Level strict, Level atEquality) {
      Account account = trader(cash, position("BTC", "1", "100"));

      assertThat(level(account, market)).isEqualTo(strict);
      assertThat(level(account, market.withTerms(Samples.AT_EQUALITY))).isEqualTo(atEquality);
    }

    @ParameterizedTest
    @CsvSource({
      "'E > 0, M = 0', 0.000000000000000001, HEALTHY, HEALTHY",
      "'E = 0, M = 0', 0, HEALTHY, SEVERE",
      "'E < 0, M = 0', -0.000000000000000001, BANKRUPT, BANKRUPT",
    })
    void withoutARequirement(String name, String cash, Level strict, Level atEquality) {
      FixedMarket free = market.with(perpetual("BTC", "0", "0"), "100");
      Account account = trader(cash, position("BTC", "1", "100"));

      assertThat(level(account, free)).isEqualTo(strict);
      assertThat(level(account, free.withTerms(Samples.AT_EQUALITY))).isEqualTo(atEquality);
    }

    @Test
    void whoOwesNothingIsHealthy() {
      FixedMarket worthless = market.with(asset("DOGE", "0", "1"), "1");

      for (Account account : new Account[] {borrower("0"), borrower("0", deposit("DOGE", "5"))}) {
        assertThat(level(account, worthless.withTerms(Samples.AT_EQUALITY)))
            .isEqualTo(Level.HEALTHY);
      }
    }

    @Test
    void insolventWithADepositIsBankruptAndWithNothingIsBadDebt() {
      FixedMarket assets = market.with(asset("ETH", "0.8", "1"), "2000");

      assertThat(level(trader("-1", position("BTC", "1", "100")), assets))
          .isEqualTo(Level.BANKRUPT);
      assertThat(level(borrower("-2001", deposit("ETH", "1")), assets)).isEqualTo(Level.BANKRUPT);
      assertThat(level(borrower("-1"), assets)).isEqualTo(Level.BAD_DEBT);
      assertThat(level(borrower("1999", debt("ETH", "1")), assets)).isEqualTo(Level.BAD_DEBT);
    }

    private Level level(Account account, FixedMarket market) {
      return ReferenceEvaluator.level(account, Level.HEALTHY, market);
    }
  }

  /** Each level ends at a multiplier above the one at which it is entered; M is 10. */
  @Nested
  class Hysteresis {
    private final PolicyTerms terms =
        new PolicyTerms(
            threshold("1.25", "1.5"),
            threshold("1", "1.2"),
            threshold("0.6", "0.9"),
            threshold("0", "0.1"),
            false,
            CloseOutRule.FULL);
    private final FixedMarket market =
        FixedMarket.of(terms)
            .with(perpetual("BTC", "0", "0.1"), "100")
            .with(asset("ETH", "1", "1.1"), "100");

    @ParameterizedTest
    @CsvSource({
      "between entry and exit from above, HEALTHY, 14, HEALTHY, HEALTHY",
      "between entry and exit from below, WARNING, 14, WARNING, WARNING",
      "at the exit of WARNING, WARNING, 15, HEALTHY, WARNING",
      "above every exit, BANKRUPT, 15.01, HEALTHY, HEALTHY",
      "fresh, HEALTHY, 11, WARNING, WARNING",
      "held in LIQUIDATABLE, LIQUIDATABLE, 11, LIQUIDATABLE, LIQUIDATABLE",
      "at the exit of LIQUIDATABLE, LIQUIDATABLE, 12, WARNING, LIQUIDATABLE",
      "recovers by one level, SEVERE, 11, LIQUIDATABLE, LIQUIDATABLE",
      "recovers by two levels, SEVERE, 13, WARNING, WARNING",
      "held in SEVERE, SEVERE, 8.99, SEVERE, SEVERE",
      "at the exit of SEVERE, SEVERE, 9, LIQUIDATABLE, SEVERE",
      "held in BANKRUPT, BANKRUPT, 0.99, BANKRUPT, BANKRUPT",
      "at the exit of BANKRUPT, BANKRUPT, 1, SEVERE, SEVERE",
      "falls through every level, HEALTHY, -0.01, BANKRUPT, BANKRUPT",
      "worsens while held, LIQUIDATABLE, 5.99, SEVERE, SEVERE",
    })
    void nextLevel(String name, Level previous, String cash, Level strict, Level atEquality) {
      Account account = trader(cash, position("BTC", "1", "100"));

      assertThat(ReferenceEvaluator.level(account, previous, market)).isEqualTo(strict);
      assertThat(
              ReferenceEvaluator.level(
                  account, previous, market.withTerms(Samples.withEquality(terms))))
          .isEqualTo(atEquality);
    }

    @ParameterizedTest
    @CsvSource({
      "held in BAD_DEBT, BAD_DEBT, 100.99, BAD_DEBT",
      "held in BANKRUPT with nothing left, BANKRUPT, 100.99, BAD_DEBT",
      "at the exit of BAD_DEBT, BAD_DEBT, 101, SEVERE",
      "fresh, SEVERE, 100.99, SEVERE",
    })
    void badDebtEndsWhereBankruptEnds(String name, Level previous, String cash, Level next) {
      Account account = borrower(cash, debt("ETH", "1"));

      assertThat(ReferenceEvaluator.level(account, previous, market)).isEqualTo(next);
    }
  }

  private static Valuation valuation(String equity, String requirement) {
    return new Valuation(new BigDecimal(equity), new BigDecimal(requirement));
  }
}
