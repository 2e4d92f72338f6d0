package io.breakwater.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.margin.Samples;
import io.breakwater.margin.account.AccountLedger;
import io.breakwater.margin.account.Patience;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.terms.Level;
import io.breakwater.margin.trigger.HealthTransition;
import io.breakwater.margin.trigger.LiquidationTrigger;
import io.breakwater.margin.trigger.TriggerKind;
import io.breakwater.stream.desk.Happening;
import io.breakwater.stream.desk.ReferenceModel;
import io.breakwater.stream.desk.Script;
import io.breakwater.stream.desk.WatchKind;
import io.breakwater.stream.event.Inputs;
import io.breakwater.stream.event.MarketEvent;
import io.breakwater.stream.order.EventOrder;
import io.breakwater.value.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The operator against the rules applied to every account after every event. */
class AccountMarginTest {
  private static final int LENGTH = 250;
  private static final int ACCOUNTS = 12;
  private static final int MOST_INSTRUMENTS = 4;

  /** A few events of a script. */
  private static final Duration GRACE = Duration.ofMillis(20);

  private static final Duration REPORT = Duration.ofMillis(8);
  private static final Patience PATIENCE = new Patience(20_000, 8_000, 1L << 62);

  /** Which input is read first. */
  enum Arrival {
    MARKET_FIRST,
    ACCOUNTS_FIRST;

    /** All of one input, then all of the other. */
    List<Happening> arrange(List<Happening> happenings) {
      List<Happening> arranged = new ArrayList<>(happenings);
      arranged.sort(
          Comparator.comparing(h -> h instanceof Happening.Market == (this == ACCOUNTS_FIRST)));
      return arranged;
    }
  }

  private static List<Happening> script(int seed) {
    return Script.random(seed, ACCOUNTS, MOST_INSTRUMENTS, LENGTH);
  }

  private static StreamSettings settings(JobClock clock, int cap) {
    return new StreamSettings(
        clock,
        "default",
        Duration.ofDays(7),
        cap,
        WatchKind.TRIPWIRES,
        1,
        true,
        true,
        GRACE,
        REPORT,
        AccountLedger.MAXIMUM_ELEMENTS,
        null,
        Duration.ZERO,
        Duration.ofMinutes(5),
        null);
  }

  private static void assertEqual(String as, MarginCluster cluster, ReferenceModel reference) {
    assertThat(cluster.auditMisses()).as("%s, misses that the audit mended", as).isZero();
    assertThat(cluster.transitions())
        .as(as)
        .isEqualTo(MarginCluster.inOrder(reference.transitions))
        .isNotEmpty();
    assertThat(cluster.triggers().stream().map(LiquidationTrigger::id).sorted())
        .as(as)
        .isEqualTo(
            reference.triggers.stream().map(ReferenceModel.ExpectedTrigger::id).sorted().toList());
  }

  @Nested
  class OnTheSystemClock {
    private final ReferenceModel reference = new ReferenceModel(PATIENCE);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void eventsApplyAsTheyArrive(int seed) throws Exception {
      try (MarginCluster cluster = cluster(10_000, 1)) {
        for (Happening happening : script(seed)) {
          arrive(cluster, happening);
        }
        assertEqual("seed " + seed, cluster, reference);
      }
    }

    @ParameterizedTest
    @EnumSource
    void eitherInputMayComeFirst(Arrival arrival) throws Exception {
      try (MarginCluster cluster = cluster(10_000, 1)) {
        for (Happening happening : arrival.arrange(script(4))) {
          arrive(cluster, happening);
        }
        assertEqual("seed 4", cluster, reference);
      }
    }

    @ParameterizedTest
    @CsvSource({"5, 1", "6, 7", "7, 10000"})
    void aRestartBetweenAnyTwoEventsChangesNothing(int seed, int cap) throws Exception {
      try (MarginCluster cluster = MarginCluster.onHeap(settings(JobClock.SYSTEM, cap), 1)) {
        for (Happening happening : script(seed)) {
          arrive(cluster, happening);
          cluster.restart(1);
        }
        assertEqual("seed " + seed, cluster, reference);
      }
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 9, 10})
    void aChangeOfParallelismChangesNothing(int seed) throws Exception {
      int[] parallelism = {3, 1, 2};
      try (MarginCluster cluster = cluster(5, 2)) {
        int events = 0;
        for (Happening happening : script(seed)) {
          arrive(cluster, happening);
          if (++events % 30 == 0) {
            cluster.restart(parallelism[events / 30 % parallelism.length]);
          }
        }
        assertEqual("seed " + seed, cluster, reference);
      }
    }

    @Test
    void anAccountAmongOthersIsDecidedAsIfItWereAlone() throws Exception {
      List<Happening> script = script(11);
      try (MarginCluster together = cluster(10_000, 1)) {
        for (Happening happening : script) {
          arrive(together, happening);
        }
        for (int i = 0; i < ACCOUNTS; i++) {
          String account = "account-" + (i % 7 == 0 ? "é" : "") + i;
          assertThat(transitionsAlone(script, account))
              .isEqualTo(
                  together.transitions().stream()
                      .filter(transition -> transition.account().equals(account))
                      .toList());
        }
      }
    }

    private List<HealthTransition> transitionsAlone(List<Happening> script, String account)
        throws Exception {
      try (MarginCluster alone = cluster(10_000, 1)) {
        for (Happening happening : script) {
          if (happening instanceof Happening.Market || isOf(account, happening)) {
            arrive(alone, happening);
          } else {
            Happening.Update other = (Happening.Update) happening;
            alone.processingTime(EventOrder.millis(other.time()));
          }
        }
        return alone.transitions();
      }
    }

    private static boolean isOf(String account, Happening happening) {
      return ((Happening.Update) happening).update().account().equals(account);
    }

    private MarginCluster cluster(int cap, int parallelism) throws Exception {
      return MarginCluster.onRocksDb(settings(JobClock.SYSTEM, cap), parallelism);
    }

    /** Updates are stamped with the wall clock, in whole milliseconds. */
    private void arrive(MarginCluster cluster, Happening happening) throws Exception {
      if (happening instanceof Happening.Update update) {
        long millis = EventOrder.millis(update.time());
        cluster.processingTime(millis);
        reference.passTo(millis * 1_000 + 1);
        cluster.account(update.update());
        reference.apply(new Happening.Update(update.update(), millis * 1_000));
      } else {
        cluster.apply(happening);
        reference.apply(happening);
      }
    }
  }

  @Nested
  class OnTheEventClock {
    private static final int WINDOW_MILLIS = 40;
    private static final StreamSettings SETTINGS = settings(JobClock.EVENT, 5);

    @ParameterizedTest
    @EnumSource
    void theOrderOfTimeDecidesWhicheverInputComesFirst(Arrival arrival) throws Exception {
      List<Happening> script = script(21);
      try (MarginCluster cluster = cluster(1)) {
        for (Happening happening : arrival.arrange(script)) {
          cluster.apply(happening);
        }
        assertThat(cluster.transitions()).as("nothing is due yet").isEmpty();
        cluster.watermark(Long.MAX_VALUE);
        assertEqual("seed 21", cluster, reference(script));
      }
    }

    @ParameterizedTest
    @EnumSource
    void watermarksOnlyDecideWhen(Arrival arrival) throws Exception {
      List<Happening> script = script(22);
      try (MarginCluster cluster = cluster(1)) {
        long end = inWindows(cluster, script, arrival, cluster::apply);
        assertEqual("seed 22", cluster, reference(script, end));
      }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsEarlySurvivesARestartBetweenAnyTwoEvents(Arrival arrival) throws Exception {
      List<Happening> script = script(23);
      try (MarginCluster cluster = MarginCluster.onHeap(SETTINGS, 1)) {
        long end =
            inWindows(
                cluster,
                script,
                arrival,
                happening -> {
                  cluster.apply(happening);
                  cluster.restart(1);
                });
        assertEqual("seed 23", cluster, reference(script, end));
      }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsEarlySurvivesAChangeOfParallelism(Arrival arrival) throws Exception {
      List<Happening> script = script(24);
      int[] parallelism = {3, 1, 2};
      AtomicInteger read = new AtomicInteger();
      try (MarginCluster cluster = cluster(2)) {
        long end =
            inWindows(
                cluster,
                script,
                arrival,
                happening -> {
                  cluster.apply(happening);
                  int count = read.incrementAndGet();
                  if (count % 30 == 0) {
                    cluster.restart(parallelism[count / 30 % parallelism.length]);
                  }
                });
        assertEqual("seed 24", cluster, reference(script, end));
      }
    }

    /** What is done with each thing that happens. */
    private interface Reader {
      void read(Happening happening) throws Exception;
    }

    private static ReferenceModel reference(List<Happening> script) {
      return Script.reference(PATIENCE, Script.inEventOrder(script));
    }

    /** With all that happens by itself up to a time. */
    private static ReferenceModel reference(List<Happening> script, long millis) {
      ReferenceModel reference = reference(script);
      reference.passTo((millis + 1) * 1_000);
      return reference;
    }

    /**
     * Windows of time come one after the other, each input of a window as the arrival says. Returns
     * where the clock stands then.
     */
    private long inWindows(
        MarginCluster cluster, List<Happening> script, Arrival arrival, Reader reader)
        throws Exception {
      List<Happening> byTime = new ArrayList<>(script);
      byTime.sort(Comparator.comparingLong(Script::timeOf));
      long end = 0;
      for (int from = 0; from < byTime.size(); ) {
        end = EventOrder.millis(Script.timeOf(byTime.get(from))) + WINDOW_MILLIS;
        int to = from;
        while (to < byTime.size() && EventOrder.millis(Script.timeOf(byTime.get(to))) <= end) {
          to++;
        }
        for (Happening happening : arrival.arrange(byTime.subList(from, to))) {
          reader.read(happening);
        }
        cluster.watermark(end);
        from = to;
      }
      return end;
    }

    private MarginCluster cluster(int parallelism) throws Exception {
      return MarginCluster.onRocksDb(SETTINGS, parallelism);
    }
  }

  /** One perpetual "A" at rate 0.01, and a long of one contract entered at 100. */
  @Nested
  class AnAccountAndAPrice {
    private static final Position LONG = Samples.position("A", "1", "100");

    private MarginCluster cluster(JobClock clock, int cap) throws Exception {
      MarginCluster cluster = MarginCluster.onRocksDb(settings(clock, cap), 1);
      cluster.market(Inputs.instrumentChange(1_000));
      cluster.market(Inputs.policyChange(1_000));
      return cluster;
    }

    private MarketEvent price(long sequence, long time, long units) {
      return new MarketEvent.PriceChange(sequence, time, 0, units, Inputs.SCALE, sequence, time);
    }

    @Nested
    class Writing {
      @Test
      void happensAtTheBarrierWhenTheCapIsFar() throws Exception {
        try (MarginCluster cluster = cluster(JobClock.SYSTEM, 1_000)) {
          cluster.account(Inputs.snapshot("a", 2_000, 1, "10", LONG));
          cluster.account(Inputs.snapshot("b", 2_000, 1, "10", LONG));
          MarginHarness subtask = cluster.only();
          assertThat(subtask.gauge(MetricNames.UNWRITTEN_ACCOUNTS)).isEqualTo(2);
          assertThat(subtask.keysIn(KeyedAccountStore.ACCOUNTS)).isEmpty();

          subtask.barrier();

          assertThat(subtask.gauge(MetricNames.UNWRITTEN_ACCOUNTS)).isEqualTo(0);
          assertThat(subtask.keysIn(KeyedAccountStore.ACCOUNTS))
              .containsExactlyInAnyOrder("a", "b");
        }
      }

      @ParameterizedTest
      @ValueSource(ints = {1, 2, 3})
      void neverLeavesAsManyAsTheCap(int cap) throws Exception {
        try (MarginCluster cluster = cluster(JobClock.SYSTEM, cap)) {
          for (int i = 0; i < 10; i++) {
            cluster.account(Inputs.snapshot("a" + i, 2_000, 1, "10", LONG));
            assertThat((int) cluster.only().gauge(MetricNames.UNWRITTEN_ACCOUNTS)).isLessThan(cap);
          }
          cluster.market(price(4, 3_000, 100_00));
          cluster.market(price(5, 3_000, 1_00));
          assertThat((int) cluster.only().gauge(MetricNames.UNWRITTEN_ACCOUNTS)).isLessThan(cap);
          assertThat(cluster.triggers()).hasSize(10);
        }
      }
    }

    @Nested
    class Closing {
      @Test
      void withdrawsTheTriggerAndLeavesOnlyATombstone() throws Exception {
        try (MarginCluster cluster = cluster(JobClock.SYSTEM, 1_000)) {
          cluster.market(price(4, 2_000, 100_00));
          cluster.account(Inputs.snapshot("a", 2_000, 1, "0.5", LONG));
          cluster.only().barrier();
          cluster.account(Inputs.closed("a", 3_000, 2));
          cluster.only().barrier();

          assertThat(cluster.triggers())
              .extracting(LiquidationTrigger::kind)
              .containsExactly(TriggerKind.ENTERED, TriggerKind.WITHDRAWN);
          assertThat(cluster.only().keysIn(KeyedAccountStore.ACCOUNTS)).isEmpty();
          assertThat(cluster.only().keysIn(KeyedAccountStore.TOMBSTONES)).containsExactly("a");
          assertThat(cluster.only().gauge(MetricNames.OPEN_ACCOUNTS)).isEqualTo(0);
          assertThat(cluster.only().gauge(MetricNames.INDEX_ENTRIES)).isEqualTo(0L);
        }
      }

      @Test
      void isRememberedOverARestartSoThatOlderUpdatesAreStale() throws Exception {
        try (MarginCluster cluster = cluster(JobClock.SYSTEM, 1_000)) {
          cluster.account(Inputs.closed("a", 3_000, 5));
          cluster.restart(1);
          cluster.account(Inputs.snapshot("a", 3_000, 4, "0.5", LONG));
          cluster.account(Inputs.cash("a", 3_000, 3));

          assertThat(cluster.only().count(MetricNames.ACCOUNT_UPDATES_STALE)).isEqualTo(2);
          assertThat(cluster.only().gauge(MetricNames.OPEN_ACCOUNTS)).isEqualTo(0);
        }
      }

      @Test
      void goesOnWithTheEpisodesWhenTheAccountOpensAgain() throws Exception {
        try (MarginCluster cluster = cluster(JobClock.SYSTEM, 1_000)) {
          cluster.market(price(4, 2_000, 100_00));
          cluster.account(Inputs.snapshot("a", 2_000, 1, "0.5", LONG));
          cluster.account(Inputs.closed("a", 3_000, 2));
          cluster.restart(1);
          cluster.account(Inputs.snapshot("a", 4_000, 3, "0.5", LONG));
          cluster.restart(1);
          cluster.account(Inputs.closed("a", 5_000, 4));

          assertThat(cluster.triggers())
              .extracting(LiquidationTrigger::id)
              .containsExactly("a#1.1", "a#1.2", "a#2.1", "a#2.2");
        }
      }

      @Test
      void isForgottenAfterItsTimeToLive() throws Exception {
        try (MarginCluster cluster = cluster(JobClock.SYSTEM, 1)) {
          cluster.only().setStateTtlProcessingTime(0);
          cluster.account(Inputs.closed("a", 3_000, 5));
          cluster.only().setStateTtlProcessingTime(Duration.ofDays(7).toMillis() + 1);
          cluster.account(Inputs.snapshot("a", 3_000, 4, "10", LONG));

          assertThat(cluster.only().count(MetricNames.ACCOUNT_UPDATES_STALE)).isZero();
          assertThat(cluster.only().gauge(MetricNames.OPEN_ACCOUNTS)).isEqualTo(1);
        }
      }
    }

    @Nested
    class Updates {
      @Test
      void areCountedByWhatBecomesOfThem() throws Exception {
        try (MarginCluster cluster = cluster(JobClock.SYSTEM, 1_000)) {
          cluster.account(Inputs.snapshot("a", 2_000, 5, "10", LONG));
          cluster.account(Inputs.snapshot("a", 2_000, 5, "10", LONG));
          cluster.account(Inputs.cash("a", 2_000, 4));
          cluster.account(Inputs.closed("a", 2_000, 5));

          MarginHarness subtask = cluster.only();
          assertThat(subtask.count(MetricNames.ACCOUNT_UPDATES_APPLIED)).isEqualTo(1);
          assertThat(subtask.count(MetricNames.ACCOUNT_UPDATES_DUPLICATE)).isEqualTo(1);
          assertThat(subtask.count(MetricNames.ACCOUNT_UPDATES_STALE)).isEqualTo(1);
          assertThat(subtask.count(MetricNames.REJECTED_RECORDS)).isEqualTo(1);
          assertThat(cluster.rejected()).hasSize(1);
          assertThat(cluster.rejected().get(0).reason()).isEqualTo(Refusal.SEQUENCE_CONFLICT);
          assertThat(cluster.rejected().get(0).account()).isEqualTo("a");
          assertThat(cluster.rejected().get(0).origin()).isEqualTo(Inputs.origin("accounts", 5));
        }
      }

      @Test
      void ofUnknownInstrumentsWaitForTheirPrice() throws Exception {
        try (MarginCluster cluster = cluster(JobClock.SYSTEM, 1_000)) {
          cluster.account(Inputs.snapshot("a", 2_000, 1, "0.5", LONG));
          assertThat(cluster.only().gauge(MetricNames.PENDING_ACCOUNTS)).isEqualTo(1);
          cluster.restart(1);
          assertThat(cluster.only().gauge(MetricNames.PENDING_ACCOUNTS)).isEqualTo(1);

          cluster.market(price(4, 3_000, 100_00));

          assertThat(cluster.only().gauge(MetricNames.PENDING_ACCOUNTS)).isEqualTo(0);
          assertThat(cluster.transitions())
              .extracting(HealthTransition::to)
              .containsExactly(Level.SEVERE);
        }
      }
    }

    @Nested
    class Late {
      @Test
      void recordsApplyAtThePresentTimeAndAreCounted() throws Exception {
        try (MarginCluster cluster = cluster(JobClock.EVENT, 1_000)) {
          cluster.market(price(4, 5_000, 100_00));
          cluster.watermark(10);

          cluster.account(Inputs.snapshot("a", 3_000, 1, "0.5", LONG));

          assertThat(cluster.only().count(MetricNames.LATE_RECORDS)).isEqualTo(1);
          assertThat(cluster.transitions())
              .extracting(HealthTransition::time)
              .containsExactly(10_000L);
        }
      }

      @Test
      void isToldByTheClockThatWasRestored() throws Exception {
        try (MarginCluster cluster = cluster(JobClock.EVENT, 1_000)) {
          cluster.market(price(4, 5_000, 100_00));
          cluster.watermark(10);
          cluster.restart(1);

          cluster.account(Inputs.snapshot("a", 3_000, 1, "0.5", LONG));

          assertThat(cluster.transitions())
              .extracting(HealthTransition::time)
              .containsExactly(10_000L);
        }
      }
    }

    @Nested
    class Early {
      @Test
      void updatesLeaveTheStateWhenTheyHaveBecomeDue() throws Exception {
        try (MarginCluster cluster = cluster(JobClock.EVENT, 1_000)) {
          cluster.account(Inputs.snapshot("a", 5_000, 1, "10", LONG));
          cluster.account(Inputs.snapshot("b", 9_000, 1, "10", LONG));
          cluster.only().barrier();
          assertThat(cluster.only().keysIn(EARLY)).containsExactlyInAnyOrder("a", "b");
          cluster.restart(1);
          assertThat(cluster.only().gauge(MetricNames.EARLY_EVENTS)).isEqualTo(5);

          cluster.watermark(5);
          cluster.only().barrier();

          assertThat(cluster.only().keysIn(EARLY)).containsExactly("b");
          assertThat(cluster.only().keysIn(KeyedAccountStore.ACCOUNTS)).containsExactly("a");
          cluster.watermark(9);
          cluster.only().barrier();
          assertThat(cluster.only().keysIn(EARLY)).isEmpty();
          assertThat(cluster.only().gauge(MetricNames.EARLY_EVENTS)).isEqualTo(0);
        }
      }

      private static final String EARLY = "early-accounts";
    }

    @Nested
    class Idleness {
      @Test
      void ofTheMarketDoesNotHoldTheClock() throws Exception {
        try (MarginCluster cluster = cluster(JobClock.EVENT, 1_000)) {
          MarginHarness subtask = cluster.only();
          cluster.market(price(4, 5_000, 100_00));
          cluster.watermark(10);
          cluster.account(Inputs.snapshot("a", 15_000, 1, "0.5", LONG));
          subtask.accountWatermark(20);
          assertThat(cluster.transitions()).as("the market may still bring events").isEmpty();

          subtask.marketStatus(WatermarkStatus.IDLE);

          assertThat(cluster.transitions())
              .extracting(HealthTransition::time)
              .containsExactly(15_000L);
        }
      }

      @Test
      void ofTheAccountsDoesNotHoldTheClockAndTheirReturnDoesNotTurnItBack() throws Exception {
        try (MarginCluster cluster = cluster(JobClock.EVENT, 1_000)) {
          MarginHarness subtask = cluster.only();
          cluster.account(Inputs.snapshot("a", 2_000, 1, "0.5", LONG));
          cluster.watermark(3);
          subtask.accountStatus(WatermarkStatus.IDLE);
          cluster.market(price(4, 5_000, 100_00));
          subtask.marketWatermark(9);
          assertThat(cluster.transitions()).hasSize(1);

          subtask.accountStatus(WatermarkStatus.ACTIVE);
          subtask.accountWatermark(4);
          cluster.account(Inputs.snapshot("b", 8_000, 1, "0.5", LONG));

          assertThat(cluster.only().count(MetricNames.LATE_RECORDS)).isEqualTo(1);
          assertThat(cluster.transitions())
              .extracting(HealthTransition::time)
              .containsExactly(5_000L, 9_000L);
        }
      }
    }
  }
}
