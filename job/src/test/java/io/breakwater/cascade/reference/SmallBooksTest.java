package io.breakwater.cascade.reference;

import static io.breakwater.margin.Samples.debt;
import static io.breakwater.margin.Samples.deposit;
import static io.breakwater.margin.Samples.perpetual;
import static io.breakwater.margin.Samples.position;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.cascade.Bound;
import io.breakwater.cascade.Depths;
import io.breakwater.cascade.Flag;
import io.breakwater.cascade.Lending;
import io.breakwater.cascade.MarkerBuilder;
import io.breakwater.cascade.Side;
import io.breakwater.cascade.Told;
import io.breakwater.cascade.WorkedCase;
import io.breakwater.cascade.impact.MarketDepth;
import io.breakwater.cascade.record.AggregateHeader;
import io.breakwater.cascade.record.Backlog;
import io.breakwater.cascade.record.CascadeProjection;
import io.breakwater.cascade.record.Concentration;
import io.breakwater.cascade.record.DepthCoverage;
import io.breakwater.cascade.record.HealthDistribution;
import io.breakwater.cascade.record.LiquidationLevels;
import io.breakwater.margin.PlainMarket;
import io.breakwater.margin.Samples;
import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.Balance;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.terms.BalanceSide;
import io.breakwater.margin.terms.CascadeTerms;
import io.breakwater.margin.terms.ImpactRule;
import io.breakwater.margin.terms.ImpactTerms;
import io.breakwater.margin.terms.InstrumentFactors;
import io.breakwater.margin.terms.Level;
import io.breakwater.oracle.FactorKind;
import io.breakwater.oracle.Interval;
import io.breakwater.oracle.Product;
import io.breakwater.oracle.Validity;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Books of one to three accounts, whose aggregates can be told by hand. */
class SmallBooksTest {
  private static final String ALL = AggregateHeader.WHOLE_SYSTEM;

  private static MarkerBuilder marker() {
    return new MarkerBuilder(Samples.STRICT);
  }

  private static Account trader(String id, String cash, Position... positions) {
    return new Account(id, new BigDecimal(cash), List.of(), Arrays.asList(positions));
  }

  private static Account borrower(String id, String cash, Balance... balances) {
    return new Account(id, new BigDecimal(cash), Arrays.asList(balances), List.of());
  }

  private static CascadeTerms terms(List<CascadeTerms.Group> groups, boolean stopAtIncentive) {
    return new CascadeTerms(
        List.of(100, 200, 500, 1000, 1500, 3000),
        groups,
        new TreeMap<>(),
        List.of(),
        CascadeTerms.DEFAULT_DUST_VALUE,
        stopAtIncentive);
  }

  private static CascadeTerms.Group group(String... factorsAndBetas) {
    CascadeTerms.Member[] members = new CascadeTerms.Member[factorsAndBetas.length / 2];
    for (int i = 0; i < members.length; i++) {
      members[i] =
          new CascadeTerms.Member(
              factorsAndBetas[2 * i], new BigDecimal(factorsAndBetas[2 * i + 1]));
    }
    return new CascadeTerms.Group("together", List.of(members));
  }

  private static ImpactTerms linear(String depth) {
    return new ImpactTerms(new ImpactRule.Linear(new BigDecimal(depth)), null, 60, "default");
  }

  private static Told told(MarkerBuilder marker) {
    return new Told(AggregatesFromScratch.of(marker.build()).all());
  }

  private static void assertNumber(BigDecimal value, String expected) {
    assertThat(value).isEqualByComparingTo(expected);
  }

  @Nested
  class Moving {
    /** 10 staked coins of 1.1 ETH each against 8 ETH: what falls is the ratio, never ETH. */
    private MarkerBuilder loop() {
      return marker()
          .with("ETH", FactorKind.PRICE, "2000")
          .with("wstETH/ETH", FactorKind.PRICE, "1.1")
          .with("wstETH", new Product("wstETH/ETH", "ETH"))
          .with(Lending.asset("ETH", "1", "0.05"))
          .with(Lending.asset("wstETH", InstrumentFactors.own("wstETH"), "0.8", "0.05"))
          .with(borrower("loop", "0", deposit("wstETH", "10"), debt("ETH", "8")));
    }

    @Test
    void aStakedCoinAgainstItsCoinDoesNotFallWithTheCoin() {
      Told told = told(loop());
      assertThat(told.levels("ETH").cells()).isEmpty();
      assertThat(told.concentration("ETH").watchlist()).isEmpty();
    }

    /** 8.8 · (1 − x) = 8: nearly 910 bps; sold in the market of ETH, so of the ratio nothing. */
    @Test
    void ofItsRatioNothingIsSold() {
      Told told = told(loop().with(terms(List.of(), false)));
      assertThat(told.level("wstETH/ETH", Side.DOWN, 1000).accounts()).isZero();
      assertThat(told.levels("wstETH/ETH").cells()).isEmpty();
      assertThat(told.health("wstETH/ETH").byHealthFactor().get(4).accounts()).isEqualTo(1);
    }

    /** Its debt is worth 17,600 of the 22,000 that it has, at an index of 1.1. */
    @Test
    void aGrowingDebtIsBoughtInTheMarketOfItsPriceAndNotOfItsIndex() {
      Told told =
          told(
              marker()
                  .with("USDC", FactorKind.PRICE, "1")
                  .with("USDC.borrow", FactorKind.BORROW_INDEX, "1.1")
                  .with("USDC*USDC.borrow", new Product("USDC", "USDC.borrow"))
                  .with(
                      Lending.asset(
                          "USDC", new InstrumentFactors("USDC", "USDC.borrow", null), "1", "0"))
                  .with(Lending.asset("ETH", "0.9", "0.1"), "2200")
                  .with(
                      borrower(
                          "a",
                          "0",
                          deposit("ETH", "10"),
                          new Balance(
                              "USDC",
                              BalanceSide.DEBT,
                              new BigDecimal("17600"),
                              new BigDecimal("1.1")))));
      assertThat(told.prices()).containsExactly("ETH", "USDC");
      LiquidationLevels.Shock up = told.level("USDC", Side.UP, 1500);
      assertThat(up.accounts()).isEqualTo(1);
      assertNumber(up.size(), "17600");
      assertNumber(up.notionalAtTrigger(), "19800");
    }

    /** Equity 30 of a unit of each at 100, without any requirement. */
    private MarkerBuilder pair(CascadeTerms terms) {
      return marker()
          .with(perpetual("A", "0", "0"), "100")
          .with(perpetual("B", "0", "0"), "100")
          .with(terms)
          .with(trader("pair", "30", position("A", "1", "100"), position("B", "1", "100")));
    }

    @Test
    void theGroupMovesAlongByItsBetas() {
      Told told = told(pair(terms(List.of(group("A", "1", "B", "2")), false)));
      assertNumber(told.level("A", Side.DOWN, 1000).notionalAtTrigger(), "0");
      assertNumber(told.level("A", Side.DOWN, 1500).notionalAtTrigger(), "90");
      assertNumber(told.level("A", Side.DOWN, 1500).size(), "1");
      assertNumber(told.level("B", Side.DOWN, 1500).size(), "0");
      assertNumber(told.level("B", Side.DOWN, 3000).notionalAtTrigger(), "80");
    }

    @Test
    void withoutAGroupEachMovesAlone() {
      Told told = told(pair(terms(List.of(), false)));
      assertNumber(told.level("A", Side.DOWN, 3000).size(), "0");
      assertNumber(told.levels("A").cells().get(0).notionalAtTrigger(), "70");
    }

    /** Of a beta below zero: where A falls by half of it, B rises by as much. */
    @Test
    void aMemberMayMoveAgainstTheOthers() {
      Told told =
          told(
              marker()
                  .with(perpetual("A", "0", "0"), "100")
                  .with(perpetual("B", "0", "0"), "100")
                  .with(terms(List.of(group("A", "1", "B", "-1")), false))
                  .with(
                      trader("pair", "30", position("A", "1", "100"), position("B", "-1", "100"))));
      assertNumber(told.level("A", Side.DOWN, 3000).notionalAtTrigger(), "85");
      assertNumber(told.level("B", Side.UP, 3000).notionalAtTrigger(), "115");
    }

    /** What moves by twice as much is at zero where the other is at half, and no further. */
    @Test
    void pricesStopAtZero() {
      Told told =
          told(
              marker()
                  .with(perpetual("A", "0", "0"), "100")
                  .with(perpetual("B", "0", "0"), "100")
                  .with(terms(List.of(group("A", "1", "B", "2")), false))
                  .with(trader("a", "160", position("A", "1", "100"), position("B", "1", "100"))));
      assertNumber(told.levels("A").cells().get(0).notionalAtTrigger(), "40");
    }

    @Test
    void atEqualityTheShockThatBringsHealthToZeroCounts() {
      for (boolean atEquality : new boolean[] {false, true}) {
        Told told =
            told(
                new MarkerBuilder(atEquality ? Samples.AT_EQUALITY : Samples.STRICT)
                    .with(perpetual("A", "0", "0"), "100")
                    .with(trader("a", "10", position("A", "1", "100"))));
        assertThat(told.level("A", Side.DOWN, 1000).accounts()).isEqualTo(atEquality ? 1 : 0);
        assertThat(told.level("A", Side.DOWN, 1500).accounts()).isEqualTo(1);
      }
    }
  }

  @Nested
  class Closing {
    /** 10 coins at 100 of which 80 % count, against 700: below at 87.5, where 735 of 875 pay. */
    private MarkerBuilder lender() {
      return marker()
          .with(Lending.asset("COIN", "0.8", "0.05"), "100")
          .with("COIN", linear("84"))
          .with(borrower("a", "-700", deposit("COIN", "10")));
    }

    @Test
    void depositsAreSoldUpToTheDebtWithItsBonus() {
      LiquidationLevels.Shock shock =
          told(lender().with(terms(List.of(), false))).level("COIN", Side.DOWN, 1500);
      assertNumber(shock.size(), "8.4");
      assertNumber(shock.notionalAtTrigger(), "735");
      assertNumber(shock.notionalAtShock(), "714");
    }

    @Test
    void liquidatorsSellWhateverItCosts() {
      CascadeProjection.Scenario scenario =
          told(lender().with(terms(List.of(), false)))
              .scenario("COIN", Side.DOWN, 1500, Bound.POINT);
      assertNumber(scenario.totalSize(), "8.4");
      assertNumber(scenario.finalPrice(), "76.5");
      assertNumber(scenario.stalledSize(), "0");
    }

    /** s / (2 · 84) = 0.05 / 1.05 at s = 8. */
    @Test
    void liquidatorsStopWhereTheFillCostsMoreThanTheIncentive() {
      CascadeProjection.Scenario scenario =
          told(lender().with(terms(List.of(), true)))
              .scenario("COIN", Side.DOWN, 1500, Bound.POINT);
      assertNumber(scenario.totalSize(), "8");
      assertNumber(scenario.stalledSize(), "0.4");
      assertNumber(scenario.finalPrice(), "76.9047619048");
    }

    /** 40 · 10 % · 0.05 / 1.05 of 10 of equity. */
    @Test
    void theIncentiveIsLeftAsCertainBadDebt() {
      Told told =
          told(
              marker()
                  .with(Lending.asset("COIN", "0.8", "0.05"), "100")
                  .with(borrower("a", "-980", deposit("COIN", "10"))));
      assertNumber(told.badDebt("COIN").latent(), "0");
      assertNumber(told.badDebt("COIN").certain(), "27.619048");
      assertNumber(told.badDebt(ALL).certain(), "27.619048");
    }

    @Test
    void nobodySeizesDepositsOfWhoOwesThroughPositionsAlone() {
      Told told =
          told(
              marker()
                  .with(Lending.asset("COIN", "1", "0.05"), "100")
                  .with(perpetual("A", "0", "0.1"), "100")
                  .with(
                      new Account(
                          "a",
                          BigDecimal.ZERO,
                          List.of(deposit("COIN", "1")),
                          List.of(position("A", "5", "100")))));
      assertThat(told.level("COIN", Side.DOWN, 3000).accounts()).isZero();
      assertNumber(told.levels("A").cells().get(0).size(), "5");
    }

    @Test
    void negativeCashIsADebtForWhichDepositsAreSold() {
      Told told =
          told(
              marker()
                  .with(Lending.asset("COIN", "1", "0"), "100")
                  .with(perpetual("A", "0", "0"), "100")
                  .with(
                      new Account(
                          "a",
                          new BigDecimal("-50"),
                          List.of(deposit("COIN", "1")),
                          List.of(position("A", "1", "100")))));
      assertNumber(told.levels("A").cells().get(0).notionalAtTrigger(), "50");
      assertNumber(told.levels("COIN").cells().get(0).size(), "1");
      assertNumber(told.health(ALL).bins().get(8).equity(), "50");
    }

    @Test
    void whoIsHedgedAddsNothing() {
      Told told =
          told(
              marker()
                  .with(perpetual("A", "0", "0.1"), "100")
                  .with(
                      trader(
                          "hedged",
                          "10",
                          position("A", "1", "100"),
                          Samples.leg("A", "short", "-1", "100"))));
      assertThat(told.level("A", Side.DOWN, 0).accounts()).isZero();
      assertThat(told.level("A", Side.UP, 0).accounts()).isZero();
      assertThat(told.backlog("A").above().accounts()).isEqualTo(1);
      assertNumber(told.backlog("A").above().notional(), "200");
      assertNumber(told.backlog("A").above().deficit(), "10");
    }

    /** H = 104,000 − 1020 p. */
    @Test
    void aShortIsSqueezed() {
      Told told =
          told(
              marker()
                  .with(perpetual("A", "0", "0.02"), "100")
                  .with("A", linear("10000"))
                  .with(terms(List.of(), false))
                  .with(trader("short", "4000", position("A", "-1000", "100"))));
      assertThat(told.level("A", Side.UP, 100).accounts()).isZero();
      assertNumber(told.level("A", Side.UP, 200).notionalAtTrigger(), "101960.784314");
      assertThat(told.level("A", Side.DOWN, 3000).accounts()).isZero();
      CascadeProjection.Scenario scenario = told.scenario("A", Side.UP, 200, Bound.POINT);
      assertThat(scenario.rounds()).isEqualTo(1);
      assertNumber(scenario.finalPrice(), "112.2");
      assertNumber(scenario.amplification(), "6.1");
      assertNumber(scenario.badDebt(), "3100");
      assertNumber(scenario.badDebtAtFinalPrice(), "8200");
    }

    /** A falls: 2 of it are sold, and the loss of B, long below its entry, counts as it stands. */
    @Test
    void theOtherLegCountsAtTheMark() {
      Told told =
          told(
              marker()
                  .with(perpetual("A", "0", "0"), "100")
                  .with(perpetual("B", "0", "0"), "50")
                  .with("A", linear("20"))
                  .with(terms(List.of(), false))
                  .with(trader("a", "30", position("A", "2", "100"), position("B", "1", "60"))));
      CascadeProjection.Scenario scenario = told.scenario("A", Side.DOWN, 1500, Bound.POINT);
      assertNumber(scenario.totalSize(), "2");
      assertNumber(scenario.finalPrice(), "76.5");
      assertNumber(scenario.badDebt(), "18.5");
      assertNumber(scenario.badDebtAtFinalPrice(), "27");
      assertThat(scenario.fundUsed()).isNull();
      assertThat(told.record(CascadeProjection.class, "B").header().flags())
          .contains(Flag.IMPACT_MISSING, Flag.DEPTH_STALE);
    }

    @Test
    void theFundPaysAndTheRestIsDeleveraged() {
      Told told =
          told(
              marker()
                  .with(perpetual("A", "0", "0"), "100")
                  .with("A", linear("20"))
                  .withFund("default", "11")
                  .with(terms(List.of(), false))
                  .with(trader("a", "20", position("A", "2", "100"))));
      CascadeProjection.Scenario scenario = told.scenario("A", Side.DOWN, 1500, Bound.POINT);
      assertNumber(scenario.badDebt(), "18.5");
      assertNumber(scenario.fundUsed(), "11");
      assertNumber(scenario.shortfall(), "7.5");
      assertNumber(scenario.toDeleverage(), "0.81081081");
    }

    /** 1000 of value at a price of 100; profit 1000 · (p / 100 − 1). */
    @Test
    void anInverseContractIsItsValueDividedByThePrice() {
      Told told =
          told(
              marker()
                  .with(Samples.inverse("INV", "0", "0"), "100")
                  .with(trader("a", "100", position("INV", "1000", "100"))));
      LiquidationLevels.Cell cell = told.levels("INV").cells().get(0);
      assertNumber(cell.size(), "10");
      assertNumber(cell.notionalAtTrigger(), "900");
    }

    @Test
    void whoIsBelowCountsOnTheSideOfItsNetSizeInEveryShock() {
      Told told =
          told(
              marker()
                  .with(perpetual("A", "0", "0.1"), "100")
                  .with(trader("a", "5", position("A", "1", "100")))
                  .with(trader("b", "5", position("A", "-3", "100"))));
      assertNumber(told.level("A", Side.DOWN, 0).size(), "1");
      assertNumber(told.level("A", Side.DOWN, 50).size(), "1");
      assertNumber(told.level("A", Side.UP, 0).size(), "3");
      assertNumber(told.level("A", Side.UP, 0).notionalAtTrigger(), "300");
      assertThat(told.levels("A").cells()).isEmpty();
    }

    @Test
    void whoHasNothingLeftIsLatentBadDebtOnly() {
      Told told =
          told(
              marker()
                  .with(Lending.asset("COIN", "1", "0"), "100")
                  .with(borrower("a", "-20", debt("COIN", "1"))));
      assertNumber(told.badDebt("COIN").latent(), "120");
      assertNumber(told.badDebt("COIN").certain(), "0");
      assertNumber(told.badDebt(ALL).latent(), "120");
      assertThat(told.backlog("COIN").below().accounts()).isZero();
      assertThat(told.health("COIN").byHealthFactor())
          .allSatisfy(bin -> assertThat(bin.accounts()).isZero());
      assertThat(told.level("COIN", Side.UP, 0).accounts()).isZero();
    }
  }

  @Nested
  class Depth {
    private final Told worked = told(WorkedCase.withDepth());

    /** Just before the 3000 at 16 times their equity fall, at 433.67 bps. */
    @Test
    void sizeToPushIsTheMostOnTheWay() {
      DepthCoverage.Shock shock = worked.coverage(WorkedCase.CONTRACT, Side.DOWN, 500);
      assertNumber(shock.sizeToPush(), "10678.57142857");
      assertNumber(shock.depth(), "16000");
    }

    /** From 97.959184 D must grow by 1000. */
    @Test
    void marketsCannotRestWhereMoreFallsThanIsTaken() {
      List<DepthCoverage.AirPocket> pockets = worked.coverage(WorkedCase.CONTRACT).airPockets();
      assertNumber(pockets.get(0).from(), "97.9591836735");
      assertNumber(pockets.get(0).to(), "97.6258503401");
      assertThat(pockets).hasSize(6).allSatisfy(p -> assertThat(p.side()).isEqualTo(Side.DOWN));
      assertThat(worked.coverage(WorkedCase.CONTRACT).criticalBps().down()).isNull();
    }

    @Test
    void closingsReachThinDepth() {
      Told told = told(WorkedCase.marker().with(Depths.both(WorkedCase.CONTRACT, "100", "1000")));
      DepthCoverage coverage = told.coverage(WorkedCase.CONTRACT);
      assertNumber(coverage.criticalBps().down(), "433.67");
      assertThat(coverage.criticalBps().up()).isNull();
      assertNumber(coverage.gain().down(), "0");
    }

    @Test
    void theBacklogReachesAnyDepthAtOnce() {
      Told told =
          told(
              WorkedCase.withDepth()
                  .with(trader("below", "0", position(WorkedCase.CONTRACT, "700", "100"))));
      DepthCoverage coverage = told.coverage(WorkedCase.CONTRACT);
      assertNumber(coverage.criticalBps().down(), "0");
      assertNumber(coverage.airPockets().get(0).from(), "100");
      assertNumber(coverage.airPockets().get(0).to(), "99.65");
      assertNumber(worked.coverage(WorkedCase.CONTRACT).gain().down(), "0");
    }

    @Test
    void aSideThatIsNotToldIsNotComputable() {
      Told told =
          told(
              WorkedCase.marker()
                  .with(
                      new MarketDepth(
                          WorkedCase.CONTRACT,
                          MarkerBuilder.AS_OF - 61_000_000,
                          WorkedCase.DEPTH.bids(),
                          List.of())));
      DepthCoverage coverage = told.coverage(WorkedCase.CONTRACT);
      assertThat(coverage.depthAgeMillis()).isEqualTo(61_000);
      assertThat(coverage.gain().up()).isNull();
      assertThat(told.coverage(WorkedCase.CONTRACT, Side.UP, 500).depth()).isNull();
      assertThat(told.record(DepthCoverage.class, WorkedCase.CONTRACT).header().flags())
          .contains(Flag.DEPTH_STALE);
      assertThat(told.scenario(WorkedCase.CONTRACT, Side.DOWN, 500, Bound.POINT).rounds()).isNull();
    }

    /** 1000 rest at 50 bps; up to 200 nothing more does: 1000 stop there, more jumps. */
    @Test
    void aPriceJumpsOverAHoleOnlyForMore() {
      for (String size : List.of("1000", "1000.00000001")) {
        Told told =
            told(
                marker()
                    .with(perpetual("A", "0", "0"), "100")
                    .with(Depths.both("A", "50", "1000", "200", "1000", "300", "2000"))
                    .with(terms(List.of(), false))
                    .with(trader("a", "1", position("A", size, "100"))));
        BigDecimal price = told.scenario("A", Side.DOWN, 100, Bound.POINT).finalPrice();
        assertNumber(price, size.equals("1000") ? "98.505" : "97.02");
      }
    }

    /** All of what exceeds the last 1000 goes for nothing. */
    @Test
    void beyondABookThatEndsAPriceFallsToZero() {
      Told told =
          told(
              marker()
                  .with(perpetual("A", "0", "0"), "100")
                  .with(Depths.both("A", "100", "1000", "200", "1000"))
                  .with(terms(List.of(), false))
                  .with(trader("a", "0.5", position("A", "2000", "100")))
                  .with(trader("b", "0.5", position("A", "-2000", "100"))));
      CascadeProjection.Scenario down = told.scenario("A", Side.DOWN, 100, Bound.POINT);
      assertNumber(down.finalPrice(), "0");
      assertNumber(down.badDebt(), "101494.5");
      CascadeProjection.Scenario up = told.scenario("A", Side.UP, 100, Bound.POINT);
      assertThat(up.finalPrice()).isNull();
      assertThat(up.badDebt()).isNull();
      assertNumber(up.totalSize(), "2000");
      assertThat(told.record(CascadeProjection.class, "A").header().flags())
          .contains(Flag.DEPTH_EXTRAPOLATED);
    }
  }

  @Nested
  class WhoCounts {
    private static final long MINUTE = 60_000_000;

    @Test
    void heldAccountsAreCountedInAndPendingOnesApart() {
      MarkerBuilder marker =
          marker()
              .with(perpetual("A", "0", "0.1"), "100")
              .with(trader("pending", "0", position("A", "1", "100"), position("?", "1", "1")))
              .with(trader("nothing owed", "70"))
              .with(
                  new Holder(
                      trader("held", "5", position("A", "1", "100")),
                      Level.LIQUIDATABLE,
                      Level.HEALTHY,
                      false,
                      MarkerBuilder.AS_OF - 2 * MINUTE,
                      MarkerBuilder.AS_OF - MINUTE))
              .with(
                  Holder.at(
                      trader("dust", "0.05", position("A", "0.01", "100")),
                      Level.LIQUIDATABLE,
                      MarkerBuilder.AS_OF - 3 * MINUTE));
      PlainMarket doubtful =
          PlainMarket.of(marker.market())
              .putInterval("A", new Interval(new BigDecimal("90"), new BigDecimal("110")));
      Told told = new Told(AggregatesFromScratch.of(marker.build(doubtful)).all());
      Backlog backlog = told.backlog("A");
      assertThat(backlog.above().accounts()).isEqualTo(1);
      assertThat(backlog.above().oldestAgeMillis()).isEqualTo(120_000);
      assertNumber(backlog.above().deficit(), "5");
      assertThat(backlog.below().oldestAgeMillis()).isEqualTo(180_000);
      assertThat(backlog.held().accounts()).isEqualTo(1);
      assertThat(backlog.held().oldestAgeMillis()).isEqualTo(60_000);
      assertThat(backlog.held().byFactor()).containsExactly(new Backlog.HeldBy("A", 1));
      assertThat(backlog.pending().accounts()).isEqualTo(1);
      assertThat(told.backlog(ALL).pending().accounts()).isEqualTo(1);
      assertNumber(told.level("A", Side.DOWN, 0).size(), "1.01");
      assertThat(told.record(Backlog.class, "A").header().flags())
          .containsExactly(Flag.PRICE_UNJUDGED, Flag.PENDING_ACCOUNTS, Flag.HELD_ACCOUNTS);
    }

    /** Below 110, and not from there on. */
    @Test
    void whoIsBelowAtOneEndOfTheIntervalOnlyIsAmbiguous() {
      Told told =
          told(
              marker()
                  .with(perpetual("A", "0", "0"), "100")
                  .with(
                      "A",
                      new PriceState(
                          Validity.DEGRADED,
                          true,
                          new BigDecimal("95"),
                          new BigDecimal("112"),
                          MarkerBuilder.AS_OF - MINUTE,
                          3,
                          2,
                          new BigDecimal("99"),
                          new BigDecimal("101")))
                  .with(trader("low", "4", position("A", "1", "100")))
                  .with(trader("high", "20", position("A", "-2", "100")))
                  .with(trader("far", "20", position("A", "1", "100"))));
      assertThat(told.oracle("A").ambiguous().accounts()).isEqualTo(2);
      assertNumber(told.oracle("A").ambiguous().notional(), "300");
      assertNumber(told.oracle("A").dispersionBps(), "200");
      assertThat(told.oracle("A").ageMillis()).isEqualTo(60_000);
      assertThat(told.record(LiquidationLevels.class, "A").header().flags())
          .containsExactly(Flag.PRICE_DEGRADED);
    }

    @Test
    void anIntervalMayHaveNoEnd() {
      Told told =
          told(
              marker()
                  .with(perpetual("A", "0", "0"), "100")
                  .with(
                      "A",
                      new PriceState(
                          Validity.HALTED, true, BigDecimal.ZERO, null, 0, 1, 0, null, null))
                  .with(trader("long", "150", position("A", "1", "100")))
                  .with(trader("short", "9000", position("A", "-1", "100"))));
      assertThat(told.oracle("A").ambiguous().accounts()).isEqualTo(1);
      assertThat(told.oracle("A").highest()).isNull();
    }

    /** 4 and 1 of 5, and 2 that fall further away. */
    @Test
    void concentrationIsOfWhatFallsWithinFivePerCent() {
      Told told =
          told(
              marker()
                  .with(perpetual("A", "0", "0"), "100")
                  .with(trader("large", "8", position("A", "4", "100")))
                  .with(trader("small", "3", position("A", "1", "100")))
                  .with(trader("short", "8", position("A", "-2", "100")))
                  .with(trader("far", "20", position("A", "2", "100"))));
      Concentration.Share down = told.concentration("A").sides().get(0);
      assertNumber(down.herfindahl(), "0.68");
      assertThat(down.topShares()).hasSize(3);
      assertNumber(down.topShares().get(0), "0.8");
      assertNumber(told.concentration("A").sides().get(1).herfindahl(), "1");
      List<Concentration.Watched> watched = told.concentration("A").watchlist();
      assertThat(watched)
          .extracting(Concentration.Watched::account)
          .containsExactly("large", "short", "small");
      assertThat(watched.get(1).side()).isEqualTo(Side.UP);
      assertNumber(watched.get(1).distanceBps(), "400");
      assertNumber(watched.get(2).notional(), "100");
      assertThat(told.concentration(ALL).sides()).isEmpty();
      assertThat(told.concentration(ALL).watchlist()).isEqualTo(watched);
    }

    @Test
    void accountsLieInTheBinOfTheirRatio() {
      Told told =
          told(
              marker()
                  .with(perpetual("A", "0", "0.1"), "100")
                  .with(perpetual("B", "0", "0"), "100")
                  .with(trader("bankrupt", "-1", position("A", "1", "100")))
                  .with(trader("at 1", "10", position("A", "1", "100")))
                  .with(trader("at 5", "50", position("A", "1", "100")))
                  .with(trader("none required", "0", position("B", "1", "100"))));
      assertThat(told.health(ALL).bins())
          .extracting(HealthDistribution.Bin::accounts)
          .containsExactly(1L, 0L, 1L, 0L, 0L, 0L, 0L, 0L, 2L);
      assertNumber(told.health("A").bins().get(8).maintenanceMargin(), "10");
      assertNumber(told.leverage(ALL).openInterest().longs(), "400");
      assertNumber(told.leverage(ALL).leverage(), "6.779661");
    }
  }

  @Nested
  class Cells {
    @Test
    void areFineNearTheMarkCoarseBeyondAndOpenAtTheEnds() {
      Told told =
          told(
              marker()
                  .with(perpetual("A", "0", "0"), "100")
                  .with(trader("near", "5", position("A", "1", "100")))
                  .with(trader("further", "30", position("A", "1", "100")))
                  .with(trader("below a third", "70", position("A", "1", "100")))
                  .with(trader("triple", "400", position("A", "-2", "100"))));
      List<LiquidationLevels.Cell> cells = told.levels("A").cells();
      assertThat(cells).hasSize(4);
      assertThat(width(cells.get(0))).isBetween(1.000999, 1.001001);
      assertThat(cells.get(0).from()).isLessThanOrEqualTo(new BigDecimal("95"));
      assertThat(cells.get(0).to()).isGreaterThan(new BigDecimal("95"));
      assertThat(width(cells.get(1))).isBetween(1.01004, 1.01005);
      assertThat(cells.get(2).from()).isNull();
      assertNumber(cells.get(2).to(), "33.3333333333");
      assertNumber(cells.get(3).from(), "300");
      assertThat(cells.get(3).to()).isNull();
      assertThat(cells.get(3).side()).isEqualTo(Side.UP);
    }

    private static double width(LiquidationLevels.Cell cell) {
      return cell.to().doubleValue() / cell.from().doubleValue();
    }

    /** 1.001^4000 is an edge. */
    @Test
    void aPriceOnAnEdgeLiesAboveIt() {
      BigDecimal edge = new BigDecimal("1.001").pow(4000);
      LadderCell at = LadderCell.of(edge, edge);
      LadderCell under = LadderCell.of(edge.subtract(new BigDecimal("1e-40")), edge);
      assertThat(under.to()).isEqualTo(at.from());
    }
  }
}
