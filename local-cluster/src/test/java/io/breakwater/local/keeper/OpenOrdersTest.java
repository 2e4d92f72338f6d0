package io.breakwater.local.keeper;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.schemas.LiquidationTrigger;
import io.breakwater.schemas.TriggerKind;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OpenOrdersTest {
  private static final int PARTITION = 3;
  private static final long DELAY = 100;
  private final OpenOrders orders = new OpenOrders(Duration.ofNanos(DELAY));

  private static LiquidationTrigger entered(String account, long accountSequence) {
    return Triggers.entered(account, accountSequence).build();
  }

  @Test
  void closesAMomentAfterTheTrigger() {
    LiquidationTrigger trigger = entered("a", 1);
    orders.add(PARTITION, trigger, 0);
    assertThat(orders.due(DELAY - 1)).isEmpty();
    assertThat(orders.due(DELAY)).containsExactly(trigger);
    assertThat(orders.due(DELAY * 2)).isEmpty();
  }

  @Test
  void worseningIsClosedInsteadOfTheEntryAndDoesNotWaitLonger() {
    LiquidationTrigger worse = Triggers.entered("a", 1).step(2, TriggerKind.WORSENED).build();
    orders.add(PARTITION, entered("a", 1), 0);
    orders.add(PARTITION, worse, 50);
    assertThat(orders.due(DELAY)).containsExactly(worse);
  }

  @Test
  void withdrawalBeforeItsTimeCancels() {
    orders.add(PARTITION, entered("a", 1), 0);
    orders.add(PARTITION, Triggers.entered("a", 1).step(2, TriggerKind.WITHDRAWN).build(), 50);
    assertThat(orders.due(DELAY)).isEmpty();
  }

  @Test
  void heldTriggerIsNotActedOn() {
    orders.add(PARTITION, Triggers.entered("a", 1).held().build(), 0);
    assertThat(orders.due(DELAY)).isEmpty();
  }

  @Test
  void stateThatWasReplacedIsNotClosedAgain() {
    orders.add(PARTITION, entered("a", 1), 0);
    orders.due(DELAY);
    // A worsening that was decided before the close-out arrived.
    orders.add(PARTITION, Triggers.entered("a", 1).step(2, TriggerKind.WORSENED).build(), DELAY);
    assertThat(orders.due(DELAY * 3)).isEmpty();
  }

  @Test
  void repeatIsSkipped() {
    orders.add(PARTITION, entered("a", 1), 0);
    assertThat(orders.add(PARTITION, entered("a", 1), 50)).isEqualTo(TriggerLog.Verdict.REPEAT);
    assertThat(orders.due(DELAY)).hasSize(1);
  }

  @Test
  void accountsAreClosedInTheOrderOfTheirTriggers() {
    orders.add(PARTITION, entered("b", 1), 0);
    orders.add(PARTITION, entered("a", 1), 10);
    orders.add(PARTITION, entered("c", 1), 20);
    assertThat(orders.due(DELAY + 10))
        .extracting(LiquidationTrigger::getAccount)
        .containsExactly("b", "a");
  }

  @Nested
  class WhenAnEpochBegins {
    private LiquidationTrigger restated(String account, long accountSequence) {
      return Triggers.entered(account, accountSequence)
          .step(1, TriggerKind.RESTATED)
          .epoch(7)
          .build();
    }

    @Test
    void whatIsVoidIsNotActedOn() {
      orders.add(PARTITION, entered("a", 1), 0);
      orders.begin(PARTITION, 7);
      assertThat(orders.due(DELAY)).isEmpty();
      assertThat(orders.log().openCount()).isZero();
    }

    @Test
    void otherPartitionsGoOn() {
      orders.add(PARTITION, entered("a", 1), 0);
      orders.begin(PARTITION + 1, 7);
      assertThat(orders.due(DELAY)).hasSize(1);
    }

    @Test
    void whatIsRestatedIsActedOnAfterTheDelay() {
      orders.add(PARTITION, entered("a", 1), 0);
      orders.begin(PARTITION, 7);
      assertThat(orders.add(PARTITION, restated("a", 1), 50)).isEqualTo(TriggerLog.Verdict.NEXT);
      assertThat(orders.due(DELAY)).isEmpty();
      assertThat(orders.due(50 + DELAY)).containsExactly(restated("a", 1));
    }

    @Test
    void aRestatementAloneMakesTheRestOfThePartitionVoid() {
      orders.add(PARTITION, entered("a", 1), 0);
      orders.add(PARTITION, entered("b", 1), 0);
      orders.add(PARTITION, restated("b", 1), 10);
      assertThat(orders.due(10 + DELAY)).containsExactly(restated("b", 1));
    }

    @Test
    void whatWasClosedIsNotClosedAgainWhenItIsRestated() {
      orders.add(PARTITION, entered("a", 1), 0);
      assertThat(orders.due(DELAY)).hasSize(1);
      orders.begin(PARTITION, 7);
      orders.add(PARTITION, restated("a", 1), DELAY);
      assertThat(orders.due(DELAY * 3)).isEmpty();
      assertThat(orders.log().openCount()).as("until the job says that it is closed").isOne();
    }

    @Test
    void whatIsLiquidatableInTheStateThatWasWrittenIsClosedAgain() {
      orders.add(PARTITION, entered("a", 1), 0);
      orders.due(DELAY);
      orders.begin(PARTITION, 7);
      orders.add(PARTITION, restated("a", 2), DELAY);
      assertThat(orders.due(DELAY * 3)).containsExactly(restated("a", 2));
    }

    @Test
    void whatCannotBeValuedWaits() {
      LiquidationTrigger held =
          Triggers.entered("a", 1).step(1, TriggerKind.RESTATED).epoch(7).held().build();
      orders.add(PARTITION, entered("a", 1), 0);
      orders.add(PARTITION, held, 10);
      assertThat(orders.due(DELAY * 3)).isEmpty();
    }

    @Test
    void wordsOfAnOlderEpochAreSkipped() {
      orders.begin(PARTITION, 7);
      assertThat(orders.add(PARTITION, entered("a", 1), 0)).isEqualTo(TriggerLog.Verdict.OBSOLETE);
      assertThat(orders.due(DELAY)).isEmpty();
      assertThat(orders.log().openCount()).isZero();
    }
  }
}
