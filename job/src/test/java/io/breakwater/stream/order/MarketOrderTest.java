package io.breakwater.stream.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.margin.Samples;
import io.breakwater.margin.terms.CascadeTerms;
import io.breakwater.margin.terms.InstrumentFactors;
import io.breakwater.margin.terms.InstrumentKind;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.MarginParameters;
import io.breakwater.margin.terms.PolicyTerms;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.oracle.Certainty;
import io.breakwater.oracle.FactorKind;
import io.breakwater.oracle.FactorTerms;
import io.breakwater.oracle.FactorValue;
import io.breakwater.oracle.JudgingTerms;
import io.breakwater.oracle.OraclePrice;
import io.breakwater.oracle.Product;
import io.breakwater.oracle.RiskFactorParameters;
import io.breakwater.oracle.SourceTerms;
import io.breakwater.oracle.judge.JudgedBy;
import io.breakwater.oracle.judge.Judgement;
import io.breakwater.oracle.judge.Published;
import io.breakwater.oracle.judge.Verdict;
import io.breakwater.stream.event.Inputs;
import io.breakwater.stream.event.MarketEvent;
import io.breakwater.stream.event.MarketInput;
import io.breakwater.stream.event.RejectedRecord;
import io.breakwater.value.PriceScale;
import io.breakwater.value.Refusal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarketOrderTest {
  private final List<MarketEvent> events = new ArrayList<>();
  private final List<RejectedRecord> rejected = new ArrayList<>();
  private final Ordered ordered = new Ordered(events, rejected);
  private MarketOrder order = newOrder();

  private MarketOrder newOrder() {
    return new MarketOrder(Inputs.POLICY, 0, ordered);
  }

  @Nested
  class Factors {
    private static RiskFactorParameters factor(
        String id, FactorKind kind, Product product, long version, int scale) {
      return new RiskFactorParameters(
          id, kind, product, version, new FactorTerms(scale), List.of());
    }

    private InstrumentParameters lent(String id) {
      return new InstrumentParameters(
          id,
          InstrumentKind.ASSET,
          new InstrumentFactors(id, id + ".borrow", null),
          PriceScale.UNSTATED,
          1,
          Inputs.LOW,
          List.of());
    }

    private void assertRejected(Refusal reason, String message) {
      assertThat(rejected)
          .last()
          .satisfies(refused -> assertThat(refused.reason()).isEqualTo(reason))
          .satisfies(refused -> assertThat(refused.message()).contains(message));
    }

    @Test
    void anIndexMakesAFactorThatFollowsPriceAndIndexInTheirEvents() {
      apply(Inputs.instrument(lent("ETH"), 10));
      apply(Inputs.price("ETH", "2000", 20, 1));
      apply(Inputs.price("ETH.borrow", "1.1", 21, 1));
      restart();
      apply(Inputs.price("ETH", "1000", 22, 2));

      assertThat(events).extracting(MarketEvent::marketSequence).containsExactly(1L, 2L, 3L, 4L);
      MarketEvent.PriceChange last = (MarketEvent.PriceChange) events.get(3);
      assertThat(last.derived())
          .singleElement()
          .satisfies(
              derived ->
                  assertThat(BigDecimal.valueOf(derived.units(), derived.scale()))
                      .isEqualByComparingTo("1100"));
    }

    private MarketInput policyWithGroup(long time, long version, String... members) {
      var group =
          new CascadeTerms.Group(
              "g",
              Arrays.stream(members)
                  .map(factor -> new CascadeTerms.Member(factor, BigDecimal.ONE))
                  .toList());
      var terms =
          new CascadeTerms(
              CascadeTerms.DEFAULT_SHOCKS_BPS,
              List.of(group),
              new TreeMap<>(),
              List.of(),
              BigDecimal.ZERO,
              false);
      return Inputs.policy(Inputs.POLICY, time, version, PolicyTerms.DEFAULT.withCascade(terms));
    }

    @Test
    void aPolicyIsRejectedWhoseGroupMovesAProductTwice() {
      apply(
          Inputs.factor(factor("wstETH", FactorKind.PRICE, new Product("rate", "ETH"), 1, 8), 10));
      int before = events.size();
      apply(policyWithGroup(11, 1, "rate", "ETH"));

      assertRejected(
          Refusal.CONTRADICTION, "the policy default is not used: group g names rate and ETH");
      assertThat(events).hasSize(before);

      apply(policyWithGroup(12, 1, "ETH", "BTC"));
      assertThat(events).hasSize(before + 1);
    }

    @Test
    void aProductIsRejectedThatAGroupWouldMoveTwiceAlsoAfterARestart() {
      apply(policyWithGroup(10, 1, "rate", "ETH", "ETH.borrow"));
      restart();
      apply(
          Inputs.factor(factor("wstETH", FactorKind.PRICE, new Product("rate", "ETH"), 1, 8), 11));
      assertRejected(
          Refusal.CONTRADICTION, "factor wstETH are not used: group g names rate and ETH");

      apply(Inputs.instrument(lent("ETH"), 12));
      assertRejected(
          Refusal.CONTRADICTION, "instrument ETH are not used: group g names ETH and ETH.borrow");

      apply(policyWithGroup(13, 2, "rate", "BTC"));
      apply(Inputs.instrument(lent("ETH"), 14));
      assertThat(events).last().isInstanceOf(MarketEvent.InstrumentChange.class);
    }

    @Test
    void aValueOfADerivedOneIsRejected() {
      Product product = new Product("rate", "ETH");
      apply(Inputs.factor(factor("wstETH", FactorKind.PRICE, product, 1, 8), 10));
      apply(Inputs.price("wstETH", "2400", 20, 1));

      assertRejected(Refusal.CONTRADICTION, "is the product rate × ETH");
    }

    /** The judge may have used parameters that are refused here: no value comes of that. */
    @Test
    void aJudgedValueOfADerivedOneIsRejectedAndChangesNothing() {
      apply(Inputs.instrument(lent("ETH"), 10));
      apply(Inputs.price("ETH", "2000", 20, 1));
      apply(Inputs.price("ETH.borrow", "1.1", 21, 1));
      int before = events.size();
      Published newest = new Published(22, 2);
      Judgement judgement =
          new Judgement(22, BigDecimal.ONE, Certainty.VALID, newest, Set.of(), List.of());
      apply(
          new MarketInput.OfVerdict(
              new Verdict(
                  "ETH*ETH.borrow",
                  22,
                  JudgedBy.VALUE,
                  BigDecimal.ONE,
                  Certainty.VALID,
                  true,
                  newest,
                  judgement,
                  null,
                  "s",
                  2,
                  2,
                  1,
                  Inputs.origin("prices", 2),
                  null)));

      assertRejected(Refusal.CONTRADICTION, "is the product ETH × ETH.borrow");
      assertThat(events).hasSize(before);
      assertThat(ordered.qualities).isEmpty();
    }

    private MarketInput verdict(String factor, String value) {
      return new MarketInput.OfVerdict(
          new Verdict(
              factor,
              30,
              JudgedBy.VALUE,
              new BigDecimal(value),
              Certainty.VALID,
              true,
              new Published(30, 1),
              null,
              null,
              "source",
              1,
              1,
              1,
              Inputs.origin("prices", 1),
              null));
    }

    @Test
    void aValueThatHasWaitedForParametersThatLetJudgeItIsNotUsed() {
      JudgingTerms judging =
          new JudgingTerms(
              List.of(SourceTerms.of("source", BigDecimal.ONE, null, null)),
              1,
              150,
              200,
              1000,
              5000,
              null,
              null,
              0);
      RiskFactorParameters judged =
          new RiskFactorParameters(
              "A", FactorKind.PRICE, null, 1, new FactorTerms(2, judging), List.of());
      apply(Inputs.price("A", "1", 10, 1));
      apply(Inputs.factor(judged, 20));
      apply(verdict("A", "2000"));

      assertThat(order.waitingPrices()).isEmpty();
      assertThat(events).hasSize(2);
      assertThat(((MarketEvent.PriceChange) events.get(1)).units()).isEqualTo(200_000);
    }

    @Test
    void aValueOfAnotherKindThanTheParametersIsRejected() {
      apply(Inputs.factor(factor("I", FactorKind.BORROW_INDEX, null, 1, 8), 10));
      apply(
          new MarketInput.OfPrice(
              new OraclePrice(
                  "I",
                  FactorKind.PRICE,
                  "",
                  BigDecimal.ONE,
                  null,
                  20,
                  1,
                  Inputs.origin("prices", 1))));

      assertRejected(Refusal.CONTRADICTION, "is a BORROW_INDEX by its parameters");
    }

    @Test
    void whatARecordSaysIsObservedCannotBeTheProductOfAnInstrument() {
      apply(Inputs.factor(factor("ETH*ETH.borrow", FactorKind.PRICE, null, 1, 8), 10));
      apply(Inputs.instrument(lent("ETH"), 11));

      assertRejected(Refusal.CONTRADICTION, "is observed and cannot become the product");
      assertThat(events).hasSize(1);
    }

    @Test
    void neitherKindNorProductCanChange() {
      Product product = new Product("rate", "ETH");
      apply(Inputs.factor(factor("P", FactorKind.PRICE, product, 1, 8), 10));
      apply(Inputs.factor(factor("P", FactorKind.SUPPLY_INDEX, product, 2, 8), 11));
      assertRejected(Refusal.CONTRADICTION, "cannot become a SUPPLY_INDEX");
      Product other = new Product("rate", "BTC");
      apply(Inputs.factor(factor("P", FactorKind.PRICE, other, 3, 8), 12));
      assertRejected(Refusal.CONTRADICTION, "cannot become the product rate × BTC");
    }

    @Test
    void olderAndRepeatedParametersAreNoEvents() {
      apply(Inputs.factor(factor("A", FactorKind.PRICE, null, 5, 8), 10));
      apply(Inputs.factor(factor("A", FactorKind.PRICE, null, 2, 4), 11));
      apply(Inputs.factor(factor("A", FactorKind.PRICE, null, 5, 8), 12));

      assertThat(events).hasSize(1);
    }

    /** Of the factor it is what is in force now that counts. */
    @Test
    void anInstrumentMustNotStateAnotherScaleThanScheduledTermsOfItsFactor() {
      RiskFactorParameters scheduled =
          new RiskFactorParameters(
              "BTC",
              FactorKind.PRICE,
              null,
              1,
              FactorTerms.UNSTATED,
              List.of(new RiskFactorParameters.Scheduled(20, new FactorTerms(10))));
      order.defer(Inputs.factor(scheduled, 10));
      order.defer(Inputs.price("BTC", "0.5", 11, 1));
      order.applyDue(30);
      int before = events.size();
      apply(Inputs.instrument("BTC", 30_000, 1));

      assertRejected(Refusal.CONTRADICTION, "the parameters of its factor a scale of 10");
      assertThat(events).hasSize(before);
    }

    @Test
    void scheduledTermsComeIntoForceAlsoAfterARestart() {
      RiskFactorParameters scheduled =
          new RiskFactorParameters(
              "A",
              FactorKind.PRICE,
              null,
              1,
              new FactorTerms(2),
              List.of(new RiskFactorParameters.Scheduled(5_000, new FactorTerms(4))));
      apply(Inputs.factor(scheduled, 10));
      apply(Inputs.price("A", "1.25", 20, 1));
      restart();
      order.applyDue(5);

      MarketEvent.FactorChange change = (MarketEvent.FactorChange) events.get(2);
      assertThat(change.values()).containsExactly(new FactorValue(0, 12_500, 4, false));
    }

    @Test
    void aScheduledScaleThatCannotTellTheValueIsRejectedAndTheOneBeforeStays() {
      RiskFactorParameters scheduled =
          new RiskFactorParameters(
              "A",
              FactorKind.PRICE,
              null,
              1,
              new FactorTerms(2),
              List.of(new RiskFactorParameters.Scheduled(5_000, new FactorTerms(0))));
      apply(Inputs.factor(scheduled, 10));
      apply(Inputs.price("A", "1.25", 20, 1));
      order.applyDue(5);
      apply(Inputs.price("A", "1.26", 6_000, 2));

      assertRejected(Refusal.PRICE_SCALE, "do not come into force");
      assertThat(events)
          .last()
          .isEqualTo(new MarketEvent.PriceChange(3, 6_000, 0, 126, 2, 2, 6_000));
    }

    @Test
    void whatPricesAnInstrumentIsFixed() {
      apply(Inputs.instrument(lent("ETH"), 10));
      apply(
          Inputs.instrument(
              new InstrumentParameters(
                  "ETH", InstrumentKind.ASSET, PriceScale.UNSTATED, 2, Inputs.LOW, List.of()),
              11));

      assertRejected(Refusal.CONTRADICTION, "cannot change the factors that price it");
    }
  }

  @Nested
  class Prices {
    @ParameterizedTest
    @CsvSource({
      "2, 5000.005, 500000",
      "2, 100000.004, 10000000",
      "2, 100000.005, 10000000",
      "2, 100000.015, 10000002",
      "2, 100000.0150000001, 10000002",
      "2, 100000.006, 10000001",
      "0, 1000000.4, 1000000",
      "0, 1000001.5, 1000002",
      "0, 1000002.5, 1000002",
      "18, 0.000000000000000001, 1",
      "18, 9.223372036854775807, 9223372036854775807",
    })
    void areRoundedHalfEvenToThePriceScale(int scale, String value, long units) {
      apply(instrument(InstrumentKind.PERPETUAL, scale));
      apply(Inputs.price("BTC", value, 20, 1));

      assertThat(events)
          .last()
          .isEqualTo(new MarketEvent.PriceChange(2, 20, 0, units, scale, 1, 20));
    }

    @ParameterizedTest
    @CsvSource({
      "0, 0.5, at least 1 in",
      "2, 0.005, at least 3 in",
      "8, 0.0000113444, at least 10 in",
      "2, 100.005, at least 3 in",
      "2, 4999.995, at least 3 in",
      "8, 0.000000000000000001, at least 18 in",
      "18, 9.223372036854775808, a priceScale of 12 or less",
      "2, 92233720368547758.08, a priceScale of 0 or less",
      "0, 9223372036854775808, in a larger unit",
    })
    void thatTheScaleCannotTellAreRefused(int scale, String value, String advice) {
      apply(instrument(InstrumentKind.PERPETUAL, scale));
      apply(Inputs.price("BTC", value, 20, 7));

      assertThat(events).hasSize(1);
      assertThat(rejected).hasSize(1);
      assertThat(rejected.get(0).reason()).isEqualTo(Refusal.PRICE_SCALE);
      assertThat(rejected.get(0).message()).contains("BTC", advice);
      assertThat(rejected.get(0).origin()).isEqualTo(Inputs.origin("prices", 7));
    }

    @ParameterizedTest
    @CsvSource({
      "0.000000000000000001, 18",
      "0.000013841, 18",
      "0.000092233720368547, 18",
      "0.000092233720368548, 17",
      "1, 13",
      "92.23372036854775807, 12",
      "50000, 9",
      "92233720368547.7, 0",
      "99999999999999.5, 0",
      "9223372036854775807, 0",
    })
    void ofAnUnstatedScaleSetItWithRoomToGrow(String value, int scale) {
      apply(instrument(InstrumentKind.PERPETUAL, PriceScale.UNSTATED));
      apply(Inputs.price("BTC", value, 20, 1));

      MarketEvent.PriceChange first = (MarketEvent.PriceChange) events.get(1);
      BigDecimal told = BigDecimal.valueOf(first.units(), first.scale());
      assertThat(first.scale()).isEqualTo(scale);
      assertThat(told.subtract(new BigDecimal(value)).abs().movePointRight(6))
          .isLessThanOrEqualTo(new BigDecimal(value));
    }

    @Test
    void setTheScaleWhereTheLastParametersStateNone() {
      apply(instrument(InstrumentKind.PERPETUAL, 4));
      apply(
          Inputs.instrument(
              new InstrumentParameters(
                  "BTC", InstrumentKind.PERPETUAL, PriceScale.UNSTATED, 2, Inputs.LOW, List.of()),
              11));
      restart();
      apply(Inputs.price("BTC", "0.000012", 20, 1));

      MarketEvent.PriceChange first = (MarketEvent.PriceChange) events.get(2);
      assertThat(BigDecimal.valueOf(first.units(), first.scale())).isEqualByComparingTo("0.000012");
    }

    @Test
    void keepTheScaleThatTheFirstHasSetUntilItIsOutgrown() {
      apply(instrument(InstrumentKind.PERPETUAL, PriceScale.UNSTATED));
      apply(Inputs.price("BTC", "0.00001", 20, 1));
      apply(Inputs.price("BTC", "1", 21, 2));
      apply(Inputs.price("BTC", "9.3", 22, 3));
      restart();
      apply(Inputs.price("BTC", "0.00002", 23, 4));

      assertThat(events)
          .containsExactly(
              events.get(0),
              new MarketEvent.PriceChange(2, 20, 0, 10_000_000_000_000L, 18, 1, 20),
              new MarketEvent.PriceChange(3, 21, 0, 1_000_000_000_000_000_000L, 18, 2, 21),
              new MarketEvent.PriceChange(4, 23, 0, 20_000_000_000_000L, 18, 4, 23));
      assertThat(rejected).hasSize(1);
      assertThat(rejected.get(0).message()).contains("9.3", "outgrown", "a priceScale of 12");
    }

    @Test
    void areCountedInARestatedScale() {
      apply(instrument(InstrumentKind.PERPETUAL, 2));
      apply(Inputs.price("BTC", "100.25", 20, 1));
      apply(instrument(InstrumentKind.PERPETUAL, 4));
      restart();
      apply(Inputs.price("BTC", "100.2501", 21, 2));

      assertThat(rejected).isEmpty();
      assertThat(events)
          .last()
          .isEqualTo(new MarketEvent.PriceChange(4, 21, 0, 1_002_501, 4, 2, 21));
    }

    @Test
    void keepTheirScaleWhereItCannotTellThem() {
      apply(instrument(InstrumentKind.PERPETUAL, 2));
      apply(Inputs.price("BTC", "100.25", 20, 1));
      apply(instrument(InstrumentKind.PERPETUAL, 1));
      apply(Inputs.price("BTC", "100.27", 21, 2));

      assertThat(rejected).hasSize(1);
      assertThat(rejected.get(0).reason()).isEqualTo(Refusal.PRICE_SCALE);
      assertThat(rejected.get(0).message()).contains("the parameters of instrument BTC", "100.25");
      assertThat(events).last().isEqualTo(new MarketEvent.PriceChange(3, 21, 0, 10_027, 2, 2, 21));
    }

    @Test
    void ofUnknownInstrumentsAreKeptWithoutTheirBytesAndOnlySoMany() {
      for (int i = 0; i <= WaitingPrices.MOST; i++) {
        apply(Inputs.price("I" + i, "1", i, 1));
      }
      apply(Inputs.price("I0", "2", 100_000, 2));

      assertThat(order.waitingCount()).isEqualTo(WaitingPrices.MOST);
      assertThat(order.waitingPrices()).allMatch(price -> price.origin().raw().length == 0);
      assertThat(ordered.unknown).hasSize(WaitingPrices.MOST).startsWith("I0", "I1");
      assertThat(rejected).hasSize(1);
      assertThat(rejected.get(0).reason()).isEqualTo(Refusal.UNKNOWN_INSTRUMENT);
      assertThat(rejected.get(0).message()).contains("I" + WaitingPrices.MOST);
    }

    @Test
    void waitForTheParametersAndOnlyTheNewestDoes() {
      apply(Inputs.price("BTC", "100", 10, 1));
      apply(Inputs.price("BTC", "101", 11, 2));
      assertThat(events).isEmpty();
      assertThat(order.waitingPrices()).hasSize(1);

      order.apply(Inputs.instrument("BTC", 12, 1), 30);

      assertThat(events).hasSize(2);
      assertThat(events.get(1)).isEqualTo(new MarketEvent.PriceChange(2, 30, 0, 10_100, 2, 2, 11));
      assertThat(order.waitingPrices()).isEmpty();
    }

    @Test
    void areStampedWithTheJobsTimeAndKeepTheirPublishTime() {
      apply(Inputs.instrument("BTC", 10, 1));
      order.apply(Inputs.price("BTC", "100", 20, 5), 99);

      assertThat(events).last().isEqualTo(new MarketEvent.PriceChange(2, 99, 0, 10_000, 2, 5, 20));
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
      assertThat(order.nextTime()).isEqualTo(MarketOrder.NEVER);
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

  @Nested
  class Versions {
    @Test
    void thatAreOlderAreDroppedAndCounted() {
      apply(Inputs.instrument("BTC", 10, 5, Inputs.HIGH));
      apply(Inputs.instrument("BTC", 11, 2, Inputs.LOW, Inputs.scheduled(20_000, Inputs.LOW)));
      apply(Inputs.policy(Inputs.POLICY, 12, 5, Samples.AT_EQUALITY));
      apply(Inputs.policy(Inputs.POLICY, 13, 4, PolicyTerms.DEFAULT));
      restart();
      apply(Inputs.instrument("BTC", 14, 4, Inputs.LOW));
      apply(Inputs.policy(Inputs.POLICY, 15, 2, PolicyTerms.DEFAULT));
      order.applyDue(100);

      assertThat(events).hasSize(2);
      assertThat(ordered.older).isEqualTo(4);
      assertThat(rejected).isEmpty();
    }

    @Test
    void thatComeAgainAreNoEvents() {
      MarketInput parameters =
          Inputs.instrument("BTC", 10, 5, Inputs.LOW, Inputs.scheduled(20_000, Inputs.HIGH));
      MarketInput policy =
          Inputs.policy(
              Inputs.POLICY,
              10,
              5,
              PolicyTerms.DEFAULT,
              new RiskPolicy.Scheduled(20_000, Samples.AT_EQUALITY));
      apply(parameters);
      apply(policy);
      for (int i = 0; i < 1_000; i++) {
        apply(parameters);
        apply(policy);
      }
      assertThat(order.deferredCount()).isEqualTo(2);
      order.applyDue(30);
      restart();
      order.apply(parameters, 40_000);
      order.apply(policy, 40_000);

      assertThat(events).hasSize(4);
      assertThat(ordered.repeated).isEqualTo(2_002);
      assertThat(((MarketEvent.InstrumentChange) events.get(2)).parameters().inForce())
          .isEqualTo(Inputs.HIGH);
    }

    @Test
    void thatAreEqualWithOtherTermsCount() {
      apply(Inputs.instrument("BTC", 10, 0, Inputs.LOW));
      apply(Inputs.instrument("BTC", 11, 0, Inputs.HIGH));

      assertThat(events).hasSize(2);
      assertThat(((MarketEvent.InstrumentChange) events.get(1)).parameters().inForce())
          .isEqualTo(Inputs.HIGH);
    }

    @Test
    void thatAreNewerMayUndoWhatWasScheduled() {
      apply(Inputs.instrument("BTC", 10, 5, Inputs.LOW, Inputs.scheduled(20_000, Inputs.HIGH)));
      apply(Inputs.instrument("BTC", 11, 6, Inputs.LOW));
      order.applyDue(100);

      assertThat(events).hasSize(2);
    }
  }

  @Test
  void theEndOfAllInputBringsNothingIntoForceThatLiesBehindTheLastInput() {
    order.defer(
        Inputs.instrument(
            "BTC",
            10_000,
            1,
            Inputs.LOW,
            Inputs.scheduled(20_000, Inputs.HIGH),
            Inputs.scheduled(40_001, Inputs.rules("0.1"))));
    order.defer(Inputs.price("BTC", "1", 40_000, 1));

    assertThat(order.applyInputs(Long.MIN_VALUE)).isEqualTo(40_000);

    assertThat(events).extracting(MarketEvent::time).containsExactly(10_000L, 20_000L, 40_000L);
    assertThat(order.nextTime()).isEqualTo(40_001);
    assertThat(order.applyInputs(Long.MIN_VALUE)).isEqualTo(Long.MIN_VALUE);
    assertThat(events).hasSize(3);
  }

  @Test
  void theEndOfAllInputBringsIntoForceWhatLiesBeforeATimeThatHasPassed() {
    order.defer(
        Inputs.instrument(
            "BTC",
            10_000,
            1,
            Inputs.LOW,
            Inputs.scheduled(20_000, Inputs.HIGH),
            Inputs.scheduled(40_001, Inputs.rules("0.1"))));

    assertThat(order.applyInputs(40_000)).isEqualTo(40_000);

    assertThat(events).extracting(MarketEvent::time).containsExactly(10_000L, 20_000L);
    assertThat(order.nextTime()).isEqualTo(40_001);
  }

  private void restart() {
    MarketOrder restored = newOrder();
    restored.restore(
        order.sequence(),
        order.epoch(),
        order.markers(),
        order.deferred(),
        order.waitingPrices(),
        order.records(),
        order.picture());
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
