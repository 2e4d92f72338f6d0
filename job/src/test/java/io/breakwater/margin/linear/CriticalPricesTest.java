package io.breakwater.margin.linear;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.margin.VenueVector;
import io.breakwater.margin.account.Account;
import io.breakwater.margin.model.CriticalPrices;
import io.breakwater.margin.model.FixedMarket;
import io.breakwater.margin.model.PriceInterval;
import io.breakwater.margin.model.Valuation;
import io.breakwater.margin.reference.ReferenceEvaluator;
import io.breakwater.margin.terms.Level;
import io.breakwater.margin.terms.PolicyTerms;
import java.math.BigDecimal;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Critical prices, judged by the reference evaluator over seeded random accounts: just inside of
 * the interval an account is not liquidatable, just outside it is.
 */
class CriticalPricesTest {
  private static final int CASES = 15_000;
  private static final BigDecimal HAIR = new BigDecimal("1e-20");
  private static final BigDecimal NEAR_ZERO = new BigDecimal("1e-60");
  private static final BigDecimal HUGE = new BigDecimal("1e60");

  @Test
  void anAccountIsLiquidatableOutsideOfTheIntervalAndNotInside() {
    for (int seed = 0; seed < CASES; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      FixedMarket market = new RandomMarkets(random).upTo(4);
      RandomAccounts accounts = new RandomAccounts(random);
      Account account = accounts.in(market, "account");
      if (random.nextInt(3) == 0) {
        account = accounts.atThreshold(account, market);
      }
      for (Map.Entry<String, CriticalPrices> one :
          CriticalPriceFinder.of(account, market).entrySet()) {
        Probe probe = new Probe(seed, account, market, one.getKey());
        if (one.getValue().unsafeAtEveryPrice()) {
          probe.assertUnsafeEverywhere(random);
        } else {
          probe.assertEnds(one.getValue().safe());
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("io.breakwater.margin.VenueVector#withLiquidationPrice")
  void areTheVenuesLiquidationPrices(VenueVector vector) {
    PriceInterval safe =
        CriticalPriceFinder.of(vector.account(), vector.market()).get(vector.moving()).safe();

    assertThat(safe.high()).isNull();
    assertThat(safe.low().subtract(vector.liquidationPrice()).abs())
        .isLessThanOrEqualTo(vector.tolerance());
  }

  /** One account with one price that is tried. */
  private record Probe(long seed, Account account, FixedMarket market, String factor) {

    boolean isSafe(BigDecimal price) {
      if (!account.owes()) {
        return true;
      }
      PolicyTerms terms = market.policy().inForce();
      BigDecimal multiplier = terms.threshold(Level.LIQUIDATABLE).entry();
      int sign = valueAt(price).health(multiplier).signum();
      return sign > 0 || sign == 0 && !terms.belowAtZero(Level.LIQUIDATABLE);
    }

    private Valuation valueAt(BigDecimal price) {
      return ReferenceEvaluator.value(account, Along.at(market, factor, price));
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

    void assertUnsafeEverywhere(SplittableRandom random) {
      for (int i = 0; i < 10; i++) {
        BigDecimal price = new BigDecimal(Math.pow(10, random.nextDouble(-6, 9)));
        assertThat(isSafe(price)).as("at %s, %s", price, this).isFalse();
      }
      assertThat(isSafe(market.value(factor))).as("%s", this).isFalse();
    }
  }
}
