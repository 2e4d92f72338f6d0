package io.breakwater.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.margin.Samples;
import io.breakwater.margin.account.AccountChange;
import io.breakwater.margin.account.AccountLedger;
import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.terms.Level;
import io.breakwater.margin.trigger.HealthTransition;
import io.breakwater.margin.trigger.LiquidationTrigger;
import io.breakwater.margin.trigger.TriggerKind;
import io.breakwater.stream.desk.WatchKind;
import io.breakwater.stream.event.Inputs;
import io.breakwater.stream.event.MarketEvent;
import io.breakwater.value.Refusal;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A closure leaves nothing open behind it, whatever came before it, and nothing for ever. */
class ClosureTest {
  private static final Position LONG = Samples.position("A", "1", "100");
  private static final AccountChange UNDER_WATER =
      new AccountChange.Snapshot(BigDecimal.ONE, List.of(), List.of(LONG));
  private static final AccountChange CLOSED = new AccountChange.Closed();
  private static final AccountChange PART =
      new AccountChange.Parts(new BigDecimal("5"), List.of(), List.of(LONG));
  private static final long REMEMBERED = 1_000;

  private MarginCluster cluster;

  private void start(Duration remembered) throws Exception {
    cluster =
        MarginCluster.onRocksDb(
            new StreamSettings(
                JobClock.EVENT,
                "default",
                remembered,
                5,
                WatchKind.TRIPWIRES,
                1,
                true,
                true,
                Duration.ofMillis(100),
                Duration.ofMillis(30),
                AccountLedger.MAXIMUM_ELEMENTS,
                null,
                Duration.ZERO,
                Duration.ofMinutes(5),
                null),
            1);
    cluster.market(Inputs.instrumentChange(1_000));
    cluster.market(Inputs.policyChange(1_000));
    cluster.market(new MarketEvent.PriceChange(3, 2_000, 0, 80_00, Inputs.SCALE, 1, 0));
  }

  @AfterEach
  void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  private void account(long millis, long sequence, AccountChange change) throws Exception {
    cluster.account(
        new AccountUpdate("a", sequence, millis * 1_000, change, Inputs.origin("a", sequence)));
    cluster.watermark(millis);
  }

  private List<String> triggers() {
    return cluster.triggers().stream()
        .map(t -> t.transition().time() / 1_000 + " " + t.kind() + " " + t.id())
        .toList();
  }

  private Object gauge(String name) {
    return cluster.only().gauge(name);
  }

  @Test
  void withdrawsAtOnceWhereNewerPartsCameBefore() throws Exception {
    start(Duration.ofDays(7));
    account(10, 1, UNDER_WATER);
    account(20, 6, PART);

    account(30, 5, CLOSED);

    assertThat(triggers()).containsExactly("10 ENTERED a#1.1", "30 WITHDRAWN a#1.2");
    List<HealthTransition> lines = cluster.transitions();
    HealthTransition last = lines.get(lines.size() - 1);
    assertThat(last.to()).isEqualTo(Level.HEALTHY);
    assertThat(gauge(MetricNames.PENDING_ACCOUNTS)).as("the parts wait").isEqualTo(1);
    cluster.watermark(60);
    assertThat(cluster.transitions()).last().matches(t -> t.pending().contains("only parts"));

    account(70, 7, UNDER_WATER);
    assertThat(triggers()).last().isEqualTo("70 ENTERED a#2.1");
  }

  @ParameterizedTest
  @CsvSource({"1, open", "3, pending", "5, ''"})
  void endsTheSameInEveryOrder(long closure, String end) throws Exception {
    AccountUpdate[] updates = {
      new AccountUpdate("a", 2, 0, UNDER_WATER, Inputs.origin("a", 2)),
      new AccountUpdate("a", 4, 0, PART, Inputs.origin("a", 4)),
      new AccountUpdate("a", closure, 0, CLOSED, Inputs.origin("a", closure))
    };
    List<String> ends = new ArrayList<>();
    for (int[] order :
        new int[][] {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}}) {
      start(Duration.ofDays(7));
      for (int i = 0; i < order.length; i++) {
        AccountUpdate update = updates[order[i]];
        account(10 + i, update.sequence(), update.change());
      }
      ends.add(standing());
      cluster.restart(1);
      ends.add(standing());
      stop();
    }
    assertThat(ends).containsOnly(end);
  }

  /** What is open of the only account, and whether it is decided. */
  private String standing() {
    List<LiquidationTrigger> triggers = cluster.triggers();
    boolean open =
        !triggers.isEmpty() && triggers.get(triggers.size() - 1).kind() != TriggerKind.WITHDRAWN;
    return (open ? "open" : "") + (gauge(MetricNames.PENDING_ACCOUNTS).equals(1) ? "pending" : "");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void partsThatWaitInVainAreGivenUp(boolean restarted) throws Exception {
    start(Duration.ofMillis(REMEMBERED));
    account(10, 5, CLOSED);
    account(20, 6, PART);
    cluster.account(new AccountUpdate("b", 1, 20_000, PART, Inputs.origin("a", 9)));
    cluster.watermark(20);
    account(500, 8, PART);
    if (restarted) {
      cluster.restart(1);
    }
    cluster.watermark(20 + REMEMBERED);
    assertThat(gauge(MetricNames.PENDING_ACCOUNTS)).as("the last part counts").isEqualTo(1);

    cluster.watermark(500 + REMEMBERED);

    assertThat(gauge(MetricNames.PENDING_ACCOUNTS)).isEqualTo(0);
    assertThat(gauge(MetricNames.OPEN_ACCOUNTS)).isEqualTo(0);
    cluster.restart(1);
    assertThat(gauge(MetricNames.OPEN_ACCOUNTS)).as("nothing is left in state").isEqualTo(0);
    account(2_000, 4, UNDER_WATER);
    assertThat(triggers()).as("the closure stands").isEmpty();
    cluster.account(new AccountUpdate("b", 1, 2_001_000, UNDER_WATER, Inputs.origin("b", 1)));
    cluster.watermark(2_001);
    assertThat(triggers()).as("nothing stands of the other").containsExactly("2001 ENTERED b#1.1");
  }

  @Test
  void anAccountThatWouldBeTooLargeIsRejectedAndStays() throws Exception {
    start(Duration.ofDays(7));
    List<Position> many = new ArrayList<>();
    for (int i = 0; i <= 10_000; i++) {
      many.add(new Position("A", "leg" + i, BigDecimal.ONE, BigDecimal.TEN, null));
    }
    account(10, 1, UNDER_WATER);

    account(20, 2, new AccountChange.Snapshot(BigDecimal.ZERO, List.of(), many));

    assertThat(cluster.rejected()).singleElement().matches(r -> r.reason() == Refusal.TOO_LARGE);
    assertThat(cluster.rejected().get(0).message()).contains("more than 10000", "divide it");
    assertThat(triggers()).containsExactly("10 ENTERED a#1.1");
  }
}
