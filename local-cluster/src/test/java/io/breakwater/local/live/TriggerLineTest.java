package io.breakwater.local.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.local.keeper.Triggers;
import io.breakwater.schemas.LegKind;
import io.breakwater.schemas.LiquidationTrigger;
import io.breakwater.schemas.TriggerKind;
import org.junit.jupiter.api.Test;

class TriggerLineTest {
  @Test
  void saysWhoWhatAndWhy() {
    LiquidationTrigger trigger =
        Triggers.entered("alice", 1)
            .equity("-12.345")
            .leg("BTCUSDT", LegKind.POSITION, "-0.5", "80000.5")
            .leg("ETHUSDT", LegKind.POSITION, "2", "1600")
            .cause("BTCUSDT", "80000.5")
            .build();
    assertThat(TriggerLine.of(trigger).replaceAll(" +", " "))
        .isEqualTo(
            "1970-01-01 00:00:00 ENTERED LIQUIDATABLE alice notional 43,200.25 equity -12.34"
                + " BTCUSDT at 80,000.5: short BTCUSDT, long ETHUSDT");
  }

  @Test
  void notionalOfALendingAccountIsItsDebt() {
    LiquidationTrigger trigger =
        Triggers.entered("bob", 1)
            .leg("ETH", LegKind.DEPOSIT, "1", "1600")
            .leg("USDT", LegKind.DEBT, "-1500", "1")
            .build();
    assertThat(TriggerLine.notional(trigger)).isEqualByComparingTo("1500");
    assertThat(TriggerLine.of(trigger)).endsWith("account update 1: holds ETH, owes USDT");
  }

  @Test
  void anEpisodeThatAnEpochRestatesIsSaidToBeStillOpen() {
    Triggers alice = Triggers.entered("alice", 1).step(1, TriggerKind.RESTATED).epoch(7);
    assertThat(TriggerLine.of(alice.leg("ETH", LegKind.POSITION, "2", "1600").build()))
        .contains("  RESTATED ")
        .endsWith("still open: long ETH");
    assertThat(TriggerLine.of(Triggers.entered("bob", 1).epoch(7).held().build()))
        .endsWith("still open: a price or parameters are missing");
  }

  @Test
  void longListsAreCutAndNothingIsSaidToBeNothing() {
    Triggers many = Triggers.entered("carol", 1);
    for (String instrument : new String[] {"A", "B", "C", "D", "E"}) {
      many.leg(instrument, LegKind.POSITION, "1", "1");
    }
    assertThat(TriggerLine.of(many.build())).endsWith(": long A, long B, long C +2");
    assertThat(TriggerLine.of(Triggers.entered("dave", 2).build())).endsWith(": nothing left");
  }
}
