package io.breakwater.stream.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.margin.account.Position;
import io.breakwater.margin.fast.FastLinearModel;
import io.breakwater.margin.terms.InstrumentKind;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.Level;
import io.breakwater.oracle.Certainty;
import io.breakwater.oracle.judge.JudgedBy;
import io.breakwater.stream.event.Inputs;
import io.breakwater.stream.event.MarketEvent;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Accounts whose triggers wait for certainty: who looks at them when. */
class HeldAccountsTest {
  private static final int HELD = 1_000;

  private ModelSeamTest.Desk desk;

  /** Each has ETH, which is not certain, and BTC, which is, and would be liquidatable. */
  @BeforeEach
  void hold() {
    desk = new ModelSeamTest.Desk(new FastLinearModel());
    desk.instrument(contract("ETH"));
    desk.instrument(contract("BTC"));
    desk.price("ETH", "2000");
    desk.price("BTC", "50000");
    for (int i = 0; i < HELD; i++) {
      desk.snapshot(
          "account " + i,
          "900",
          List.of(),
          List.of(
              Position.of("ETH", BigDecimal.ONE, new BigDecimal("2000")),
              Position.of("BTC", new BigDecimal("0.1"), new BigDecimal("50000"))));
    }
    halt();
    desk.price("BTC", "41500");
    assertThat(desk.level("account 7")).isEqualTo(Level.LIQUIDATABLE);
    assertThat(desk.desk.tracking().mirror().heldCount()).isEqualTo(HELD);
  }

  private static InstrumentParameters contract(String id) {
    return new InstrumentParameters(id, InstrumentKind.PERPETUAL, 8, 1, Inputs.LOW, List.of());
  }

  private void halt() {
    validity(Certainty.UNTOLD);
  }

  private void validity(Certainty certainty) {
    desk.desk.applyEvent(
        new MarketEvent.ValidityChange(
            ++desk.seq, desk.seq, desk.factors.get("ETH"), certainty, JudgedBy.TIME));
  }

  private Level triggered(String account) {
    return desk.store.get(account).standing().triggered();
  }

  @Test
  void ticksOfWhatIsCertainVisitNobodyWhoseTriggerStillWaits() {
    long decided = desk.counts.exactDecisions;
    for (int i = 0; i < 1_000; i++) {
      desk.price("BTC", i % 2 == 0 ? "41499" : "41500");
    }

    assertThat(desk.counts.exactDecisions - decided).isZero();
    assertThat(desk.desk.tracking().mirror().heldCount()).isEqualTo(HELD);
  }

  /** Whatever ETH is worth up to twice its value, BTC at 21,500 is too low. */
  @Test
  void whatBecomesCertainWhateverTheDoubtIsTriggeredAtThatTick() {
    desk.price("BTC", "21650");
    assertThat(triggered("account 7")).isEqualTo(Level.WARNING);

    desk.price("BTC", "21500");

    assertThat(triggered("account 7")).isEqualTo(Level.LIQUIDATABLE);
    assertThat(desk.out.triggers).hasSize(HELD);
  }

  @Test
  void theEndOfTheDoubtTriggersAllOfThem() {
    validity(Certainty.VALID);

    assertThat(triggered("account 7")).isEqualTo(Level.LIQUIDATABLE);
    assertThat(desk.out.triggers).hasSize(HELD);
    assertThat(desk.desk.tracking().firstHeld()).isEqualTo(Long.MAX_VALUE);
  }

  /** They are found again, with their bounds, and since when they are held. */
  @Test
  void aRestartChangesNothing() {
    long since = desk.desk.tracking().firstHeld();
    desk.restart(new FastLinearModel());
    long decided = desk.counts.exactDecisions;
    desk.price("BTC", "41499");

    assertThat(desk.desk.tracking().firstHeld()).isEqualTo(since);
    assertThat(desk.counts.exactDecisions - decided).isZero();

    desk.price("BTC", "21500");
    assertThat(triggered("account 7")).isEqualTo(Level.LIQUIDATABLE);
  }
}
