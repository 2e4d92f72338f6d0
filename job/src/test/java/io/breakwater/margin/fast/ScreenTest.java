package io.breakwater.margin.fast;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.margin.Samples;
import io.breakwater.margin.account.Account;
import io.breakwater.margin.linear.RandomAccounts;
import io.breakwater.margin.linear.RandomMarkets;
import io.breakwater.margin.mirror.CompactAccount;
import io.breakwater.margin.mirror.FloatMarket;
import io.breakwater.margin.model.FastForm;
import io.breakwater.margin.model.FixedMarket;
import io.breakwater.margin.model.Valuation;
import io.breakwater.margin.reference.ReferenceEvaluator;
import io.breakwater.margin.terms.Level;
import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whenever floating point claims a level, it is the reference evaluator's level. */
class ScreenTest {
  private static final int CASES = 8_000;
  private static final int NEAR_MISSES = 8;

  @Test
  void aClaimIsTheReferencesLevelAlsoBesideTheThresholds() {
    for (int seed = 0; seed < CASES; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      RandomMarkets markets = new RandomMarkets(random);
      RandomAccounts accounts = new RandomAccounts(random);
      FixedMarket market = markets.upTo(6);
      Account account = accounts.in(market, "account");
      assertClaim(seed, account, accounts.level(), market);
      for (int i = 0; i < NEAR_MISSES; i++) {
        market = markets.moved(market);
        Account near = nearlyAt(accounts.atThreshold(account, market), market, random);
        for (Level previous : Level.values()) {
          assertClaim(seed, near, previous, market);
        }
      }
    }
  }

  @Test
  void awayFromTheThresholdsItAlmostAlwaysClaims() {
    int claims = 0;
    for (int seed = 0; seed < CASES; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      FixedMarket market = new RandomMarkets(random).upTo(6);
      RandomAccounts accounts = new RandomAccounts(random);
      Account held = accounts.in(market, "account");
      double off = FloatMarkets.gross(held, market) * Math.pow(10, random.nextDouble(-9, -3));
      BigDecimal cash = held.cash().add(new BigDecimal(random.nextBoolean() ? off : -off));
      Account account = RandomAccounts.withCash(held, cash);
      claims += screened(account, accounts.level(), market) == FastForm.UNCERTAIN ? 0 : 1;
    }

    assertThat(claims).isGreaterThan(CASES * 999 / 1000);
  }

  @Test
  void exactlyAtAThresholdItCannotTell() {
    FixedMarket market =
        FixedMarket.of(Samples.STRICT).with(Samples.perpetual("I0", "0", "0.1"), "100");
    Account account = Samples.trader("10", Samples.position("I0", "1", "100"));

    assertThat(screened(account, Level.HEALTHY, market)).isEqualTo(FastForm.UNCERTAIN);
  }

  @Test
  void whoOwesNothingIsHealthy() {
    FixedMarket market =
        FixedMarket.of(Samples.AT_EQUALITY).with(Samples.asset("I0", "0", "1"), "100");
    Account account = Samples.borrower("0", Samples.deposit("I0", "1"));

    assertThat(screened(account, Level.BANKRUPT, market)).isEqualTo(Level.HEALTHY.code());
  }

  private static void assertClaim(long seed, Account account, Level previous, FixedMarket market) {
    int claim = screened(account, previous, market);
    if (claim != FastForm.UNCERTAIN) {
      assertThat(Level.ofCode(claim))
          .as("seed %s, after %s: %s in %s", seed, previous, account, market)
          .isEqualTo(ReferenceEvaluator.level(account, previous, market));
    }
  }

  /** Cash off by a share of what the account holds that doubles can barely tell, or cannot. */
  private static Account nearlyAt(Account account, FixedMarket market, SplittableRandom random) {
    Valuation valuation = ReferenceEvaluator.value(account, market);
    double held = account.cash().abs().add(valuation.requirement()).doubleValue();
    double off = random.nextDouble(-1, 1) * held * Math.pow(2, -random.nextInt(36, 62));
    BigDecimal cash = account.cash().add(new BigDecimal(off));
    return RandomAccounts.withCash(account, cash);
  }

  private static int screened(Account account, Level previous, FixedMarket market) {
    FloatMarket numbers = FloatMarkets.of(market);
    Screen screen = new Screen(numbers);
    CompactAccount compact = FloatMarkets.compact(account, market);
    return screen.level(FloatMarkets.view(numbers, market, compact, previous));
  }
}
