package io.breakwater.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.margin.InstrumentKind;
import io.breakwater.margin.InstrumentParameters;
import io.breakwater.margin.MarginParameters;
import io.breakwater.margin.PolicyTerms;
import io.breakwater.margin.Refusal;
import io.breakwater.margin.RiskPolicy;
import io.breakwater.margin.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarketOrderTest {
  private final List<MarketEvent> events = new ArrayList<>();
  private final List<RejectedRecord> rejected = new ArrayList<>();
  private MarketOrder order = newOrder();

  private MarketOrder newOrder() {
    return new MarketOrder(Inputs.POLICY, events::add, rejected::add);
  }

  @Nested
  class Prices {
    @ParameterizedTest
    @CsvSource({
      "2, 100.004, 10000",
      "2, 100.005, 10000",
      "2, 100.015, 10002",
      "2, 100.0150000001, 10002",
      "2, 100.006, 10001",
      "0, 0.5000001, 1",
      "0, 1.5, 2",
      "0, 2.5, 2",
      "18, 0.000000000000000001, 1",
      "18, 9.223372036854775807, 9223372036854775807",
    })
    void areRoundedHalfEvenToThePriceScale(int scale, String value, long units) {
      apply(instrument(InstrumentKind.PERPETUAL, scale));
      apply(Inputs.price("BTC", value, 20, 1));

      assertThat(events).last().isEqualTo(new MarketEvent.PriceChange(2, 20, 0, units, 1, 20));
    }

    @ParameterizedTest
    @CsvSource({
      "0, 0.5, NON_POSITIVE_PRICE, raise the scale",
      "2, 0.005, NON_POSITIVE_PRICE, raise the scale",
      "18, 9.223372036854775808, OUT_OF_RANGE, lower the scale",
      "2, 92233720368547758.08, OUT_OF_RANGE, lower the scale",
    })
    void thatDoNotFitTheScaleAreRefused(int scale, String value, Refusal reason, String advice) {
      apply(instrument(InstrumentKind.PERPETUAL, scale));
      apply(Inputs.price("BTC", value, 20, 7));

      assertThat(events).hasSize(1);
      assertThat(rejected).hasSize(1);
      assertThat(rejected.get(0).reason()).isEqualTo(reason);
      assertThat(rejected.get(0).message()).contains("BTC", advice);
      assertThat(rejected.get(0).origin()).isEqualTo(Inputs.origin("prices", 7));
    }

    @Test
    void waitForTheParametersAndOnlyTheNewestDoes() {
      apply(Inputs.price("BTC", "100", 10, 1));
      apply(Inputs.price("BTC", "101", 11, 2));
      assertThat(events).isEmpty();
      assertThat(order.waitingPrices()).hasSize(1);

      order.apply(Inputs.instrument("BTC", 12, 1), 30);

      assertThat(events).hasSize(2);
      assertThat(events.get(1)).isEqualTo(new MarketEvent.PriceChange(2, 30, 0, 10_100, 2, 11));
      assertThat(order.waitingPrices()).isEmpty();
    }

    @Test
    void areStampedWithTheJobsTimeAndKeepTheirPublishTime() {
      apply(Inputs.instrument("BTC", 10, 1));
      order.apply(Inputs.price("BTC", "100", 20, 5), 99);

      assertThat(events).last().isEqualTo(new MarketEvent.PriceChange(2, 99, 0, 10_000, 5, 20));
    }
  }

  @Nested
  class Numbers {
    @Test
    void haveNoGapsAlsoWhereInputsAreRefused() {
      apply(Inputs.instrument("BTC", 1, 1));
      apply(Inputs.price("BTC", "0.001", 2, 1));
      apply(Inputs.policy("foreign", 3, 1, PolicyTerms.DEFAULT));
      apply(Inputs.price("ETH", "1", 3, 1));
      apply(Inputs.policy(4, 1));
      apply(Inputs.price("BTC", "1", 5, 2));
      apply(Inputs.instrument("ETH", 6, 1));

      assertThat(events)
          .extracting(MarketEvent::marketSequence)
          .containsExactly(1L, 2L, 3L, 4L, 5L);
      assertThat(order.sequence()).isEqualTo(5);
    }

    @Test
    void ofInstrumentsAreGivenOnceInTheOrderOfTheirFirstParameters() {
      apply(Inputs.instrument("BTC", 1, 1));
      apply(Inputs.instrument("ETH", 2, 1));
      apply(Inputs.instrument("BTC", 3, 2));

      assertThat(events)
          .extracting(event -> ((MarketEvent.InstrumentChange) event).instrument())
          .containsExactly(0, 1, 0);
    }
  }

  @Nested
  class Refused {
    @Test
    void isAChangeOfKind() {
      apply(instrument(InstrumentKind.PERPETUAL, 2));
      apply(instrument(InstrumentKind.FUTURE, 2));

      assertRefused(Refusal.CONTRADICTION, "give it a new id");
    }

    @Test
    void isAChangeOfPriceScale() {
      apply(instrument(InstrumentKind.PERPETUAL, 2));
      apply(instrument(InstrumentKind.PERPETUAL, 3));

      assertRefused(Refusal.CONTRADICTION, "give it a new id");
    }

    @Test
    void isAPolicyThatTheJobDoesNotFollow() {
      apply(instrument(InstrumentKind.PERPETUAL, 2));
      apply(Inputs.policy("foreign", 3, 1, PolicyTerms.DEFAULT));

      assertRefused(Refusal.UNKNOWN_POLICY, "foreign");
    }

    private void assertRefused(Refusal reason, String words) {
      assertThat(events).hasSize(1);
      assertThat(rejected).hasSize(1);
      assertThat(rejected.get(0).reason()).isEqualTo(reason);
      assertThat(rejected.get(0).message()).contains(words);
    }
  }

  @Nested
  class Scheduled {
    @Test
    void parametersComeIntoForceAtTheirTime() {
      apply(
          Inputs.instrument(
              "BTC",
              10_000,
              7,
              Inputs.LOW,
              Inputs.scheduled(20_000, Inputs.HIGH),
              Inputs.scheduled(30_000, Inputs.rules("0.1"))));
      assertThat(order.nextTime()).isEqualTo(20_000);

      order.applyDue(19);
      assertThat(events).hasSize(1);
      order.applyDue(20);
      order.applyDue(40);

      assertThat(events)
          .containsExactly(
              change(1, 10_000, 7, Inputs.LOW),
              change(2, 20_000, 7, Inputs.HIGH),
              change(3, 30_000, 7, Inputs.rules("0.1")));
      assertThat(order.nextTime()).isNull();
    }

    @Test
    void parametersWhoseTimeHasPassedAreInForceAtOnce() {
      order.apply(
          Inputs.instrument(
              "BTC",
              10_000,
              7,
              Inputs.LOW,
              Inputs.scheduled(20_000, Inputs.HIGH),
              Inputs.scheduled(30_000, Inputs.rules("0.1")),
              Inputs.scheduled(50_000, Inputs.rules("0.2"))),
          40_000);

      assertThat(events).containsExactly(change(1, 40_000, 7, Inputs.rules("0.1")));
      assertThat(order.nextTime()).isEqualTo(50_000);
    }

    @Test
    void parametersAreReplacedByANewerRecord() {
      apply(Inputs.instrument("BTC", 10_000, 7, Inputs.LOW, Inputs.scheduled(20_000, Inputs.HIGH)));
      apply(Inputs.instrument("ETH", 10_000, 7, Inputs.LOW, Inputs.scheduled(20_000, Inputs.HIGH)));
      apply(Inputs.instrument("BTC", 11_000, 8, Inputs.rules("0.1")));

      order.applyDue(100);

      assertThat(events).hasSize(4);
      assertThat(((MarketEvent.InstrumentChange) events.get(3)).parameters().id()).isEqualTo("ETH");
    }

    @Test
    void parametersStayWhenTheNewerRecordIsRefused() {
      apply(Inputs.instrument("BTC", 10_000, 7, Inputs.LOW, Inputs.scheduled(20_000, Inputs.HIGH)));
      apply(instrument(InstrumentKind.FUTURE, Inputs.SCALE));

      order.applyDue(100);

      assertThat(events).last().isEqualTo(change(2, 20_000, 7, Inputs.HIGH));
    }

    @Test
    void policyComesIntoForceAtItsTimeAndIsReplacedByANewerOne() {
      RiskPolicy.Scheduled first = new RiskPolicy.Scheduled(20_000, Samples.AT_EQUALITY);
      RiskPolicy.Scheduled second = new RiskPolicy.Scheduled(30_000, PolicyTerms.DEFAULT);
      apply(Inputs.policy(Inputs.POLICY, 10_000, 7, PolicyTerms.DEFAULT, first, second));

      order.applyDue(20);
      apply(Inputs.policy(Inputs.POLICY, 25_000, 8, Samples.AT_EQUALITY));
      order.applyDue(100);

      assertThat(events)
          .containsExactly(
              policy(1, 10_000, 7, PolicyTerms.DEFAULT),
              policy(2, 20_000, 7, Samples.AT_EQUALITY),
              policy(3, 25_000, 8, Samples.AT_EQUALITY));
    }

    private static MarketEvent change(
        long sequence, long time, long version, MarginParameters parameters) {
      return new MarketEvent.InstrumentChange(
          sequence,
          time,
          0,
          new InstrumentParameters(
              "BTC", InstrumentKind.PERPETUAL, Inputs.SCALE, version, parameters, List.of()));
    }

    private static MarketEvent policy(long sequence, long time, long version, PolicyTerms terms) {
      return new MarketEvent.PolicyChange(
          sequence, time, new RiskPolicy(Inputs.POLICY, version, terms, List.of()));
    }
  }

  @Nested
  class Deferred {
    @Test
    void inputsApplyInTheOrderOfEventsAtTheirOwnTimes() {
      order.defer(Inputs.price("BTC", "101", 30_000, 2));
      order.defer(Inputs.price("BTC", "100", 20_500, 1));
      order.defer(Inputs.policy(20_500, 1));
      order.defer(Inputs.instrument("BTC", 20_500, 1));
      assertThat(order.deferredCount()).isEqualTo(4);

      order.applyDue(20);

      assertThat(events)
          .hasExactlyElementsOfTypes(
              MarketEvent.InstrumentChange.class,
              MarketEvent.PolicyChange.class,
              MarketEvent.PriceChange.class);
      assertThat(events).extracting(MarketEvent::time).containsOnly(20_500L);
      assertThat(order.nextTime()).isEqualTo(30_000);
    }

    @Test
    void inputsThatTheOrderCallsEqualApplyAsTheyCame() {
      for (int i = 1; i <= 20; i++) {
        order.defer(Inputs.instrument("BTC", 0, 1, Inputs.rules("0." + (i + 10))));
      }
      restart();

      order.applyDue(0);

      assertThat(events)
          .extracting(
              event ->
                  ((MarketEvent.InstrumentChange) event)
                      .parameters()
                      .inForce()
                      .tiers()
                      .tiers()
                      .get(0)
                      .rate()
                      .toPlainString())
          .startsWith("0.11", "0.12", "0.13", "0.14")
          .endsWith("0.29", "0.3");
    }
  }

  @Test
  void anOrderThatWasRestoredIsOneThatNeverStopped() {
    for (int seed = 0; seed < 200; seed++) {
      List<MarketEvent> stopped = randomRun(seed, true);
      List<MarketEvent> unstopped = randomRun(seed, false);
      assertThat(stopped).as("seed %s", seed).isEqualTo(unstopped).hasSizeGreaterThan(10);
    }
  }

  private List<MarketEvent> randomRun(int seed, boolean stops) {
    events.clear();
    order = newOrder();
    SplittableRandom random = new SplittableRandom(seed);
    long now = 0;
    for (int i = 0; i < 120; i++) {
      now += random.nextInt(2_000);
      MarketInput input = randomInput(random, now, i);
      if (random.nextBoolean()) {
        order.apply(input, now);
      } else {
        order.defer(input);
      }
      if (random.nextInt(4) == 0) {
        order.applyDue(EventOrder.millis(now));
      }
      if (random.nextInt(4) == 0 && stops) {
        restart();
      }
    }
    order.applyDue(Long.MAX_VALUE);
    return List.copyOf(events);
  }

  private static MarketInput randomInput(SplittableRandom random, long now, int number) {
    String id = "I" + random.nextInt(4);
    long time = now + random.nextInt(5_000);
    long later = time + random.nextInt(9_000);
    MarginParameters rules = Inputs.rules("0.0" + (1 + random.nextInt(9)));
    return switch (random.nextInt(6)) {
      case 0 -> Inputs.instrument(id, time, number, rules);
      case 1 ->
          Inputs.instrument(
              id,
              time,
              number,
              rules,
              Inputs.scheduled(later, Inputs.HIGH),
              Inputs.scheduled(later + 1_000, Inputs.LOW));
      case 2 ->
          Inputs.policy(
              Inputs.POLICY,
              time,
              number,
              PolicyTerms.DEFAULT,
              new RiskPolicy.Scheduled(later, Samples.AT_EQUALITY));
      default -> Inputs.price(id, "" + (1 + random.nextInt(1_000)), time, number);
    };
  }

  private void restart() {
    MarketOrder restored = newOrder();
    restored.restore(
        order.sequence(),
        order.epoch(),
        order.deferred(),
        order.waitingPrices(),
        order.instruments());
    order = restored;
  }

  private void apply(MarketInput input) {
    order.apply(input, input.time());
  }

  private static MarketInput instrument(InstrumentKind kind, int scale) {
    return Inputs.instrument(
        new InstrumentParameters("BTC", kind, scale, 1, Inputs.LOW, List.of()), 10);
  }
}
