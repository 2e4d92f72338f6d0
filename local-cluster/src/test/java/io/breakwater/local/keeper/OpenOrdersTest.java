package io.breakwater.local.keeper;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.schemas.LiquidationTrigger;
import io.breakwater.schemas.TriggerKind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OpenOrdersTest {
  private static final long DELAY = 100;
  private final OpenOrders orders = new OpenOrders(Duration.ofNanos(DELAY));

  private static LiquidationTrigger entered(String account, long accountSequence) {
    return Triggers.entered(account, accountSequence).build();
  }

  @Test
  void closesAMomentAfterTheTrigger() {
    LiquidationTrigger trigger = entered("a", 1);
    orders.add(trigger, 0);
    assertThat(orders.due(DELAY - 1)).isEmpty();
    assertThat(orders.due(DELAY)).containsExactly(trigger);
    assertThat(orders.due(DELAY * 2)).isEmpty();
  }

  @Test
  void worseningIsClosedInsteadOfTheEntryAndDoesNotWaitLonger() {
    LiquidationTrigger worse = Triggers.entered("a", 1).step(2, TriggerKind.WORSENED).build();
    orders.add(entered("a", 1), 0);
    orders.add(worse, 50);
    assertThat(orders.due(DELAY)).containsExactly(worse);
  }

  @Test
  void withdrawalBeforeItsTimeCancels() {
    orders.add(entered("a", 1), 0);
    orders.add(Triggers.entered("a", 1).step(2, TriggerKind.WITHDRAWN).build(), 50);
    assertThat(orders.due(DELAY)).isEmpty();
  }

  @Test
  void heldTriggerIsNotActedOn() {
    orders.add(Triggers.entered("a", 1).held().build(), 0);
    assertThat(orders.due(DELAY)).isEmpty();
  }

  @Test
  void stateThatWasReplacedIsNotClosedAgain() {
    orders.add(entered("a", 1), 0);
    orders.due(DELAY);
    // A worsening that was decided before the close-out arrived.
    orders.add(Triggers.entered("a", 1).step(2, TriggerKind.WORSENED).build(), DELAY);
    assertThat(orders.due(DELAY * 3)).isEmpty();
  }

  @Test
  void repeatIsSkipped() {
    orders.add(entered("a", 1), 0);
    assertThat(orders.add(entered("a", 1), 50)).isEqualTo(TriggerLog.Verdict.REPEAT);
    assertThat(orders.due(DELAY)).hasSize(1);
  }

  @Test
  void accountsAreClosedInTheOrderOfTheirTriggers() {
    orders.add(entered("b", 1), 0);
    orders.add(entered("a", 1), 10);
    orders.add(entered("c", 1), 20);
    assertThat(orders.due(DELAY + 10))
        .extracting(LiquidationTrigger::getAccount)
        .containsExactly("b", "a");
  }
}
