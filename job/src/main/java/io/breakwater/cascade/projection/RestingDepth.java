package io.breakwater.cascade.projection;

import io.breakwater.cascade.Flag;
import io.breakwater.cascade.Side;
import io.breakwater.cascade.impact.DepthCurve;
import io.breakwater.cascade.impact.MarketDepth;
import io.breakwater.cascade.impact.MarketImpact;
import io.breakwater.cascade.ladder.LadderGrid;
import io.breakwater.cascade.ladder.LadderSums;
import io.breakwater.cascade.record.DepthCoverage;
import io.breakwater.margin.terms.ImpactTerms;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** DepthCoverage of one price: the depth of its market, however old, against its ladder. */
public final class RestingDepth {
  private static final long MICROS_PER_MILLI = 1_000;

  private RestingDepth() {}

  /**
   * The aggregate's values.
   *
   * @param depth the last one up to the marker; null where there is none
   * @param asOf time of the marker, microseconds since the epoch
   */
  public static Flagged<DepthCoverage> of(
      LadderSums sums, MarketDepth depth, ImpactTerms terms, long asOf) {
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    if (depth == null || !MarketImpact.isFresh(depth, terms, asOf)) {
      flags.add(Flag.DEPTH_STALE);
    }
    List<DepthCoverage.Shock> shocks = new ArrayList<>();
    List<DepthCoverage.AirPocket> pockets = new ArrayList<>();
    SideCoverage down = coverage(sums, depth, Side.DOWN, flags);
    SideCoverage up = coverage(sums, depth, Side.UP, flags);
    for (SideCoverage side : List.of(down, up)) {
      shocks.addAll(side.shocks());
      pockets.addAll(side.airPockets());
    }
    DepthCoverage values =
        new DepthCoverage(
            depth == null ? null : (asOf - depth.time()) / MICROS_PER_MILLI,
            shocks,
            new DepthCoverage.BySide(down.criticalBps(), up.criticalBps()),
            new DepthCoverage.BySide(down.gain(), up.gain()),
            pockets);
    return new Flagged<>(values, flags);
  }

  private static SideCoverage coverage(
      LadderSums sums, MarketDepth depth, Side side, Set<Flag> flags) {
    LadderGrid grid = sums.grid();
    if (depth == null || depth.points(side).isEmpty()) {
      return new SideCoverage(side, grid, sums.point(side), null);
    }
    DepthCurve curve = new DepthCurve(depth.points(side));
    List<Integer> shocksBps = grid.shocksBps();
    if (!shocksBps.isEmpty()
        && LadderGrid.move(shocksBps.get(shocksBps.size() - 1)) > curve.furthestTold()) {
      flags.add(Flag.DEPTH_EXTRAPOLATED);
    }
    return new SideCoverage(side, grid, sums.point(side), curve);
  }
}
