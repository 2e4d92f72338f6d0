package io.breakwater.cascade.impact;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.cascade.Flag;
import io.breakwater.cascade.Side;
import io.breakwater.margin.terms.ImpactRule;
import io.breakwater.margin.terms.ImpactTerms;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarketImpactTest {
  private static final long SECOND = 1_000_000;
  private static final ImpactRule LINEAR = new ImpactRule.Linear(BigDecimal.valueOf(1000));
  private static final List<MarketDepth.Point> SIDE =
      List.of(new MarketDepth.Point(BigDecimal.valueOf(100), BigDecimal.TEN));
  private static final MarketDepth DEPTH = new MarketDepth("BTC", 0, SIDE, SIDE);

  private static ImpactTerms terms(ImpactRule rule, ImpactRule fallback) {
    return new ImpactTerms(rule, fallback, 60, "default");
  }

  private static final ImpactTerms FALLING_BACK = terms(new ImpactRule.DepthCurve(), LINEAR);

  @Test
  void takesTheDepthWhileItIsFresh() {
    MarketImpact impact = MarketImpact.of(FALLING_BACK, DEPTH, 60 * SECOND);
    assertThat(impact.name()).isEqualTo("DEPTH_CURVE");
    assertThat(impact.flags()).isEmpty();
    assertThat(impact.model(Side.UP).sizeWithin(0.01)).isEqualTo(10);
  }

  @Test
  void fallsBackFromADepthThatIsTooOldOrMissing() {
    for (MarketDepth depth : new MarketDepth[] {DEPTH, null}) {
      MarketImpact impact = MarketImpact.of(FALLING_BACK, depth, 60 * SECOND + 1);
      assertThat(impact.name()).isEqualTo("LINEAR");
      assertThat(impact.down()).isEqualTo(new LinearImpact(1000));
      assertThat(impact.flags()).containsExactlyInAnyOrder(Flag.DEPTH_STALE, Flag.IMPACT_FALLBACK);
    }
  }

  @Test
  void fallsBackOfASideThatIsNotTold() {
    MarketDepth bids = new MarketDepth("BTC", 0, SIDE, List.of());
    MarketImpact impact = MarketImpact.of(FALLING_BACK, bids, 0);
    assertThat(impact.name()).isEqualTo("DEPTH_CURVE");
    assertThat(impact.up()).isEqualTo(new LinearImpact(1000));
    assertThat(impact.flags()).containsExactly(Flag.IMPACT_FALLBACK);
  }

  @Test
  void isMissingWhereThereIsNothingToFallBackOn() {
    MarketImpact impact = MarketImpact.of(ImpactTerms.DEFAULT, null, 0);
    assertThat(impact.name()).isNull();
    assertThat(impact.down()).isNull();
    assertThat(impact.flags()).containsExactlyInAnyOrder(Flag.DEPTH_STALE, Flag.IMPACT_MISSING);

    MarketImpact half =
        MarketImpact.of(ImpactTerms.DEFAULT, new MarketDepth("BTC", 0, null, SIDE), 0);
    assertThat(half.name()).isEqualTo("DEPTH_CURVE");
    assertThat(half.down()).isNull();
    assertThat(half.flags()).containsExactly(Flag.IMPACT_MISSING);
  }

  @Test
  void needsNoDepthByAnotherRule() {
    BigDecimal two = BigDecimal.valueOf(2);
    BigDecimal half = new BigDecimal("0.5");
    assertThat(MarketImpact.of(terms(LINEAR, null), null, 0).flags()).isEmpty();
    assertThat(MarketImpact.of(terms(LINEAR, null), DEPTH, 0).down())
        .isEqualTo(new LinearImpact(1000));
    assertThat(
            MarketImpact.of(terms(new ImpactRule.SquareRoot(two, half, two), null), null, 0).up())
        .isEqualTo(new SquareRootImpact(2, 0.5, 2));
    assertThat(
            MarketImpact.of(terms(new ImpactRule.BoundedExponential(half, two), null), null, 0)
                .name())
        .isEqualTo("BOUNDED_EXPONENTIAL");
  }
}
