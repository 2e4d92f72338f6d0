package io.breakwater.cascade.impact;

import io.breakwater.cascade.Flag;
import io.breakwater.cascade.Side;
import io.breakwater.margin.terms.ImpactRule;
import io.breakwater.margin.terms.ImpactTerms;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * By which model the price of an instrument is moved at a marker: the one of its terms, or their
 * fallback where that is the depth curve and a side's depth is too old or not told.
 *
 * @param down of what is sold; null where there is neither depth nor fallback
 * @param up of what is bought; null likewise
 * @param name of the model, the one of what is sold where they differ; null where there is none
 * @param flags what a reader must know of the choice
 */
public record MarketImpact(ImpactModel down, ImpactModel up, String name, Set<Flag> flags) {
  private static final ImpactRule.Visitor<ImpactModel, RuntimeException> TOLD =
      new ImpactRule.Visitor<>() {
        @Override
        public ImpactModel depthCurve(ImpactRule.DepthCurve rule) {
          return null;
        }

        @Override
        public ImpactModel linear(ImpactRule.Linear rule) {
          return new LinearImpact(rule.depth().doubleValue());
        }

        @Override
        public ImpactModel squareRoot(ImpactRule.SquareRoot rule) {
          return new SquareRootImpact(
              rule.coefficient().doubleValue(),
              rule.dailyVolatility().doubleValue(),
              rule.dailyVolume().doubleValue());
        }

        @Override
        public ImpactModel boundedExponential(ImpactRule.BoundedExponential rule) {
          return new BoundedExponentialImpact(
              rule.maximum().doubleValue(), rule.scale().doubleValue());
        }
      };

  public MarketImpact {
    flags = Set.copyOf(flags);
  }

  /**
   * The choice at a marker.
   *
   * @param depth the last one up to the marker; null where there is none
   * @param asOf time of the marker, microseconds since the epoch
   */
  public static MarketImpact of(ImpactTerms terms, MarketDepth depth, long asOf) {
    ImpactModel told = told(terms.rule());
    if (told != null) {
      return new MarketImpact(told, told, told.name(), Set.of());
    }
    boolean isFresh = depth != null && isFresh(depth, terms, asOf);
    ImpactModel fallback = terms.fallback() == null ? null : told(terms.fallback());
    ImpactModel down = isFresh ? curve(depth.bids(), fallback) : fallback;
    ImpactModel up = isFresh ? curve(depth.asks(), fallback) : fallback;
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    if (!isFresh) {
      flags.add(Flag.DEPTH_STALE);
    }
    if (fallback != null && (down == fallback || up == fallback)) {
      flags.add(Flag.IMPACT_FALLBACK);
    }
    if (down == null || up == null) {
      flags.add(Flag.IMPACT_MISSING);
    }
    return new MarketImpact(down, up, nameOf(down == null ? up : down), flags);
  }

  /** Whether a depth is at most as old as the terms allow. */
  public static boolean isFresh(MarketDepth depth, ImpactTerms terms, long asOf) {
    return asOf - depth.time() <= terms.depthMaximumAgeSeconds() * 1_000_000L;
  }

  private static ImpactModel curve(List<MarketDepth.Point> points, ImpactModel fallback) {
    return points.isEmpty() ? fallback : new DepthCurve(points);
  }

  private static String nameOf(ImpactModel model) {
    return model == null ? null : model.name();
  }

  /** The model of a rule that tells it whole; null for the depth curve. */
  private static ImpactModel told(ImpactRule rule) {
    return rule.accept(TOLD);
  }

  /** The model of a side; null where there is none. */
  public ImpactModel model(Side side) {
    return side == Side.DOWN ? down : up;
  }
}
