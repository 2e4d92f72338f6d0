package io.breakwater.cascade.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.breakwater.cascade.Bound;
import io.breakwater.cascade.Side;
import io.breakwater.cascade.impact.BoundedExponentialImpact;
import io.breakwater.cascade.impact.DepthCurve;
import io.breakwater.cascade.impact.ImpactModel;
import io.breakwater.cascade.impact.LinearImpact;
import io.breakwater.cascade.impact.MarketImpact;
import io.breakwater.cascade.impact.SquareRootImpact;
import io.breakwater.cascade.ladder.Closing;
import io.breakwater.cascade.ladder.LadderGrid;
import io.breakwater.cascade.ladder.LadderSums;
import io.breakwater.cascade.ladder.RandomClosings;
import io.breakwater.cascade.record.CascadeProjection;
import io.breakwater.margin.terms.CascadeTerms;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The one sweep over sums against the rule itself, account by account. */
class ProjectionAgainstRoundsTest {
  private static final List<Integer> SHOCKS = CascadeTerms.DEFAULT_SHOCKS_BPS;
  private static final BigDecimal FUND = BigDecimal.valueOf(1000);
  private static final double TEN_BPS = 0.001;

  /** Models that move a price by a few per cent for a share of all that could close. */
  private static List<ImpactModel> models(double all) {
    return List.of(
        new DepthCurve(
            Depths.points(
                20, all / 200, 50, all / 60, 60, all / 60, 200, all / 12, 500, all / 4, 1000,
                all / 2, 3000, all)),
        new DepthCurve(Depths.points(100, all / 40, 400, all / 10)),
        new LinearImpact(3 * all),
        new SquareRootImpact(1, 0.2, all),
        new BoundedExponentialImpact(0.3, all));
  }

  private static double all(List<Closing> closings) {
    return closings.stream().mapToDouble(closing -> closing.size).sum();
  }

  private static LadderSums sums(List<Closing> closings, double mark) {
    LadderSums sums = new LadderSums(new LadderGrid(BigDecimal.valueOf(mark), SHOCKS));
    closings.forEach(sums::add);
    return sums;
  }

  private static List<CascadeProjection.Scenario> project(LadderSums sums, ImpactModel model) {
    MarketImpact impact = new MarketImpact(model, model, model.name(), Set.of());
    return PriceProjection.of(sums, impact, FUND, false).values().scenarios();
  }

  /** What is asked of each shock: its records, and the account-by-account outcome of any other. */
  private interface Question {
    void ask(
        CascadeProjection.Scenario point,
        CascadeProjection.Scenario upper,
        Function<Double, PlainRounds> exact);
  }

  private static void askAll(List<Closing> closings, double mark, Question question) {
    LadderSums sums = sums(closings, mark);
    for (ImpactModel model : models(all(closings))) {
      List<CascadeProjection.Scenario> scenarios = project(sums, model);
      for (int i = 0; i < scenarios.size(); i += 2) {
        CascadeProjection.Scenario point = scenarios.get(i);
        CascadeProjection.Scenario upper = scenarios.get(i + 1);
        assertThat(point.bound()).isEqualTo(Bound.POINT);
        assertThat(upper.bound()).isEqualTo(Bound.UPPER);
        question.ask(
            point,
            upper,
            more ->
                PlainRounds.after(
                    closings, point.side(), mark, LadderGrid.move(point.bps()) + more, model));
      }
    }
  }

  private static void requireLikely(
      CascadeProjection.Scenario point, Function<Double, PlainRounds> exact) {
    PlainRounds same = exact.apply(0.0);
    requireBetween(point, same, exact);
    if (hasTotalOf(same, point)) {
      requireBadDebt(point, same, "%s %s".formatted(point.side(), point.bps()));
    }
  }

  private static boolean hasTotalOf(PlainRounds same, CascadeProjection.Scenario point) {
    return Math.abs(point.totalSize().doubleValue() - same.totalSize) < 1e-4;
  }

  private static void requireBetween(
      CascadeProjection.Scenario point, PlainRounds same, Function<Double, PlainRounds> exact) {
    PlainRounds less = exact.apply(-TEN_BPS);
    PlainRounds more = exact.apply(TEN_BPS);
    String about = "%s %s".formatted(point.side(), point.bps());
    double total = point.totalSize().doubleValue();
    assertThat(total)
        .as(about)
        .isBetween(less.totalSize * (1 - 1e-12) - 1e-4, more.totalSize * (1 + 1e-12) + 1e-4);
    assertThat(point.accounts()).as(about).isBetween(less.accounts, more.accounts);
    assertThat(point.firstSize().doubleValue())
        .as(about)
        .isCloseTo(same.firstSize, within(1e-12 * same.firstSize + 1e-4));
  }

  private static void requireBadDebt(
      CascadeProjection.Scenario point, PlainRounds same, String about) {
    assertThat(point.finalPrice().doubleValue())
        .as(about)
        .isCloseTo(same.finalPrice, within(1e-9 * same.finalPrice));
    assertThat(point.badDebt().doubleValue())
        .as(about)
        .isCloseTo(same.badDebt, within(0.02 * same.badDebt + 0.1));
    assertThat(point.badDebtAtFinalPrice().doubleValue())
        .as(about)
        .isCloseTo(same.badDebtAtFinalPrice, within(0.02 * same.badDebtAtFinalPrice + 0.1));
  }

  private static void requireCovered(
      CascadeProjection.Scenario point, CascadeProjection.Scenario upper, PlainRounds same) {
    String about = "%s %s".formatted(point.side(), point.bps());
    double slack = 1e-9;
    assertThat(upper.accounts()).as(about).isGreaterThanOrEqualTo(same.accounts);
    requireAtLeast(upper.firstSize(), same.firstSize, about);
    requireAtLeast(upper.totalSize(), same.totalSize, about);
    requireAtLeast(upper.badDebt(), same.badDebt, about);
    requireAtLeast(upper.badDebtAtFinalPrice(), same.badDebtAtFinalPrice, about);
    if (same.firstSize > 0) {
      requireAtLeast(upper.multiplier(), same.totalSize / same.firstSize, about);
    }
    double sign = point.side().sign();
    assertThat(sign * upper.finalPrice().doubleValue())
        .as(about)
        .isGreaterThanOrEqualTo(sign * same.finalPrice - slack * same.finalPrice);
    requireAbove(upper, point);
  }

  private static void requireAtLeast(BigDecimal bound, double exact, String about) {
    assertThat(bound.doubleValue())
        .as(about)
        .isGreaterThanOrEqualTo(exact - 1e-12 * Math.abs(exact) - 1e-2);
  }

  /** In every field but rounds. */
  private static void requireAbove(
      CascadeProjection.Scenario upper, CascadeProjection.Scenario point) {
    assertThat(upper.accounts()).isGreaterThanOrEqualTo(point.accounts());
    assertThat(upper.firstSize()).isGreaterThanOrEqualTo(point.firstSize());
    assertThat(upper.totalSize()).isGreaterThanOrEqualTo(point.totalSize());
    if (point.multiplier() != null) {
      assertThat(upper.multiplier()).isGreaterThanOrEqualTo(point.multiplier());
    }
    assertThat(upper.amplification()).isGreaterThanOrEqualTo(point.amplification());
    assertThat(upper.badDebt()).isGreaterThanOrEqualTo(point.badDebt());
    assertThat(upper.badDebtAtFinalPrice()).isGreaterThanOrEqualTo(point.badDebtAtFinalPrice());
    assertThat(upper.fundUsed()).isGreaterThanOrEqualTo(point.fundUsed());
    assertThat(upper.shortfall()).isGreaterThanOrEqualTo(point.shortfall());
    assertThat(upper.toDeleverage()).isGreaterThanOrEqualTo(point.toDeleverage());
    assertThat(upper.stalledSize()).isGreaterThanOrEqualTo(point.stalledSize());
  }

  @Test
  void liesBetweenTheTotalsOfALittleLessAndALittleMore() {
    for (int seed = 0; seed < 4; seed++) {
      List<Closing> closings = new RandomClosings(seed, 30_000, 2).many(10_000);
      askAll(
          closings,
          30_000,
          (point, upper, exact) -> {
            requireLikely(point, exact);
            requireCovered(point, upper, exact.apply(0.0));
          });
    }
  }

  /**
   * Beyond so many accounts cells are about 5 bps wide; the round in which a large account closes,
   * and with it its fill, can then be another than its own.
   */
  @Test
  void holdsForMoreAccountsThanAreToldOneByOne() {
    int[] counts = new int[2];
    for (int seed = 50; seed < 54; seed++) {
      List<Closing> closings = new RandomClosings(seed, 30_000, 2).many(30_000);
      askAll(
          closings,
          30_000,
          (point, upper, exact) -> {
            PlainRounds same = exact.apply(0.0);
            requireBetween(point, same, exact);
            requireCovered(point, upper, same);
            if (hasTotalOf(same, point)) {
              double missed = Math.abs(point.badDebt().doubleValue() - same.badDebt);
              counts[0]++;
              counts[1] += missed <= 0.02 * same.badDebt + 0.1 ? 0 : 1;
              assertThat(missed).isLessThanOrEqualTo(0.1 * same.badDebt + 0.1);
            }
          });
    }
    assertThat(counts[1]).as("of %s", counts[0]).isLessThanOrEqualTo(counts[0] / 50);
  }

  @Test
  void isTheRuleItselfForFewAccounts() {
    for (int seed = 100; seed < 130; seed++) {
      List<Closing> closings = new RandomClosings(seed, 250, 3).many(500);
      askAll(
          closings,
          250,
          (point, upper, exact) -> {
            PlainRounds same = exact.apply(0.0);
            assertThat(point.rounds()).isEqualTo(same.rounds);
            assertThat(point.accounts()).isEqualTo(same.accounts);
            assertThat(point.totalSize().doubleValue()).isCloseTo(same.totalSize, within(1e-5));
            assertThat(point.finalPrice().doubleValue()).isCloseTo(same.finalPrice, within(1e-7));
            assertThat(point.badDebt().doubleValue())
                .isCloseTo(same.badDebt, within(1e-8 * same.badDebt + 1e-3));
            assertThat(point.badDebtAtFinalPrice().doubleValue())
                .isCloseTo(
                    same.badDebtAtFinalPrice, within(1e-8 * same.badDebtAtFinalPrice + 1e-3));
            requireCovered(point, upper, same);
          });
    }
  }

  /** A chain in which each account is just reached, or just not, by those before. */
  private static List<Closing> tippingChain(
      SplittableRandom random, Side side, ImpactModel model, double shock, int count) {
    List<Closing> closings = new ArrayList<>();
    double size = 0;
    double price = 100 * (1 + side.sign() * shock);
    double move = shock - 1e-9;
    for (int i = 0; i < count; i++) {
      double next = 1 + random.nextDouble();
      closings.add(RandomClosings.of(side, 100, next, move, random.nextDouble(0.05)));
      size += next;
      double final1 = price * (1 + side.sign() * model.move(size));
      double reached = side.sign() * (final1 / 100 - 1);
      move = reached * (1 + random.nextDouble(-1e-4, 1e-3 / count));
    }
    return closings;
  }

  @Test
  void holdsAtTippingPoints() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 200; i++) {
      Side side = random.nextBoolean() ? Side.DOWN : Side.UP;
      int bps = SHOCKS.get(random.nextInt(SHOCKS.size()));
      for (ImpactModel model : models(6000)) {
        List<Closing> chain = tippingChain(random, side, model, LadderGrid.move(bps), 60);
        LadderSums sums = sums(chain, 100);
        List<CascadeProjection.Scenario> scenarios = project(sums, model);
        for (int k = 0; k < scenarios.size(); k += 2) {
          CascadeProjection.Scenario point = scenarios.get(k);
          Function<Double, PlainRounds> exact =
              more ->
                  PlainRounds.after(
                      chain, point.side(), 100, LadderGrid.move(point.bps()) + more, model);
          requireLikely(point, exact);
          requireCovered(point, scenarios.get(k + 1), exact.apply(0.0));
        }
      }
    }
  }

  @Test
  void holdsAtTippingPointsOfManyAccounts() {
    SplittableRandom random = new SplittableRandom(10);
    for (int bps : new int[] {50, 500, 3000}) {
      Side side = random.nextBoolean() ? Side.DOWN : Side.UP;
      for (ImpactModel model : models(120_000)) {
        List<Closing> chain = tippingChain(random, side, model, LadderGrid.move(bps), 10_000);
        for (CascadeProjection.Scenario point : points(sums(chain, 100), model)) {
          requireLikely(
              point,
              more ->
                  PlainRounds.after(
                      chain, point.side(), 100, LadderGrid.move(point.bps()) + more, model));
        }
      }
    }
  }

  private static List<CascadeProjection.Scenario> points(LadderSums sums, ImpactModel model) {
    return project(sums, model).stream().filter(each -> each.bound() == Bound.POINT).toList();
  }

  @Test
  void takesNoMoreRoundsThanThereAreAccounts() {
    for (int seed = 200; seed < 260; seed++) {
      List<Closing> closings = new RandomClosings(seed, 100, 1).many(40);
      askAll(
          closings,
          100,
          (point, upper, exact) ->
              assertThat((long) point.rounds()).isLessThanOrEqualTo(point.accounts()));
    }
  }

  private static void requireNoLess(
      List<CascadeProjection.Scenario> more, List<CascadeProjection.Scenario> less) {
    for (int i = 0; i < less.size(); i++) {
      requireNoLess(more.get(i), less.get(i));
    }
  }

  private static void requireNoLess(
      CascadeProjection.Scenario more, CascadeProjection.Scenario less) {
    assertThat(more.totalSize()).isGreaterThanOrEqualTo(less.totalSize());
    assertThat(more.accounts()).isGreaterThanOrEqualTo(less.accounts());
    double sign = less.side().sign();
    assertThat(sign * more.finalPrice().doubleValue())
        .isGreaterThanOrEqualTo(sign * less.finalPrice().doubleValue());
  }

  @Test
  void aLargerShockNeverCarriesLess() {
    for (int seed = 300; seed < 320; seed++) {
      List<Closing> closings = new RandomClosings(seed, 100, 1).many(3000);
      for (ImpactModel model : models(all(closings))) {
        List<CascadeProjection.Scenario> scenarios = project(sums(closings, 100), model);
        for (int i = 2; i < scenarios.size(); i++) {
          if (scenarios.get(i).side() == scenarios.get(i - 2).side()) {
            requireNoLess(scenarios.get(i), scenarios.get(i - 2));
          }
        }
      }
    }
  }

  @Test
  void morePositionsNeverCarryLess() {
    for (int seed = 400; seed < 420; seed++) {
      List<Closing> closings = new RandomClosings(seed, 100, 1).many(800);
      List<Closing> more = new ArrayList<>(closings);
      more.addAll(new RandomClosings(seed + 1000, 100, 1).many(100));
      for (ImpactModel model : models(all(closings))) {
        requireNoLess(project(sums(more, 100), model), project(sums(closings, 100), model));
      }
    }
  }

  @Test
  void moreLeverageNeverCarriesLess() {
    for (int seed = 500; seed < 520; seed++) {
      List<Closing> closings = new RandomClosings(seed, 100, 1).many(800);
      List<Closing> nearer = new ArrayList<>();
      for (Closing closing : closings) {
        Closing near =
            RandomClosings.of(closing.side, 100, closing.size, closing.triggerMove * 0.8, 0.01);
        near.isBacklog = closing.isBacklog;
        near.largestSize = closing.largestSize;
        nearer.add(near);
      }
      for (ImpactModel model : models(all(closings))) {
        requireNoLess(project(sums(nearer, 100), model), project(sums(closings, 100), model));
      }
    }
  }

  @Test
  void moreDepthNeverCarriesMore() {
    SplittableRandom random = new SplittableRandom(8);
    for (int seed = 600; seed < 640; seed++) {
      List<Closing> closings = new RandomClosings(seed, 100, 1).many(3000);
      double[] thin = new double[10];
      double[] thick = new double[10];
      double size = 0;
      double more = 0;
      for (int i = 0; i < thin.length; i += 2) {
        thin[i] = 100 * (i + 1);
        thick[i] = thin[i];
        double added = random.nextInt(4) == 0 ? 0 : random.nextDouble() * 2000;
        size += added;
        more += added + (random.nextInt(3) == 0 ? random.nextDouble() * 500 : 0);
        thin[i + 1] = size;
        thick[i + 1] = more;
      }
      List<CascadeProjection.Scenario> thinner =
          project(sums(closings, 100), new DepthCurve(Depths.points(thin)));
      List<CascadeProjection.Scenario> thicker =
          project(sums(closings, 100), new DepthCurve(Depths.points(thick)));
      for (int i = 0; i < thinner.size(); i++) {
        assertThat(thinner.get(i).totalSize()).isGreaterThanOrEqualTo(thicker.get(i).totalSize());
      }
    }
  }

  @Test
  void splittingAnAccountChangesNothing() {
    for (int seed = 700; seed < 710; seed++) {
      List<Closing> whole = new ArrayList<>();
      List<Closing> split = new ArrayList<>();
      SplittableRandom random = new SplittableRandom(seed);
      for (int i = 0; i < 300; i++) {
        double size = random.nextInt(1, 1000);
        double move = random.nextDouble(0.001, 0.4);
        double gap = random.nextDouble(0.05);
        whole.add(RandomClosings.of(Side.DOWN, 100, size, move, gap));
        split.add(RandomClosings.of(Side.DOWN, 100, size / 4, move, gap));
        split.add(RandomClosings.of(Side.DOWN, 100, size * 3 / 4, move, gap));
      }
      for (ImpactModel model : models(all(whole))) {
        List<CascadeProjection.Scenario> expected = project(sums(whole, 100), model);
        List<CascadeProjection.Scenario> found = project(sums(split, 100), model);
        for (int i = 0; i < expected.size(); i++) {
          assertThat(found.get(i).totalSize()).isEqualTo(expected.get(i).totalSize());
          assertThat(found.get(i).rounds()).isEqualTo(expected.get(i).rounds());
          assertThat(found.get(i).finalPrice()).isEqualTo(expected.get(i).finalPrice());
          assertThat(found.get(i).badDebt().doubleValue())
              .isCloseTo(expected.get(i).badDebt().doubleValue(), within(1e-3));
        }
      }
    }
  }

  @Test
  void holdsAtEveryMagnitude() {
    for (double mark : new double[] {1e-10, 1e-4, 1e12}) {
      for (double size : new double[] {1e-7, 1, 1e13}) {
        List<Closing> closings = new RandomClosings(9, mark, size).many(300);
        LadderSums sums = sums(closings, mark);
        assertThat(sums.isTooLarge()).isFalse();
        for (ImpactModel model : models(all(closings))) {
          List<CascadeProjection.Scenario> scenarios = project(sums, model);
          for (int i = 0; i < scenarios.size(); i += 2) {
            CascadeProjection.Scenario point = scenarios.get(i);
            PlainRounds same =
                PlainRounds.after(
                    closings, point.side(), mark, LadderGrid.move(point.bps()), model);
            assertThat(point.firstSize().doubleValue())
                .isCloseTo(same.firstSize, within(1e-9 * same.firstSize + 300e-8));
            requireAbove(scenarios.get(i + 1), point);
          }
        }
      }
    }
  }
}
