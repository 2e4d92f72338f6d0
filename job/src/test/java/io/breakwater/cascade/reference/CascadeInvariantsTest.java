package io.breakwater.cascade.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.cascade.Bound;
import io.breakwater.cascade.GeneratedBooks;
import io.breakwater.cascade.MarkerBuilder;
import io.breakwater.cascade.Side;
import io.breakwater.cascade.Told;
import io.breakwater.cascade.WorkedCase;
import io.breakwater.cascade.impact.MarketDepth;
import io.breakwater.cascade.record.AggregateHeader;
import io.breakwater.cascade.record.HealthDistribution;
import io.breakwater.cascade.record.LiquidationLevels;
import io.breakwater.margin.Samples;
import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.model.CriticalPrices;
import io.breakwater.margin.terms.CascadeTerms;
import io.breakwater.margin.terms.ImpactRule;
import io.breakwater.margin.terms.ImpactTerms;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of every book. */
class CascadeInvariantsTest {
  private static final int ACCOUNTS = 400;
  private static final String ALL = AggregateHeader.WHOLE_SYSTEM;

  private static List<Row> rows(MarkerBuilder marker) {
    Population population = Population.of(marker.build());
    return population.rows().stream().map(price -> Row.of(price, population)).toList();
  }

  private static List<Integer> shocks() {
    return CascadeTerms.DEFAULT_SHOCKS_BPS;
  }

  private static boolean isNoMore(BigDecimal a, BigDecimal b) {
    return a.compareTo(b) <= 0;
  }

  /** What is asked of the outcomes of two books, or two shocks of one. */
  private interface Ordered {
    void check(CascadeSimulation.Outcome less, CascadeSimulation.Outcome more, String where);
  }

  private static void compare(List<Row> less, List<Row> more, Ordered ordered) {
    for (Row row : less) {
      Row other =
          more.stream().filter(each -> each.price().equals(row.price())).findFirst().orElseThrow();
      for (Side side : Side.values()) {
        CascadeSimulation simulation = ProjectionFromScratch.simulation(row, side);
        for (int bps : simulation == null ? List.<Integer>of() : shocks()) {
          ordered.check(
              simulation.after(Exact.share(bps)),
              ProjectionFromScratch.simulation(other, side).after(Exact.share(bps)),
              row.price() + " " + side + " " + bps);
        }
      }
    }
  }

  private static void assertNoLess(
      CascadeSimulation.Outcome less, CascadeSimulation.Outcome more, String where) {
    assertThat(less.totalSize()).as(where).isLessThanOrEqualTo(more.totalSize());
    assertThat(less.firstSize()).as(where).isLessThanOrEqualTo(more.firstSize());
    assertThat(less.finalMove()).as(where).isLessThanOrEqualTo(more.finalMove());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void moreShockNeverMeansLessAndRoundsAreAtMostTheAccounts(long seed) {
    int cascades = 0;
    for (Row row : rows(GeneratedBooks.marker(seed, ACCOUNTS))) {
      for (Side side : Side.values()) {
        CascadeSimulation simulation = ProjectionFromScratch.simulation(row, side);
        CascadeSimulation.Outcome last = null;
        for (int bps : simulation == null ? List.<Integer>of() : shocks()) {
          CascadeSimulation.Outcome outcome = simulation.after(Exact.share(bps));
          assertThat((long) outcome.rounds()).isLessThanOrEqualTo(outcome.accounts());
          assertThat(isNoMore(outcome.badDebt(), outcome.badDebtAtFinalPrice())).isTrue();
          if (last != null) {
            assertNoLess(last, outcome, row.price() + " " + side + " " + bps);
          }
          cascades += outcome.rounds() > 1 ? 1 : 0;
          last = outcome;
        }
      }
    }
    assertThat(cascades).as("shocks that feed on themselves").isPositive();
  }

  /** One after the other, the nearest first: the same set, whatever the order. */
  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void closingOneAfterTheOtherEndsAtTheSame(long seed) {
    for (Row row : rows(GeneratedBooks.marker(seed, ACCOUNTS))) {
      for (Side side : Side.values()) {
        Impact impact = row.market().impact(side);
        for (int bps : impact == null ? List.<Integer>of() : shocks()) {
          BigDecimal shocked = row.shocked(side, Exact.share(bps));
          Fills fills = new Fills(side, shocked, impact);
          List<AccountClosing> open = new ArrayList<>(row.closings().get(side));
          Collections.shuffle(open, new Random(seed));
          BigDecimal sold = BigDecimal.ZERO;
          BigDecimal move = Exact.share(bps);
          for (int i = 0; i < open.size(); i++) {
            if (open.get(i).isReached(move)) {
              sold = sold.add(open.remove(i).size());
              move = Exact.quotient(fills.price(sold), row.mark()).subtract(BigDecimal.ONE).abs();
              i = -1;
            }
          }
          CascadeSimulation.Outcome rounds =
              ProjectionFromScratch.simulation(row, side).after(Exact.share(bps));
          assertThat(rounds.totalSize()).isEqualByComparingTo(sold);
          assertThat(rounds.finalPrice()).isEqualByComparingTo(fills.price(sold));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23})
  void moreAccountsNeverMeanLess(long seed) {
    MarkerBuilder fewer = GeneratedBooks.marker(seed, ACCOUNTS);
    MarkerBuilder more = GeneratedBooks.marker(seed, ACCOUNTS);
    GeneratedBooks.marker(seed + 1000, ACCOUNTS / 4).accounts().stream()
        .map(each -> new Account("m" + each.id(), each.cash(), each.balances(), each.positions()))
        .forEach(more::with);
    compare(rows(fewer), rows(more), CascadeInvariantsTest::assertNoLess);
  }

  /** Of accounts of positions alone: what is seized of deposits rests on the price at which. */
  @ParameterizedTest
  @ValueSource(longs = {31, 32, 33})
  void moreLeverageNeverMeansLess(long seed) {
    MarkerBuilder less = GeneratedBooks.marker(seed, 0);
    MarkerBuilder more = GeneratedBooks.marker(seed, 0);
    MarkerBuilder impacts = GeneratedBooks.marker(seed, ACCOUNTS);
    for (MarkerBuilder each : List.of(less, more)) {
      impacts.impacts().forEach(each::with);
      impacts.depths().values().forEach(each::with);
    }
    for (Account account : impacts.accounts()) {
      if (account.balances().isEmpty()) {
        less.with(account);
        more.with(
            new Account(
                account.id(),
                account.cash().subtract(account.cash().abs().movePointLeft(2)),
                List.of(),
                account.positions()));
      }
    }
    compare(rows(less), rows(more), CascadeInvariantsTest::assertNoLess);
  }

  @ParameterizedTest
  @ValueSource(longs = {41, 42, 43})
  void moreDepthNeverMeansMore(long seed) {
    MarkerBuilder thin = GeneratedBooks.marker(seed, ACCOUNTS);
    MarkerBuilder deep = GeneratedBooks.marker(seed, ACCOUNTS);
    List.copyOf(deep.depths().values()).forEach(depth -> deep.with(deeper(depth)));
    compare(rows(deep), rows(thin), CascadeInvariantsTest::assertNoLess);
  }

  /** But for what rounding can make of each of twelve accounts. */
  private static void assertRounded(BigDecimal a, BigDecimal b) {
    assertThat(a.subtract(b).abs()).isLessThanOrEqualTo(new BigDecimal("0.000006"));
  }

  private static MarketDepth deeper(MarketDepth depth) {
    return new MarketDepth(
        depth.instrument(), depth.time(), deeper(depth.bids()), deeper(depth.asks()));
  }

  private static List<MarketDepth.Point> deeper(List<MarketDepth.Point> points) {
    return points.stream()
        .map(
            point ->
                new MarketDepth.Point(point.bps(), point.size().multiply(new BigDecimal("1.3"))))
        .toList();
  }

  @Test
  void splittingAnAccountChangesNoSum() {
    MarkerBuilder whole = WorkedCase.withDepth();
    MarkerBuilder split =
        new MarkerBuilder(Samples.STRICT)
            .with(Samples.perpetual(WorkedCase.CONTRACT, "0", "0.02"), "100")
            .with(WorkedCase.DEPTH);
    for (Account account : whole.accounts()) {
      Position position = account.positions().get(0);
      for (String part : List.of("0.25", "0.75")) {
        BigDecimal share = new BigDecimal(part);
        split.with(
            new Account(
                account.id() + part,
                account.cash().multiply(share),
                List.of(),
                List.of(
                    Position.of(
                        position.instrument(),
                        position.size().multiply(share),
                        position.entryPrice()))));
      }
    }
    compare(
        rows(whole),
        rows(split),
        (one, two, where) -> {
          assertThat(two.accounts()).as(where).isEqualTo(2 * one.accounts());
          assertThat(two.rounds()).as(where).isEqualTo(one.rounds());
          assertThat(two.totalSize()).as(where).isEqualByComparingTo(one.totalSize());
          assertRounded(two.badDebt(), one.badDebt());
          assertRounded(two.badDebtAtFinalPrice(), one.badDebtAtFinalPrice());
        });
  }

  @ParameterizedTest
  @ValueSource(longs = {51, 52})
  void cellsAndBacklogHoldWhatCanBeLiquidatedAtAll(long seed) {
    MarkerBuilder marker = GeneratedBooks.marker(seed, ACCOUNTS);
    Told told = told(marker.with(withShocks(10_000)));
    assertThat(told.prices()).hasSize(7);
    for (String price : told.prices()) {
      List<LiquidationLevels.Cell> cells =
          told.levels(price).cells().stream().filter(each -> each.side() == Side.DOWN).toList();
      LiquidationLevels.Shock backlog = told.level(price, Side.DOWN, 0);
      LiquidationLevels.Shock everything = told.level(price, Side.DOWN, 10_000);
      assertThat(cells.stream().mapToLong(LiquidationLevels.Cell::accounts).sum())
          .isEqualTo(everything.accounts() - backlog.accounts());
      assertThat(
              cells.stream()
                  .map(LiquidationLevels.Cell::size)
                  .reduce(backlog.size(), BigDecimal::add))
          .isEqualByComparingTo(everything.size());
      assertThat(everything.notionalAtShock()).isZero();
    }
  }

  private static CascadeTerms withShocks(Integer... bps) {
    return new CascadeTerms(
        List.of(bps), List.of(), new TreeMap<>(), List.of(), BigDecimal.ZERO, false);
  }

  private static Told told(MarkerBuilder marker) {
    return new Told(AggregatesFromScratch.of(marker.build()).all());
  }

  @ParameterizedTest
  @ValueSource(longs = {61, 62})
  void everyAccountCountsOnceInTheWholeSystemAndOnceInEachOfItsRows(long seed) {
    MarkerBuilder marker = GeneratedBooks.marker(seed, ACCOUNTS);
    Told told = told(marker);
    List<Counted> counted = Population.of(marker.build()).counted();
    assertThat(accounts(told.health(ALL))).isEqualTo(counted.size());
    for (String price : told.prices()) {
      assertThat(accounts(told.health(price)))
          .isEqualTo(counted.stream().filter(each -> each.prices().contains(price)).count());
    }
    assertThat(told.backlog(ALL).above().accounts() + told.backlog(ALL).below().accounts())
        .isEqualTo(counted.stream().filter(Counted::isBacklog).count())
        .isPositive();
    assertThat(told.backlog(ALL).pending().accounts()).isPositive();
  }

  private static long accounts(HealthDistribution health) {
    return health.bins().stream().mapToLong(HealthDistribution.Bin::accounts).sum()
        + health.byHealthFactor().stream().mapToLong(HealthDistribution.Bin::accounts).sum();
  }

  /** Found by asking at bends, and in closed form by the model, which tells of prices above 0. */
  @ParameterizedTest
  @ValueSource(longs = {71, 72, 73, 74})
  void triggersAreTheCriticalPricesOfTheModel(long seed) {
    MarkerBuilder builder = GeneratedBooks.marker(seed, ACCOUNTS).with(withShocks(100));
    int compared = 0;
    for (Row row : rows(builder)) {
      for (Side side : Side.values()) {
        for (AccountClosing closing : row.closings().get(side)) {
          if (!closing.isBacklog() && closing.price().signum() > 0) {
            CriticalPrices critical =
                row.marker()
                    .model()
                    .criticalPrices(closing.account().account(), row.marker().market())
                    .get(row.price());
            BigDecimal end = side == Side.DOWN ? critical.safe().low() : critical.safe().high();
            assertThat(closing.price().subtract(end).abs())
                .as("%s of %s %s", closing.account().id(), row.price(), side)
                .isLessThan(tolerance(closing, end));
            compared++;
          }
        }
      }
    }
    assertThat(compared).isGreaterThan(ACCOUNTS / 2);
  }

  /** What a product's rounding to 8 decimals can make of it, where the account rests on one. */
  private static BigDecimal tolerance(AccountClosing closing, BigDecimal end) {
    boolean restsOnProducts = !closing.account().account().balances().isEmpty();
    return end.multiply(new BigDecimal(restsOnProducts ? "1e-6" : "1e-25"));
  }

  @Test
  void everyModelOfImpactIsMetByTheSeeds() {
    assertThat(
            List.of(1L, 2L, 3L, 4L, 5L, 6L).stream()
                .flatMap(seed -> GeneratedBooks.marker(seed, 0).impacts().values().stream())
                .map(ImpactTerms::rule)
                .map(ImpactRule::getClass)
                .distinct())
        .hasSize(4);
    assertThat(told(GeneratedBooks.marker(1, 40)).projection("wstETH/ETH").scenarios())
        .allSatisfy(
            each -> {
              assertThat(each.bound()).isEqualTo(Bound.POINT);
              assertThat(each.rounds()).isNull();
            });
  }
}
