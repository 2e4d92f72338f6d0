package io.breakwater.cascade.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.breakwater.cascade.Bound;
import io.breakwater.cascade.Flag;
import io.breakwater.cascade.Side;
import io.breakwater.cascade.impact.DepthCurve;
import io.breakwater.cascade.impact.ImpactModel;
import io.breakwater.cascade.impact.LinearImpact;
import io.breakwater.cascade.impact.MarketDepth;
import io.breakwater.cascade.impact.MarketImpact;
import io.breakwater.cascade.ladder.Closing;
import io.breakwater.cascade.ladder.LadderGrid;
import io.breakwater.cascade.ladder.LadderSums;
import io.breakwater.cascade.ladder.RandomClosings;
import io.breakwater.cascade.record.CascadeProjection;
import io.breakwater.margin.terms.ImpactTerms;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What happens at the ends: of a price, of a book, of what liquidators are willing to do. */
class PriceProjectionTest {
  private static final int POINT_OF_FIRST = 0;
  private static final int UPPER_OF_FIRST = 1;

  private static LadderSums sums(Closing... closings) {
    LadderSums sums = new LadderSums(new LadderGrid(BigDecimal.valueOf(100), List.of(500)));
    for (Closing closing : closings) {
      sums.add(closing);
    }
    return sums;
  }

  private static Flagged<CascadeProjection> project(
      LadderSums sums, ImpactModel model, boolean stops) {
    MarketImpact impact = new MarketImpact(model, model, model.name(), Set.of());
    return PriceProjection.of(sums, impact, BigDecimal.ZERO, stops);
  }

  private static CascadeProjection.Scenario scenario(
      Flagged<CascadeProjection> projection, Side side, Bound bound) {
    return projection.values().scenarios().stream()
        .filter(each -> each.side() == side && each.bound() == bound)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aPriceThatFallsStopsAtZero() {
    LadderSums sums = sums(RandomClosings.of(Side.DOWN, 100, 300, 0.04, 0.02));
    CascadeProjection.Scenario scenario =
        scenario(project(sums, new LinearImpact(200), false), Side.DOWN, Bound.POINT);
    assertThat(scenario.finalPrice()).isZero();
    assertThat(scenario.amplification()).isEqualByComparingTo("20");
    // 200 of 300 at a mean of half the shocked price, the rest for nothing.
    double fill = 95.0 / 2 * 2 / 3;
    assertThat(scenario.badDebt().doubleValue()).isCloseTo(300 * (94.08 - fill), within(1e-3));
    assertThat(scenario.badDebtAtFinalPrice().doubleValue()).isCloseTo(300 * 94.08, within(1e-3));
  }

  @Test
  void aPriceThatRisesDoesNotStop() {
    LadderSums sums = sums(RandomClosings.of(Side.UP, 100, 600, 0.04, 0.02));
    CascadeProjection.Scenario scenario =
        scenario(project(sums, new LinearImpact(200), false), Side.UP, Bound.POINT);
    assertThat(scenario.finalPrice()).isEqualByComparingTo("420");
    assertThat(scenario.amplification()).isEqualByComparingTo("64");
  }

  @Test
  void whatExceedsADepthWithoutASlopeFallsToZero() {
    ImpactModel ending = new DepthCurve(Depths.points(100, 50, 200, 50));
    Closing down = RandomClosings.of(Side.DOWN, 100, 60, 0.04, 0.02);
    Closing up = RandomClosings.of(Side.UP, 100, 60, 0.04, 0.02);
    Flagged<CascadeProjection> projection = project(sums(down, up), ending, false);
    assertThat(projection.flags()).containsExactly(Flag.DEPTH_EXTRAPOLATED);
    assertThat(scenario(projection, Side.DOWN, Bound.POINT).finalPrice()).isZero();
    CascadeProjection.Scenario rising = scenario(projection, Side.UP, Bound.POINT);
    assertThat(rising.totalSize()).isEqualByComparingTo("60");
    assertThat(rising.finalPrice()).as("no price is told for so much").isNull();
    assertThat(rising.amplification()).isNull();
    assertThat(rising.badDebt()).isNull();
    assertThat(rising.shortfall()).isNull();
    assertThat(rising.toDeleverage()).isNull();
  }

  @Test
  void takesNoMoreOutOfAHoleThanThereIs() {
    ImpactModel holed = new DepthCurve(Depths.points(100, 60, 1000, 60, 1100, 1000));
    LadderSums sums = sums(RandomClosings.of(Side.DOWN, 100, 60, 0.04, 0.02));
    Flagged<CascadeProjection> projection = project(sums, holed, false);
    assertThat(projection.flags()).isEmpty();
    assertThat(scenario(projection, Side.DOWN, Bound.POINT).finalPrice())
        .isEqualByComparingTo("94.05");
  }

  @Test
  void keepsItsKeysWhereNobodySaysHowThePriceMoves() {
    LadderSums sums = sums(RandomClosings.of(Side.DOWN, 100, 60, 0.04, 0.02));
    MarketDepth asks = new MarketDepth("BTC", 0, null, Depths.points(100, 60));
    MarketImpact impact = MarketImpact.of(ImpactTerms.DEFAULT, asks, 0);
    Flagged<CascadeProjection> projection = PriceProjection.of(sums, impact, null, false);
    assertThat(projection.flags()).containsExactly(Flag.IMPACT_MISSING);
    assertThat(projection.values().scenarios()).hasSize(4);
    CascadeProjection.Scenario missing = projection.values().scenarios().get(UPPER_OF_FIRST);
    assertThat(missing.scenario()).isEqualTo("SHOCK");
    assertThat(missing.bps()).isEqualTo(500);
    assertThat(missing.bound()).isEqualTo(Bound.UPPER);
    assertThat(missing.rounds()).isNull();
    assertThat(missing.totalSize()).isNull();
    assertThat(scenario(projection, Side.UP, Bound.POINT).rounds()).isZero();
  }

  @Test
  void whoIsBelowAlreadyIsInTheFirstRound() {
    Closing backlog = RandomClosings.of(Side.DOWN, 100, 10, 0, 0.02);
    backlog.isBacklog = true;
    CascadeProjection.Scenario scenario =
        project(sums(backlog), new LinearImpact(1e9), false)
            .values()
            .scenarios()
            .get(POINT_OF_FIRST);
    assertThat(scenario.firstSize()).isEqualByComparingTo("10");
    assertThat(scenario.badDebt().doubleValue()).isCloseTo(30, within(1e-3));
  }

  private static Closing deposits(double size, double discount) {
    return RandomClosings.seized(RandomClosings.of(Side.DOWN, 100, size, 0.04, 0.02), 1, discount);
  }

  @Test
  void liquidatorsOfDepositsStopWhereTheMeanFillCostsMoreThanTheIncentive() {
    LadderSums sums = sums(deposits(100, 0.05));
    CascadeProjection.Scenario all =
        scenario(project(sums, new LinearImpact(500), false), Side.DOWN, Bound.POINT);
    assertThat(all.totalSize()).isEqualByComparingTo("100");
    assertThat(all.stalledSize()).isZero();

    Flagged<CascadeProjection> stopped = project(sums, new LinearImpact(500), true);
    CascadeProjection.Scenario point = scenario(stopped, Side.DOWN, Bound.POINT);
    // The mean cost of s is s / 1000 of the price: 5 % at 50.
    assertThat(point.totalSize().doubleValue()).isCloseTo(50, within(1e-6));
    assertThat(point.stalledSize().doubleValue()).isCloseTo(50, within(1e-6));
    assertThat(point.finalPrice().doubleValue()).isCloseTo(85.5, within(1e-6));
    assertThat(point.accounts()).isEqualTo(1);
    // Missing at the mean fill of 90.25, but the incentive of what stays open.
    double missing = 100 * (94.08 - 90.25) - 50 * 0.05 * 90.25;
    assertThat(point.badDebt().doubleValue()).isCloseTo(missing, within(1e-3));

    CascadeProjection.Scenario upper = scenario(stopped, Side.DOWN, Bound.UPPER);
    assertThat(upper.stalledSize()).isEqualByComparingTo("100");
    assertThat(upper.totalSize()).isEqualByComparingTo("100");
  }

  @Test
  void nothingStallsWhereTheIncentivePaysForAll() {
    Flagged<CascadeProjection> projection =
        project(sums(deposits(100, 0.21)), new LinearImpact(500), true);
    assertThat(scenario(projection, Side.DOWN, Bound.POINT).stalledSize()).isZero();
    assertThat(scenario(projection, Side.DOWN, Bound.UPPER).stalledSize()).isZero();
  }

  @Test
  void contractsCloseFirstAndTheSmallestIncentiveStopsFirst() {
    LadderSums sums =
        sums(
            RandomClosings.of(Side.DOWN, 100, 20, 0.04, 0.02),
            deposits(20, 0.05),
            deposits(60, 0.02));
    CascadeProjection.Scenario point =
        scenario(project(sums, new LinearImpact(500), true), Side.DOWN, Bound.POINT);
    // 20 and 20 cost 4 % in the mean: the second's 5 % pay for all of it, the third's 2 % for none.
    assertThat(point.totalSize().doubleValue()).isCloseTo(40, within(1e-6));
    assertThat(point.stalledSize().doubleValue()).isCloseTo(60, within(1e-6));
    assertThat(point.accounts()).isEqualTo(2);
  }
}
