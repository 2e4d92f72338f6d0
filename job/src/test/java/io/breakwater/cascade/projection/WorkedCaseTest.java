package io.breakwater.cascade.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.cascade.Bound;
import io.breakwater.cascade.Side;
import io.breakwater.cascade.impact.DepthCurve;
import io.breakwater.cascade.impact.ImpactModel;
import io.breakwater.cascade.impact.LinearImpact;
import io.breakwater.cascade.impact.MarketImpact;
import io.breakwater.cascade.impact.SquareRootImpact;
import io.breakwater.cascade.ladder.Closing;
import io.breakwater.cascade.ladder.LadderGrid;
import io.breakwater.cascade.ladder.LadderSums;
import io.breakwater.cascade.record.CascadeProjection;
import io.breakwater.cascade.record.DepthCoverage;
import io.breakwater.margin.terms.ImpactTerms;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Isolated longs at a mark of 100 with a maintenance margin of 2 %, each opened there with its
 * leverage.
 */
class WorkedCaseTest {
  private static final double[][] LONGS = {
    {1000, 25}, {2000, 20}, {3000, 16}, {4000, 12.5}, {5000, 10}, {20000, 5}
  };
  private static final double[] BIDS = {
    50, 1000, 100, 2500, 200, 6000, 300, 9000, 500, 16000, 1000, 36000, 2000, 80000
  };
  private static final List<Integer> SHOCKS = List.of(100, 300, 350, 500, 800);

  private final LadderSums sums = new LadderSums(new LadderGrid(BigDecimal.valueOf(100), SHOCKS));
  private final DepthCurve curve = new DepthCurve(Depths.points(BIDS));

  WorkedCaseTest() {
    for (double[] position : LONGS) {
      sums.add(isolatedLong(position[0], position[1]));
    }
  }

  private static Closing isolatedLong(double size, double leverage) {
    Closing closing = new Closing();
    closing.side = Side.DOWN;
    closing.triggerPrice = (100 - 100 / leverage) / 0.98;
    closing.triggerMove = 1 - closing.triggerPrice / 100;
    closing.size = size;
    closing.notionalAtTrigger = size * closing.triggerPrice;
    closing.lossAtMark = -size * 100 / leverage;
    closing.lossPerPrice = size;
    closing.largestSize = size;
    closing.largestLossAtMark = closing.lossAtMark;
    closing.largestLossPerPrice = size;
    return closing;
  }

  private CascadeProjection.Scenario scenario(
      ImpactModel model, BigDecimal fund, int bps, Bound bound) {
    MarketImpact impact = new MarketImpact(model, model, model.name(), Set.of());
    return PriceProjection.of(sums, impact, fund, false).values().scenarios().stream()
        .filter(each -> each.side() == Side.DOWN && each.bps() == bps && each.bound() == bound)
        .findFirst()
        .orElseThrow();
  }

  private CascadeProjection.Scenario point(ImpactModel model, int bps) {
    return scenario(model, null, bps, Bound.POINT);
  }

  private static void requireSizes(
      CascadeProjection.Scenario scenario, int rounds, long first, long total) {
    assertThat(scenario.rounds()).isEqualTo(rounds);
    assertThat(scenario.firstSize()).isEqualByComparingTo(BigDecimal.valueOf(first));
    assertThat(scenario.totalSize()).isEqualByComparingTo(BigDecimal.valueOf(total));
  }

  private static void require(BigDecimal value, String digits) {
    BigDecimal expected = new BigDecimal(digits);
    assertThat(value.setScale(expected.scale(), RoundingMode.HALF_EVEN)).isEqualTo(expected);
  }

  private static void requireBadDebt(
      CascadeProjection.Scenario scenario, String atMean, String atFinal) {
    require(scenario.badDebt(), atMean);
    require(scenario.badDebtAtFinalPrice(), atFinal);
  }

  @Test
  void fivePerCent() {
    CascadeProjection.Scenario scenario = point(curve, 500);
    requireSizes(scenario, 2, 6000, 10_000);
    assertThat(scenario.accounts()).isEqualTo(4);
    require(scenario.multiplier(), "1.667");
    require(scenario.finalPrice(), "91.8786");
    require(scenario.amplification(), "1.624");
    requireBadDebt(scenario, "4146.88", "16464.29");
    assertThat(scenario.fundUsed()).isNull();
    assertThat(scenario.shortfall()).isNull();
    assertThat(scenario.toDeleverage()).isNull();
    assertThat(scenario.stalledSize()).isZero();
  }

  @Test
  void eightPerCent() {
    CascadeProjection.Scenario scenario = point(curve, 800);
    requireSizes(scenario, 2, 10_000, 15_000);
    require(scenario.finalPrice(), "87.6629");
    requireBadDebt(scenario, "39536.43", "70307.14");
  }

  @Test
  void threePerCent() {
    CascadeProjection.Scenario scenario = point(curve, 300);
    requireSizes(scenario, 2, 1000, 3000);
    require(scenario.multiplier(), "3.000");
    require(scenario.finalPrice(), "95.8914");
  }

  @Test
  void threeAndAHalfPerCent() {
    CascadeProjection.Scenario scenario = point(curve, 350);
    requireSizes(scenario, 2, 3000, 6000);
    require(scenario.finalPrice(), "94.5700");
    requireBadDebt(scenario, "114.61", "2290.00");
  }

  @Test
  void linearImpact() {
    CascadeProjection.Scenario scenario = point(new LinearImpact(400_000), 500);
    requireSizes(scenario, 2, 6000, 10_000);
    require(scenario.finalPrice(), "92.6250");
    requireBadDebt(scenario, "3137.50", "11500.00");
  }

  @Test
  void squareRootImpact() {
    CascadeProjection.Scenario scenario = point(new SquareRootImpact(1, 0.03, 200_000), 500);
    requireSizes(scenario, 1, 6000, 6000);
    require(scenario.finalPrice(), "94.5064");
  }

  @Test
  void aShockThatReachesNobodyEndsWhereItBegins() {
    CascadeProjection.Scenario scenario = point(curve, 100);
    requireSizes(scenario, 0, 0, 0);
    assertThat(scenario.accounts()).isZero();
    assertThat(scenario.multiplier()).isNull();
    assertThat(scenario.finalPrice()).isEqualByComparingTo("99");
    assertThat(scenario.amplification()).isEqualByComparingTo("1");
  }

  @Test
  void theFundPaysFirst() {
    CascadeProjection.Scenario scenario = scenario(curve, new BigDecimal("3000"), 500, Bound.POINT);
    require(scenario.fundUsed(), "3000.00");
    require(scenario.shortfall(), "1146.88");
    // Two of the four left bad debt, 1000 and 2000, of which the share that is short.
    require(scenario.toDeleverage(), "829.69");

    CascadeProjection.Scenario covered = scenario(curve, new BigDecimal("1e9"), 500, Bound.POINT);
    assertThat(covered.fundUsed()).isEqualTo(covered.badDebt());
    assertThat(covered.shortfall()).isZero();
    assertThat(covered.toDeleverage()).isZero();
  }

  @Test
  void theUpperBoundIsAtTheFinalPrice() {
    CascadeProjection.Scenario scenario = scenario(curve, null, 500, Bound.UPPER);
    requireSizes(scenario, 2, 6000, 10_000);
    require(scenario.finalPrice(), "91.8786");
    requireBadDebt(scenario, "16464.29", "16464.29");
  }

  @Test
  void coverage() {
    Flagged<DepthCoverage> coverage =
        RestingDepth.of(sums, Depths.of(BIDS), ImpactTerms.DEFAULT, 1_500_000);
    assertThat(coverage.flags()).isEmpty();
    assertThat(coverage.values().depthAgeMillis()).isEqualTo(1500);
    DepthCoverage.Shock shock =
        coverage.values().shocks().stream()
            .filter(each -> each.side() == Side.DOWN && each.bps() == 500)
            .findFirst()
            .orElseThrow();
    assertThat(shock.depth()).isEqualByComparingTo("16000");
    assertThat(shock.coverage()).isEqualByComparingTo("0.375");
    // Just before the third long at 433.67 bps, where 13,678.57 rest and 3000 come; 10,000 at 5 %.
    assertThat(shock.sizeToPush()).isEqualByComparingTo("10678.571429");
    assertThat(coverage.values().criticalBps().down()).isNull();
    assertThat(coverage.values().gain().down()).isZero();
    assertThat(coverage.values().airPockets().stream().filter(p -> p.side() == Side.DOWN))
        .first()
        .satisfies(pocket -> require(pocket.from(), "97.9592"));
  }
}
