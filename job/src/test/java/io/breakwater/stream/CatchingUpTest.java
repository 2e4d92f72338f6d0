package io.breakwater.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.margin.Samples;
import io.breakwater.margin.account.AccountLedger;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.terms.Level;
import io.breakwater.margin.trigger.CauseType;
import io.breakwater.margin.trigger.HealthTransition;
import io.breakwater.margin.trigger.LiquidationTrigger;
import io.breakwater.stream.desk.WatchKind;
import io.breakwater.stream.event.Inputs;
import io.breakwater.stream.event.MarketEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A start on the system clock: no triggered level rises before all inputs have been read up to the
 * present. One perpetual "A" at rate 0.01 and longs of one contract entered at 100, under the
 * shadow audit.
 */
class CatchingUpTest {
  private static final Position LONG = Samples.position("A", "1", "100");
  private static final Position UNKNOWN = Samples.position("B", "1", "100");
  private static final long LAG = 2_000;
  private static final long START = 1_700_000_000_000L;

  private static final StreamSettings SETTINGS =
      new StreamSettings(
          JobClock.SYSTEM,
          "default",
          Duration.ofDays(7),
          5,
          WatchKind.TRIPWIRES,
          1,
          true,
          true,
          Duration.ofMinutes(5),
          Duration.ofSeconds(10),
          AccountLedger.MAXIMUM_ELEMENTS,
          Duration.ofMillis(LAG),
          Duration.ZERO,
          Duration.ofMinutes(5),
          null);

  private MarginCluster cluster;
  private long sequence = 10;

  @BeforeEach
  void start() throws Exception {
    cluster = MarginCluster.onHeap(SETTINGS, 1);
    cluster.processingTime(START);
    cluster.market(Inputs.instrumentChange(1_000));
    cluster.market(Inputs.policyChange(1_000));
    price(100_00);
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  private void price(long units) throws Exception {
    cluster.market(
        new MarketEvent.PriceChange(++sequence, 2_000, 0, units, Inputs.SCALE, sequence, 2_000));
  }

  private void account(String id, long number, String cash) throws Exception {
    cluster.account(Inputs.snapshot(id, 2_000, number, cash, LONG));
  }

  private void ready() throws Exception {
    cluster.watermark(START);
  }

  /** Cause, kind and id, in the order in which they left. */
  private List<String> triggers() {
    return cluster.triggers().stream()
        .map(t -> t.transition().cause().type() + " " + t.kind() + " " + t.id())
        .toList();
  }

  /** Of one account: cause, level, triggered level, held. */
  private List<String> transitions(String account) {
    return cluster.transitions().stream()
        .filter(transition -> transition.account().equals(account))
        .map(CatchingUpTest::line)
        .toList();
  }

  private static String line(HealthTransition t) {
    return t.cause().type() + " " + t.to() + " " + t.triggeredLevel() + (t.held() ? " held" : "");
  }

  private Object ready(String gauge) {
    return cluster.only().gauge(gauge);
  }

  @Test
  void whatIsRepairedBeforeThePresentIsNeverTriggered() throws Exception {
    account("a", 1, "0.8");
    account("a", 2, "50");
    ready();

    assertThat(triggers()).isEmpty();
    assertThat(transitions("a"))
        .containsExactly("ACCOUNT LIQUIDATABLE HEALTHY held", "ACCOUNT HEALTHY HEALTHY");
  }

  @Test
  void whatStandsOpenThenIsTriggeredInAccountOrder() throws Exception {
    account("é", 1, "0.8");
    account("b", 1, "0.1");
    account("a", 1, "0.8");
    account("healthy", 1, "50");
    assertThat(triggers()).isEmpty();
    assertThat(ready(MetricNames.HELD_ACCOUNTS)).isEqualTo(3);

    ready();

    assertThat(triggers())
        .containsExactly("READY ENTERED a#1.1", "READY ENTERED b#1.1", "READY ENTERED é#1.1");
    assertThat(cluster.triggers())
        .extracting(LiquidationTrigger::level)
        .containsExactly(Level.LIQUIDATABLE, Level.SEVERE, Level.LIQUIDATABLE);
    assertThat(ready(MetricNames.HELD_ACCOUNTS)).isEqualTo(0);
  }

  @Test
  void afterwardsEachEventTriggersAtOnce() throws Exception {
    account("a", 1, "5");
    ready();
    price(95_50);

    assertThat(triggers()).containsExactly("PRICE ENTERED a#1.1");
  }

  /** A level that calls for no trigger comes to be told as it is too. */
  @Test
  void aWarningIsToldOfThen() throws Exception {
    account("a", 1, "1.2");
    ready();

    assertThat(transitions("a"))
        .containsExactly("ACCOUNT WARNING HEALTHY", "READY WARNING WARNING");
  }

  @Test
  void withdrawalsFlowMeanwhileAndWorseningsDoNot() throws Exception {
    account("recovering", 1, "0.8");
    account("worsening", 1, "0.8");
    ready();
    cluster.restart(1);
    int before = cluster.triggers().size();

    account("recovering", 2, "50");
    account("worsening", 2, "0.1");
    assertThat(triggers().subList(before, triggers().size()))
        .containsExactly("ACCOUNT WITHDRAWN recovering#1.2");

    cluster.watermark(START + 1);
    assertThat(triggers().subList(before + 1, triggers().size()))
        .containsExactly("READY WORSENED worsening#1.2");
  }

  @Test
  void eachStartBeginsAnew() throws Exception {
    ready();
    assertThat(ready(MetricNames.READY)).isEqualTo(1);
    account("a", 1, "5");
    cluster.restart(1);
    assertThat(ready(MetricNames.READY)).isEqualTo(0);
    price(95_50);
    assertThat(triggers()).isEmpty();

    cluster.restart(1);
    assertThat(triggers()).as("held in the life before").isEmpty();
    ready();

    assertThat(triggers()).containsExactly("READY ENTERED a#1.1");
  }

  /** A stop with drain sends the end of all input wherever the reading is. */
  @Test
  void theEndOfAllInputMakesNobodyReady() throws Exception {
    account("a", 1, "0.8");
    cluster.watermark(Long.MAX_VALUE);

    assertThat(triggers()).isEmpty();
    assertThat(ready(MetricNames.READY)).isEqualTo(0);
  }

  @Test
  void bothInputsHaveToBeReadUpToThePresent() throws Exception {
    account("a", 1, "0.8");
    cluster.only().marketWatermark(START);
    cluster.only().accountWatermark(START - LAG - 1);
    assertThat(triggers()).isEmpty();
    assertThat(ready(MetricNames.INPUT_AGE_MILLIS)).isEqualTo(LAG + 1);

    cluster.only().accountWatermark(START - LAG);
    assertThat(triggers()).containsExactly("READY ENTERED a#1.1");
  }

  @Test
  void whatIsPendingIsTriggeredWhenItCanBeValued() throws Exception {
    account("a", 1, "0.8");
    cluster.account(Inputs.snapshot("a", 2_000, 2, "0.8", LONG, UNKNOWN));
    ready();
    assertThat(triggers()).isEmpty();

    account("a", 3, "0.8");
    assertThat(triggers()).containsExactly("ACCOUNT ENTERED a#1.1");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 59_999, 60_000, 600_000})
  void timeAloneMakesNobodyReady(long millis) throws Exception {
    account("a", 1, "0.8");
    cluster.processingTime(START + millis);

    assertThat(triggers()).isEmpty();
    cluster.watermark(START + millis);
    assertThat(cluster.triggers())
        .extracting(trigger -> trigger.transition().cause().type())
        .containsExactly(CauseType.READY);
  }
}
