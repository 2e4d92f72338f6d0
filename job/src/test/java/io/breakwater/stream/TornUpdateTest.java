package io.breakwater.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.margin.Samples;
import io.breakwater.margin.account.AccountChange;
import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.trigger.TriggerKind;
import io.breakwater.options.BreakwaterConfig;
import io.breakwater.stream.desk.WatchKind;
import io.breakwater.stream.event.Inputs;
import io.breakwater.stream.event.MarketEvent;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one moment of the venue changes is decided once, where one record tells it. */
class TornUpdateTest {
  private static final BigDecimal PAID = new BigDecimal("-40");
  private static final Position BOUGHT = Samples.position("A", "1", "50");

  private MarginCluster cluster;

  @BeforeEach
  void start() throws Exception {
    cluster =
        MarginCluster.onHeap(
            BreakwaterConfig.defaults(JobClock.EVENT, Inputs.POLICY, WatchKind.TRIPWIRES), 1);
    cluster.market(Inputs.instrumentChange(1_000));
    cluster.market(Inputs.policyChange(1_000));
    cluster.market(new MarketEvent.PriceChange(3, 2_000, 0, 100_00, Inputs.SCALE, 1, 0));
    account(1, new AccountChange.Snapshot(BigDecimal.TEN, List.of(), List.of()));
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  private void account(long sequence, AccountChange change) throws Exception {
    cluster.account(new AccountUpdate("a", sequence, 10_000, change, Inputs.origin("a", sequence)));
  }

  @Test
  void elementsOfOneRecordAreDecidedTogether() throws Exception {
    account(2, new AccountChange.Parts(PAID, List.of(), List.of(BOUGHT)));
    cluster.watermark(10);

    assertThat(cluster.transitions()).isEmpty();
    assertThat(cluster.triggers()).isEmpty();
  }

  @Test
  void recordsOfTheirOwnAreDecidedOneByOne() throws Exception {
    account(2, AccountChange.Parts.of(PAID));
    account(3, AccountChange.Parts.of(BOUGHT));
    cluster.watermark(10);

    assertThat(cluster.triggers())
        .extracting(trigger -> trigger.kind())
        .as("between the two the account owed, and had nothing")
        .containsExactly(TriggerKind.ENTERED, TriggerKind.WITHDRAWN);
  }
}
