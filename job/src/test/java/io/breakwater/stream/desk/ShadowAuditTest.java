package io.breakwater.stream.desk;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.margin.MarginModels;
import io.breakwater.margin.Samples;
import io.breakwater.margin.account.AccountLedger;
import io.breakwater.margin.account.Patience;
import io.breakwater.margin.account.Standing;
import io.breakwater.margin.terms.Level;
import io.breakwater.stream.event.Inputs;
import io.breakwater.stream.event.MarketEvent;
import io.breakwater.stream.event.Naming;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShadowAuditTest {
  private static final Patience PATIENCE = new Patience(1_000_000, 1_000_000, 1_000_000);
  private final MemoryAccounts accounts = new MemoryAccounts();
  private final MarginDesk desk =
      new MarginDesk(
          MarginModels.all(),
          WatchKind.HOLDERS,
          accounts,
          new Decisions(),
          new Counts(),
          PATIENCE,
          AccountLedger.MAXIMUM_ELEMENTS);
  private final ShadowAudit audit = new ShadowAudit(desk, accounts);

  @BeforeEach
  void anAccountIsLiquidatable() {
    new Naming().of(Inputs.instrumentChange(1)).forEach(desk::applyEvent);
    desk.applyEvent(Inputs.policyChange(2));
    desk.applyEvent(Inputs.priceChange(3));
    desk.applyUpdate(Inputs.snapshot("a", 4, 1, "0.009", Samples.position("A", "1", "1")), 4);
    audit.updated("a");
    audit.afterEvent();
  }

  @Test
  void agreesWithADeskThatIsRight() {
    desk.applyEvent(new MarketEvent.PriceChange(4, 5, 0, 150, Inputs.SCALE, 2, 5));

    assertThatCode(audit::afterEvent).doesNotThrowAnyException();
  }

  @Test
  void stopsAtADecisionThatIsMissing() {
    accounts.put("a", accounts.get("a").with(Standing.at(Level.HEALTHY, 0, 0)));

    assertDifference("account a is HEALTHY but the reference says LIQUIDATABLE");
  }

  @Test
  void stopsAtADecisionThatShouldNotBe() {
    accounts.put("a", accounts.get("a").with(Standing.at(Level.BANKRUPT, 1, 2)));

    assertDifference("account a is BANKRUPT but the reference says LIQUIDATABLE");
  }

  @Test
  void takesOverTheLevelsOfARestore() {
    ShadowAudit restored = new ShadowAudit(desk, accounts);
    restored.start();

    assertThatCode(restored::afterEvent).doesNotThrowAnyException();
  }

  private void assertDifference(String words) {
    assertThatThrownBy(audit::afterEvent)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(words);
  }
}
