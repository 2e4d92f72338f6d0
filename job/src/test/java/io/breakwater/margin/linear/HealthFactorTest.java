package io.breakwater.margin.linear;

import static io.breakwater.margin.Samples.asset;
import static io.breakwater.margin.Samples.borrower;
import static io.breakwater.margin.Samples.debt;
import static io.breakwater.margin.Samples.deposit;
import static io.breakwater.margin.Samples.perpetual;
import static io.breakwater.margin.Samples.position;
import static io.breakwater.margin.Samples.trader;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.margin.Samples;
import io.breakwater.margin.account.Account;
import io.breakwater.margin.model.FixedMarket;
import org.junit.jupiter.api.Test;

class HealthFactorTest {
  private final FixedMarket market =
      FixedMarket.of(Samples.STRICT)
          .with(asset("ETH", "0.8", "1.25"), "2000")
          .with(asset("DAI", "1", "1"), "1")
          .with(perpetual("BTC", "0", "0.01"), "30000");

  @Test
  void weightedDepositsOverWeightedDebts() {
    Account account = borrower("0", deposit("ETH", "1"), debt("DAI", "1000"));

    assertThat(HealthFactor.of(account, market)).isEqualTo("1.6");
  }

  @Test
  void debtsAreRaisedByTheirWeight() {
    Account account = borrower("0", deposit("DAI", "5000"), debt("ETH", "1"));

    assertThat(HealthFactor.of(account, market)).isEqualTo("2");
  }

  @Test
  void cashCountsOnTheSideOfItsSign() {
    assertThat(HealthFactor.of(borrower("500", debt("DAI", "1000")), market)).isEqualTo("0.5");
    assertThat(HealthFactor.of(borrower("-400", deposit("ETH", "1")), market)).isEqualTo("4");
  }

  @Test
  void isRoundedDownTo34Digits() {
    Account account = borrower("0", deposit("DAI", "2"), debt("DAI", "3"));

    assertThat(HealthFactor.of(account, market)).isEqualTo("0.6666666666666666666666666666666666");
  }

  @Test
  void isAbsentWithoutDebtAndForAccountsWithPositions() {
    assertThat(HealthFactor.of(borrower("5", deposit("ETH", "1")), market)).isNull();
    assertThat(HealthFactor.of(trader("-5", position("BTC", "1", "30000")), market)).isNull();
  }
}
