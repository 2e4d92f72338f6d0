package io.breakwater.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.margin.Samples;
import io.breakwater.margin.account.AccountChange;
import io.breakwater.margin.account.AccountLedger;
import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.margin.account.Balance;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.mirror.FloatMarket;
import io.breakwater.margin.terms.Level;
import io.breakwater.margin.trigger.CauseType;
import io.breakwater.margin.trigger.HealthTransition;
import io.breakwater.margin.trigger.LiquidationTrigger;
import io.breakwater.stream.desk.MarketView;
import io.breakwater.stream.desk.WatchKind;
import io.breakwater.stream.event.Inputs;
import io.breakwater.stream.event.MarketEvent;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What nobody can value shields no account for longer than its grace; who is pending is told. */
class GraceAndReportTest {
  private static final Position LONG = Samples.position("A", "1", "100");
  private static final Balance UNHEARD = Samples.deposit("X", "0.000000000000000001");
  private static final long GRACE = 100;
  private static final long REPORT = 30;

  private MarginCluster cluster;
  private long sequence = 2;

  private static StreamSettings settings(JobClock clock) {
    return new StreamSettings(
        clock,
        "default",
        Duration.ofDays(7),
        5,
        WatchKind.TRIPWIRES,
        1,
        true,
        true,
        Duration.ofMillis(GRACE),
        Duration.ofMillis(REPORT),
        AccountLedger.MAXIMUM_ELEMENTS,
        null,
        Duration.ZERO,
        Duration.ofMinutes(5),
        null);
  }

  private void start(StreamSettings settings) throws Exception {
    cluster = MarginCluster.onHeap(settings, 1);
    cluster.market(Inputs.instrumentChange(1_000));
    cluster.market(Inputs.policyChange(1_000));
  }

  @AfterEach
  void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  private void price(long millis, long units) throws Exception {
    cluster.market(
        new MarketEvent.PriceChange(
            ++sequence, millis * 1_000, 0, units, Inputs.SCALE, sequence, 0));
  }

  private void account(long millis, long number, String cash, Balance... balances)
      throws Exception {
    account(millis, number, cash, List.of(LONG), balances);
  }

  private void account(
      long millis, long number, String cash, List<Position> positions, Balance... balances)
      throws Exception {
    AccountChange whole =
        new AccountChange.Snapshot(new BigDecimal(cash), List.of(balances), positions);
    cluster.account(new AccountUpdate("a", number, millis * 1_000, whole, Inputs.origin("a", 1)));
  }

  /** Time, cause, level, triggered level, held. */
  private List<String> lines() {
    return cluster.transitions().stream()
        .map(
            t ->
                t.time() / 1_000
                    + " "
                    + t.cause().type()
                    + " "
                    + t.to()
                    + " "
                    + t.triggeredLevel()
                    + (t.held() ? " held" : "")
                    + (t.pending() == null ? "" : ", " + t.pending()))
        .toList();
  }

  private List<String> triggers() {
    return cluster.triggers().stream()
        .map(t -> t.transition().time() / 1_000 + " " + t.kind() + " " + t.level() + " " + t.id())
        .toList();
  }

  @Nested
  class OnTheEventClock {
    private void start() throws Exception {
      GraceAndReportTest.this.start(settings(JobClock.EVENT));
      price(2, 100_00);
      account(10, 1, "10", UNHEARD);
    }

    @Test
    void theLevelIsDecidedAtOnceAndTheTriggerWhenTheGraceIsOver() throws Exception {
      start();
      price(20, 80_00);
      cluster.watermark(109);
      assertThat(lines()).containsExactly("20 PRICE BANKRUPT HEALTHY held");
      assertThat(cluster.only().gauge(MetricNames.HELD_ACCOUNTS)).isEqualTo(1);

      cluster.watermark(110);

      assertThat(lines())
          .containsExactly("20 PRICE BANKRUPT HEALTHY held", "110 TIMER BANKRUPT BANKRUPT");
      assertThat(triggers()).containsExactly("110 ENTERED BANKRUPT a#1.1");
      assertThat(cluster.only().gauge(MetricNames.HELD_ACCOUNTS)).isEqualTo(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aRestartAnywhereChangesNothing(int parallelism) throws Exception {
      start();
      cluster.watermark(12);
      cluster.restart(parallelism);
      price(20, 80_00);
      cluster.watermark(50);
      cluster.restart(1);
      cluster.watermark(110);
      cluster.restart(parallelism);
      price(120, 99_00);
      price(130, 80_00);
      cluster.watermark(140);

      assertThat(triggers())
          .as("whoever has had its grace gets no other")
          .containsExactly(
              "110 ENTERED BANKRUPT a#1.1",
              "120 WITHDRAWN HEALTHY a#1.2",
              "130 ENTERED BANKRUPT a#2.1");
    }

    @Test
    void whatComesAtTheInstantOfTheEndComesBeforeIt() throws Exception {
      start();
      price(20, 80_00);
      price(110, 100_00);
      cluster.watermark(200);

      assertThat(lines())
          .containsExactly("20 PRICE BANKRUPT HEALTHY held", "110 PRICE HEALTHY HEALTHY");
      assertThat(triggers()).isEmpty();
    }

    @Test
    void aDepositThatCanBeValuedEndsItAtOnce() throws Exception {
      start();
      price(20, 80_00);
      cluster.market(instrument("X", 1));
      cluster.market(
          new MarketEvent.PriceChange(++sequence, 40_000, 1, 1, Samples.PRICE_SCALE, sequence, 0));
      cluster.watermark(50);

      assertThat(triggers()).containsExactly("40 ENTERED BANKRUPT a#1.1");
    }

    private MarketEvent instrument(String id, int integer) {
      return new MarketEvent.InstrumentChange(
          ++sequence, 30_000, integer, Samples.asset(id, "0.5", "1"));
    }

    @Test
    void theTriggeredLevelFallsInTheGraceAndCannotRise() throws Exception {
      GraceAndReportTest.this.start(settings(JobClock.EVENT));
      price(2, 100_00);
      account(10, 1, "0.9");
      account(20, 2, "0.9", UNHEARD);
      price(30, 99_00);
      price(40, 100_50);
      price(50, 90_00);
      cluster.watermark(60);

      assertThat(lines())
          .containsExactly(
              "10 ACCOUNT LIQUIDATABLE LIQUIDATABLE",
              "30 PRICE BANKRUPT LIQUIDATABLE held",
              "40 PRICE HEALTHY HEALTHY",
              "50 PRICE BANKRUPT HEALTHY held");
      assertThat(triggers())
          .containsExactly("10 ENTERED LIQUIDATABLE a#1.1", "40 WITHDRAWN HEALTHY a#1.2");
    }

    @Test
    void anotherDepositBeginsNoOtherGraceAndOneAfterNoneDoes() throws Exception {
      start();
      price(20, 80_00);
      account(60, 2, "10", Samples.deposit("Y", "5"));
      account(120, 3, "50");
      account(130, 4, "10", UNHEARD);
      cluster.watermark(240);

      assertThat(triggers())
          .containsExactly(
              "110 ENTERED BANKRUPT a#1.1",
              "120 WITHDRAWN HEALTHY a#1.2",
              "230 ENTERED BANKRUPT a#2.1");
    }

    @Test
    void theEndOfTheInputLetsNoTimePass() throws Exception {
      start();
      price(20, 80_00);
      cluster.watermark(Long.MAX_VALUE);

      assertThat(triggers()).isEmpty();
    }

    @Test
    void aDebtThatNobodyCanValueIsReportedWithItsReasonsAndItsEnd() throws Exception {
      GraceAndReportTest.this.start(settings(JobClock.EVENT));
      price(2, 100_00);
      account(10, 1, "50", Samples.debt("X", "1"));
      cluster.watermark(39);
      assertThat(lines()).isEmpty();
      cluster.watermark(40);
      cluster.restart(1);
      sequence++;
      cluster.market(
          new MarketEvent.InstrumentChange(sequence, 50_000, 1, Samples.asset("X", "1", "1")));
      cluster.market(
          new MarketEvent.PriceChange(++sequence, 60_000, 1, 1, Samples.PRICE_SCALE, sequence, 0));
      cluster.watermark(200);

      assertThat(lines())
          .containsExactly(
              "40 TIMER HEALTHY HEALTHY, no parameters of X are known",
              "50 PARAMETERS HEALTHY HEALTHY, no value of X is known",
              "60 PRICE HEALTHY HEALTHY");
      assertThat(cluster.transitions())
          .extracting(HealthTransition::valuation)
          .as("null is what cannot be computed")
          .satisfies(v -> assertThat(v.get(0)).isNull())
          .satisfies(v -> assertThat(v.get(2)).isNotNull());
    }

    @Test
    void whatSoonCanBeValuedIsNotReportedAndAClosureEndsAReport() throws Exception {
      GraceAndReportTest.this.start(settings(JobClock.EVENT));
      price(2, 100_00);
      account(10, 1, "50", Samples.debt("X", "1"));
      account(20, 2, "50");
      account(30, 3, "50", Samples.debt("X", "1"));
      cluster.account(Inputs.closed("a", 90_000, 4));
      cluster.watermark(200);

      assertThat(lines())
          .containsExactly(
              "60 TIMER HEALTHY HEALTHY, no parameters of X are known",
              "90 ACCOUNT HEALTHY HEALTHY");
    }

    @Test
    void anAccountWhoseOpenTriggerCannotBeValuedKeepsIt() throws Exception {
      GraceAndReportTest.this.start(settings(JobClock.EVENT));
      price(2, 100_00);
      account(10, 1, "0.9");
      account(20, 2, "0.1", List.of(LONG, Samples.position("X", "1", "1")));
      cluster.watermark(60);
      account(70, 3, "50");
      cluster.watermark(80);

      assertThat(lines())
          .containsExactly(
              "10 ACCOUNT LIQUIDATABLE LIQUIDATABLE",
              "50 TIMER LIQUIDATABLE LIQUIDATABLE, no parameters of X are known",
              "70 ACCOUNT HEALTHY HEALTHY");
      assertThat(triggers())
          .containsExactly("10 ENTERED LIQUIDATABLE a#1.1", "70 WITHDRAWN HEALTHY a#1.2");
    }
  }

  @Test
  void anIdThatOnlyAccountsNamedIsForgottenWithThem() {
    MarketView market = new MarketView(new FloatMarket());
    int first = market.indexOf("X");

    market.forgetUnlessKnown(first);

    assertThat(market.indexOf("Y")).as("the index goes to another").isEqualTo(first);
    assertThat(market.indexOf("X")).isNotEqualTo(first);
  }

  @Nested
  class OverARecording {
    private static final RecordedTime TIME = new RecordedTime(10_000, 110_000);

    private void start() throws Exception {
      GraceAndReportTest.this.start(settings(JobClock.EVENT).over(TIME));
    }

    @Test
    void nothingIsDecidedBeforeTheBookIsOver() throws Exception {
      start();
      account(10, 1, "10", Samples.deposit("X", "5"));
      price(10, 91_00);
      price(10, 90_80);
      cluster.watermark(9);
      cluster.restart(1);
      cluster.watermark(10);
      cluster.restart(1);
      cluster.watermark(30);

      assertThat(lines()).containsExactly("10 ACCOUNT LIQUIDATABLE HEALTHY held");
      assertThat(cluster.transitions().get(0).marketSequence()).isEqualTo(4);
      assertThat(cluster.transitions().get(0).cause().sequence()).isEqualTo(1);
    }

    @Test
    void itIsDecidedAtTheEndOfTheInputToo() throws Exception {
      start();
      account(10, 1, "0.5");
      price(10, 100_00);
      cluster.watermark(Long.MAX_VALUE);

      assertThat(lines()).containsExactly("10 ACCOUNT SEVERE SEVERE");
    }

    @Test
    void timePassesToItsLastEventWhoeverSawIt() throws Exception {
      start();
      account(10, 1, "0.5", UNHEARD);
      price(10, 100_00);
      cluster.watermark(Long.MAX_VALUE);

      assertThat(cluster.triggers())
          .extracting(LiquidationTrigger::level)
          .containsExactly(Level.SEVERE);
      assertThat(triggers()).containsExactly("110 ENTERED SEVERE a#1.1");
    }

    @Test
    void afterItsLastEventNothingHappensByItself() throws Exception {
      start();
      account(10, 1, "50");
      price(10, 100_00);
      account(11, 2, "0.5", UNHEARD);
      cluster.watermark(Long.MAX_VALUE);

      assertThat(triggers()).isEmpty();
      assertThat(lines()).containsExactly("11 ACCOUNT SEVERE HEALTHY held");
    }
  }

  @Nested
  class OnTheSystemClock {
    @Test
    void aTimerOfTheWallClockEndsTheGrace() throws Exception {
      start(settings(JobClock.SYSTEM));
      price(2, 100_00);
      cluster.processingTime(10);
      account(0, 1, "10", UNHEARD);
      price(20, 80_00);
      cluster.processingTime(109);
      assertThat(triggers()).isEmpty();
      cluster.restart(1);

      cluster.processingTime(110);

      assertThat(triggers()).containsExactly("110 ENTERED BANKRUPT a#1.1");
      assertThat(cluster.transitions())
          .extracting(t -> t.cause().type())
          .containsExactly(CauseType.PRICE, CauseType.TIMER);
    }

    @Test
    void manyUpdatesAskForNoMoreTimersThanThereAreDeadlines() throws Exception {
      start(settings(JobClock.SYSTEM));
      price(2, 100_00);
      for (int i = 1; i <= 100; i++) {
        account(0, i, "10", UNHEARD);
      }

      assertThat(cluster.only().getProcessingTimeService().getNumActiveTimers()).isEqualTo(1);
    }
  }
}
