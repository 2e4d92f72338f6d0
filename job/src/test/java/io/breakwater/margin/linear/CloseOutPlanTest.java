package io.breakwater.margin.linear;

import static io.breakwater.margin.Samples.asset;
import static io.breakwater.margin.Samples.borrower;
import static io.breakwater.margin.Samples.debt;
import static io.breakwater.margin.Samples.deposit;
import static io.breakwater.margin.Samples.inverse;
import static io.breakwater.margin.Samples.leg;
import static io.breakwater.margin.Samples.perpetual;
import static io.breakwater.margin.Samples.position;
import static io.breakwater.margin.Samples.trader;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.margin.Samples;
import io.breakwater.margin.account.Account;
import io.breakwater.margin.model.CloseOutLeg;
import io.breakwater.margin.model.FixedMarket;
import java.math.BigDecimal;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is closed, and at which prices that leaves nothing. A failure names the seed of its case.
 */
class CloseOutPlanTest {
  private static final int CASES = 15_000;
  private static final FixedMarket MARKET =
      FixedMarket.of(Samples.STRICT)
          .with(perpetual("BTC-USD", "0", "0.1"), "50000")
          .with(perpetual("ETH-USD", "0", "0.1"), "3000")
          .with(perpetual("FREE-1", "0", "0"), "100")
          .with(perpetual("FREE-2", "0", "0"), "50")
          .with(inverse("BTCUSD", "0", "0.1"), "50000")
          .with(asset("ETH", "0.8", "1.2"), "3000")
          .with(asset("USDT", "1", "1"), "1");

  static Stream<Arguments> plans() {
    return Stream.of(
        Arguments.of(
            "each leg bears the equity that its requirement is a share of",
            trader("10", position("BTC-USD", "0.004", "50000"), position("ETH-USD", "0.1", "3000")),
            List.of("49000", "2940")),
        Arguments.of(
            "hedged legs of one contract move apart",
            trader("100", leg("ETH-USD", "l", "1", "3000"), leg("ETH-USD", "s", "-1", "3000")),
            List.of("2950", "3050")),
        Arguments.of(
            "a leg without a requirement bears nothing",
            trader("10", position("BTC-USD", "0.004", "50000"), position("FREE-1", "1", "100")),
            List.of("47500", "100")),
        Arguments.of(
            "where no leg has one, notional shares",
            trader("15", position("FREE-1", "1", "100"), position("FREE-2", "-1", "50")),
            List.of("90", "55")),
        Arguments.of(
            "an inverse short loses on the way up, in a coin that keeps its value",
            trader("10", position("BTCUSD", "-1000", "50000")),
            List.of("50505.050505050505050505")),
        Arguments.of(
            "an inverse short that is worth no more than what is left has no price",
            trader("1000", position("BTCUSD", "-1000", "50000")),
            Stream.of((String) null).toList()),
        Arguments.of(
            "a deposit is seized and a debt repaid",
            borrower("0", deposit("ETH", "1"), debt("USDT", "2000")),
            List.of("2000", "1")),
        Arguments.of(
            "what is not owed for stays at its price",
            new Account(
                "a",
                BigDecimal.ZERO,
                List.of(deposit("USDT", "10")),
                List.of(position("ETH-USD", "0.1", "3000"))),
            List.of("2900")),
        Arguments.of(
            "a bankrupt account needs better prices than there are",
            trader(
                "-10", position("BTC-USD", "0.004", "50000"), position("ETH-USD", "-0.1", "3000")),
            List.of("51000", "2940")),
        Arguments.of(
            "no price is below zero",
            trader("1000", position("ETH-USD", "0.1", "3000")),
            Stream.of((String) null).toList()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("plans")
  void sharesEquityByRequirement(String name, Account account, List<String> prices) {
    assertThat(CloseOutPlan.of(account, MARKET))
        .extracting(l -> l.bankruptcyPrice() == null ? null : l.bankruptcyPrice().toPlainString())
        .isEqualTo(prices);
  }

  @Test
  void closingEveryLegAtItsOwnPriceLeavesNothing() {
    int whole = 0;
    for (int seed = 0; seed < CASES; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      FixedMarket market = new RandomMarkets(random).upTo(5);
      RandomAccounts accounts = new RandomAccounts(random);
      Account account = accounts.in(market, "account");
      if (random.nextBoolean()) {
        account = accounts.atThreshold(account, market);
      }
      List<CloseOutLeg> plan = CloseOutPlan.of(account, market);
      if (!plan.isEmpty() && plan.stream().allMatch(leg -> leg.bankruptcyPrice() != null)) {
        ClosedOut.assertNothingLeft("seed " + seed, account, plan, market);
        whole++;
      }
    }
    assertThat(whole).as("plans whose legs all have a price").isGreaterThan(CASES / 4);
  }

  @Test
  void whatALegBearsIsWhatItsRequirementIsOfThePlan() {
    for (int seed = 0; seed < CASES; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      FixedMarket market = new RandomMarkets(random).upTo(5);
      Account account = new RandomAccounts(random).in(market, "account");
      ClosedOut.assertShares("seed " + seed, account, CloseOutPlan.of(account, market), market);
    }
  }
}
