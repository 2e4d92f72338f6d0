package io.breakwater.cascade.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.breakwater.cascade.Flag;
import io.breakwater.cascade.Side;
import io.breakwater.cascade.impact.DepthCurve;
import io.breakwater.cascade.impact.MarketDepth;
import io.breakwater.cascade.ladder.Closing;
import io.breakwater.cascade.ladder.LadderGrid;
import io.breakwater.cascade.ladder.LadderSums;
import io.breakwater.cascade.ladder.RandomClosings;
import io.breakwater.cascade.record.DepthCoverage;
import io.breakwater.margin.terms.CascadeTerms;
import io.breakwater.margin.terms.ImpactTerms;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestingDepthTest {
  private static final BigDecimal MARK = BigDecimal.valueOf(100);

  private static LadderSums sums(List<Closing> closings) {
    LadderSums sums = new LadderSums(new LadderGrid(MARK, CascadeTerms.DEFAULT_SHOCKS_BPS));
    closings.forEach(sums::add);
    return sums;
  }

  /** Pairs of basis points and size that become liquidatable when the price falls. */
  private static LadderSums falling(double... numbers) {
    List<Closing> closings = new ArrayList<>();
    for (int i = 0; i < numbers.length; i += 2) {
      Closing closing = RandomClosings.of(Side.DOWN, 100, numbers[i + 1], numbers[i] / 1e4, 0.01);
      closing.isBacklog = numbers[i] == 0;
      closings.add(closing);
    }
    return sums(closings);
  }

  private static DepthCoverage coverage(LadderSums sums, double... depth) {
    return RestingDepth.of(sums, Depths.of(depth), ImpactTerms.DEFAULT, 0).values();
  }

  private static DepthCoverage.Shock shock(DepthCoverage coverage, int bps) {
    return coverage.shocks().stream()
        .filter(each -> each.side() == Side.DOWN && each.bps() == bps)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void isCriticalWhereWhatWaitsReachesWhatRests() {
    LadderSums sums = falling(120, 100, 150, 80);
    assertThat(coverage(sums, 1000, 1000).criticalBps().down()).isEqualByComparingTo("150");
    assertThat(coverage(sums, 1000, 800).criticalBps().down()).isEqualByComparingTo("120");
    assertThat(coverage(sums, 1000, 5000).criticalBps().down()).isNull();
    assertThat(coverage(sums, 1000, 5000).criticalBps().up()).isNull();
    assertThat(coverage(falling(123.456, 100), 1000, 1).criticalBps().down())
        .isEqualByComparingTo("123.46");
    assertThat(coverage(falling(0, 1), 1000, 1000).criticalBps().down()).isZero();
    assertThat(coverage(falling(), 50, 0, 100, 5).criticalBps().down())
        .as("nothing waits in a hole near the mark")
        .isNull();
  }

  @Test
  void gainIsWhatComesBackNearTheMark() {
    LadderSums sums = falling(0, 50, 60, 20, 100, 30, 101, 1000);
    assertThat(coverage(sums, 1000, 2000).gain().down()).isEqualByComparingTo("0.25");
    assertThat(coverage(sums, 100, 0, 200, 10).gain().down()).isNull();
    LadderSums other = new LadderSums(new LadderGrid(MARK, List.of(500)));
    other.add(RandomClosings.of(Side.DOWN, 100, 20, 0.0060, 0.01));
    assertThat(coverage(other, 1000, 2000).gain().down()).isEqualByComparingTo("0.1");
  }

  @Test
  void pushingTakesTheMostThatRestsAboveWhatWaits() {
    LadderSums sums = falling(0, 10, 250, 400);
    DepthCoverage coverage = coverage(sums, 1000, 1000);
    assertThat(shock(coverage, 50).sizeToPush()).isEqualByComparingTo("40");
    assertThat(shock(coverage, 200).sizeToPush()).isEqualByComparingTo("190");
    assertThat(shock(coverage, 300).sizeToPush()).isEqualByComparingTo("240");
    assertThat(shock(coverage, 500).sizeToPush()).isEqualByComparingTo("240");
    assertThat(shock(coverage, 1000).sizeToPush()).isEqualByComparingTo("590");
    assertThat(shock(coverage, 300).coverage()).isEqualByComparingTo("1.366667");
  }

  @Test
  void aPocketEndsWhereDepthHasMadeUpForWhatWaits() {
    DepthCoverage coverage =
        coverage(falling(250, 100, 300, 50, 700, 5, 800, 9, 805, 6, 2900, 900), 1000, 1000);
    assertThat(coverage.airPockets())
        .extracting(DepthCoverage.AirPocket::side)
        .containsOnly(Side.DOWN);
    assertThat(coverage.airPockets()).hasSize(3);
    requirePocket(coverage.airPockets().get(0), 97.5, 96.0);
    requirePocket(coverage.airPockets().get(1), 92.0, 91.85);
    assertThat(coverage.airPockets().get(2).from()).isEqualByComparingTo("71");
    assertThat(coverage.airPockets().get(2).to()).isNull();
  }

  @Test
  void aBacklogOpensAPocketAtTheMark() {
    DepthCoverage coverage = coverage(falling(0, 100), 1000, 1000);
    requirePocket(coverage.airPockets().get(0), 100, 99);
    assertThat(coverage(falling(0, 9.5), 1000, 1000).airPockets()).isEmpty();
  }

  private static void requirePocket(DepthCoverage.AirPocket pocket, double from, double to) {
    assertThat(pocket.from().doubleValue()).isCloseTo(from, within(1e-7));
    assertThat(pocket.to().doubleValue()).isCloseTo(to, within(1e-7));
  }

  /** The definitions, read off a fine grid of moves. */
  @Test
  void isWhatTheDefinitionsSay() {
    double[] points = {50, 60, 100, 60, 300, 400, 900, 900};
    DepthCurve curve = new DepthCurve(Depths.points(points));
    for (int seed = 0; seed < 20; seed++) {
      List<Closing> closings = new RandomClosings(seed, 100, 0.5).many(300);
      DepthCoverage coverage = coverage(sums(closings), points);
      for (DepthCoverage.Shock shock : coverage.shocks()) {
        double most = 0;
        for (int i = 1; i <= 20_000; i++) {
          double move = LadderGrid.move(shock.bps()) * i / 20_000;
          most = Math.max(most, curve.sizeWithin(move) - waiting(closings, shock.side(), move));
        }
        double step = 4 * (LadderGrid.move(shock.bps()) / 20_000) * 1e4;
        assertThat(shock.sizeToPush().doubleValue()).isBetween(most - 1e-6, most + step);
        double waiting = waiting(closings, shock.side(), LadderGrid.move(shock.bps()));
        assertThat(shock.coverage().doubleValue())
            .isCloseTo(waiting / shock.depth().doubleValue(), within(2e-6));
      }
    }
  }

  private static double waiting(List<Closing> closings, Side side, double move) {
    double size = 0;
    for (Closing closing : closings) {
      size += closing.side == side && closing.triggerMove <= move ? closing.size : 0;
    }
    return size;
  }

  @Test
  void whatIsNotToldIsNull() {
    LadderSums sums = falling(100, 5);
    Flagged<DepthCoverage> none = RestingDepth.of(sums, null, ImpactTerms.DEFAULT, 0);
    assertThat(none.flags()).containsExactly(Flag.DEPTH_STALE);
    assertThat(none.values().depthAgeMillis()).isNull();
    assertThat(none.values().shocks())
        .hasSize(20)
        .allMatch(each -> each.depth() == null && each.coverage() == null)
        .allMatch(each -> each.sizeToPush() == null);
    assertThat(none.values().criticalBps().down()).isNull();
    assertThat(none.values().gain().up()).isNull();
    assertThat(none.values().airPockets()).isEmpty();

    MarketDepth bids = new MarketDepth("BTC", 0, Depths.points(4000, 10), null);
    DepthCoverage half = RestingDepth.of(sums, bids, ImpactTerms.DEFAULT, 0).values();
    assertThat(half.shocks().get(0).depth()).isNotNull();
    assertThat(half.shocks().get(19).depth()).isNull();
  }

  @Test
  void flagsWhatIsOldOrGuessed() {
    LadderSums sums = falling(100, 5);
    MarketDepth far = Depths.of(3000, 10);
    assertThat(RestingDepth.of(sums, far, ImpactTerms.DEFAULT, 60_000_000).flags()).isEmpty();
    assertThat(RestingDepth.of(sums, far, ImpactTerms.DEFAULT, 60_000_001).flags())
        .containsExactly(Flag.DEPTH_STALE);
    Flagged<DepthCoverage> near =
        RestingDepth.of(sums, Depths.of(2000, 10), ImpactTerms.DEFAULT, 0);
    assertThat(near.flags()).containsExactly(Flag.DEPTH_EXTRAPOLATED);
    assertThat(shock(near.values(), 3000).depth()).isEqualByComparingTo("15");
  }
}
