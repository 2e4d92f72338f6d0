package io.breakwater.stream.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.margin.account.AccountChange;
import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.stream.event.Inputs;
import io.breakwater.stream.event.MarketInput;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventOrderTest {

  @Test
  void marketInputsAreOrderedByTimeThenKindThenSequenceThenKeyThenSource() {
    List<MarketInput> ascending =
        List.of(
            Inputs.price("Z", "1", 9, 9),
            Inputs.instrument("Z", 10, 1),
            Inputs.instrument("A", 10, 2),
            Inputs.instrument("B", 10, 2),
            Inputs.policy(10, 1),
            Inputs.policy(10, 2),
            Inputs.price("B", "1", 10, 1),
            Inputs.priceOf("s1", "A", "1", 10, 2),
            Inputs.priceOf("s2", "A", "1", 10, 2),
            Inputs.price("B", "1", 10, 2),
            Inputs.instrument("A", 11, 1));
    for (int seed = 0; seed < 50; seed++) {
      List<MarketInput> shuffled = new ArrayList<>(ascending);
      Collections.shuffle(shuffled, new Random(seed));
      shuffled.sort(EventOrder.MARKET);
      assertThat(shuffled).as("seed %s", seed).isEqualTo(ascending);
    }
  }

  @Test
  void accountUpdatesAreOrderedByTimeThenSequenceThenAccount() {
    List<AccountUpdate> ascending =
        List.of(
            Inputs.cash("z", 9, 9),
            Inputs.cash("b", 10, 1),
            Inputs.cash("a", 10, 2),
            Inputs.cash("b", 10, 2),
            Inputs.cash("a", 11, 1));
    for (int seed = 0; seed < 50; seed++) {
      List<AccountUpdate> shuffled = new ArrayList<>(ascending);
      Collections.shuffle(shuffled, new Random(seed));
      shuffled.sort(EventOrder.ACCOUNTS);
      assertThat(shuffled).as("seed %s", seed).isEqualTo(ascending);
    }
  }

  @Test
  void whatIsEqualOtherwiseIsOrderedByItsPlaceInTheSource() {
    AccountUpdate first = cashAt(9);
    AccountUpdate second = cashAt(10);

    assertThat(EventOrder.ACCOUNTS.compare(first, second)).isNegative();
    assertThat(EventOrder.ACCOUNTS.compare(second, first)).isPositive();
    assertThat(EventOrder.ACCOUNTS.compare(first, cashAt(9))).isZero();
  }

  private static AccountUpdate cashAt(long offset) {
    return new AccountUpdate(
        "a", 1, 10, AccountChange.Parts.of(BigDecimal.ONE), Inputs.origin("accounts", offset));
  }

  @Test
  void atOneTimeAccountsComeAfterParametersAndPolicyAndBeforePrices() {
    AccountUpdate update = Inputs.cash("a", 10, 1);

    assertThat(EventOrder.isBefore(update, Inputs.priceChange(10))).isTrue();
    assertThat(EventOrder.isBefore(update, Inputs.instrumentChange(10))).isFalse();
    assertThat(EventOrder.isBefore(update, Inputs.policyChange(10))).isFalse();
    assertThat(EventOrder.isBefore(update, Inputs.policyChange(11))).isTrue();
    assertThat(EventOrder.isBefore(update, Inputs.priceChange(9))).isFalse();
  }

  @Test
  void timestampsAreMillisecondsRoundedDown() {
    assertThat(EventOrder.millis(1_999)).isEqualTo(1);
    assertThat(EventOrder.millis(-1)).isEqualTo(-1);
    assertThat(EventOrder.millis(0)).isZero();
  }
}
