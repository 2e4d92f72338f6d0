package io.breakwater.cascade.projection;

import io.breakwater.cascade.Side;
import io.breakwater.cascade.impact.DepthCurve;
import io.breakwater.cascade.ladder.LadderGrid;
import io.breakwater.cascade.ladder.PointSteps;
import io.breakwater.cascade.record.DepthCoverage;
import io.breakwater.cascade.record.Figures;
import io.breakwater.value.Decimals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * One side of a price: V(x), what is liquidatable after a move x, a step at each group of the
 * ladder, against D(x), what rests within x, which does not fall. At the shocks V is exact.
 */
final class SideCoverage {
  private static final double BPS = 1e4;
  private static final int BPS_DECIMALS = 2;
  private static final int NEAR_BPS = 100;
  private static final double NARROWEST = 10 / BPS;

  private final Side side;
  private final LadderGrid grid;
  private final PointSteps ladder;
  private final DepthCurve depth;

  /** Where each group becomes liquidatable, share of the mark, and V from there on. */
  private final double[] moves;

  private final double[] sizes;

  /**
   * @param depth null where it is not told: then nothing is computable
   */
  SideCoverage(Side side, LadderGrid grid, PointSteps ladder, DepthCurve depth) {
    this.side = side;
    this.grid = grid;
    this.ladder = ladder;
    this.depth = depth;
    moves = new double[ladder.count()];
    sizes = new double[ladder.count()];
    double size = 0;
    for (int i = 0; i < ladder.count(); i++) {
      size += ladder.size(i);
      moves[i] = moveOf(i);
      sizes[i] = size;
    }
  }

  /** Never less than that of the group before, nor on the other side of a shock. */
  private double moveOf(int i) {
    int step = ladder.step(i);
    if (step == 0) {
      return 0;
    }
    double least = i == 0 ? 0 : moves[i - 1];
    double move = Math.max(least, grid.distance(side, ladder.price(i)));
    List<Integer> shocks = grid.shocksBps();
    return step > shocks.size() ? move : Math.min(move, LadderGrid.move(shocks.get(step - 1)));
  }

  /** The shocks but 0 bps. */
  List<DepthCoverage.Shock> shocks() {
    List<DepthCoverage.Shock> shocks = new ArrayList<>();
    for (int i = 0; i < grid.shocksBps().size(); i++) {
      shocks.add(shock(grid.shocksBps().get(i), liquidatable(i + 1)));
    }
    return shocks;
  }

  private DepthCoverage.Shock shock(int bps, double liquidatable) {
    if (depth == null) {
      return new DepthCoverage.Shock(side, bps, null, null, null);
    }
    double move = LadderGrid.move(bps);
    double within = depth.sizeWithin(move);
    return new DepthCoverage.Shock(
        side,
        bps,
        Figures.size(within),
        Figures.ratio(liquidatable / within),
        Figures.size(sizeToPush(move)));
  }

  /** V after the shock of a step; of the backlog for step 0. */
  private double liquidatable(int step) {
    int i = 0;
    while (i < moves.length && ladder.step(i) <= step) {
      i++;
    }
    return i == 0 ? 0 : sizes[i - 1];
  }

  /** V after a move that need be none of the shocks. */
  private double liquidatable(double move) {
    int i = 0;
    while (i < moves.length && moves[i] <= move) {
      i++;
    }
    return i == 0 ? 0 : sizes[i - 1];
  }

  private double before(int i) {
    return i == 0 ? 0 : sizes[i - 1];
  }

  /**
   * The most of D − V up to a move, V being that just before each: what has to be sold from outside
   * to carry the price there. It is the largest just before a step of V, or at the end.
   */
  private double sizeToPush(double move) {
    double most = 0;
    int i = 0;
    while (i < moves.length && moves[i] < move) {
      most = Math.max(most, depth.sizeWithin(moves[i]) - before(i));
      i++;
    }
    return Math.max(most, depth.sizeWithin(move) - before(i));
  }

  /**
   * The least move at which something is liquidatable and no less than rests within it, which is
   * one at which V grows; basis points to 0.01, half-even; null for none.
   */
  BigDecimal criticalBps() {
    for (int i = 0; depth != null && i < moves.length; i++) {
      boolean isLastOfMove = i + 1 == moves.length || moves[i + 1] > moves[i];
      if (isLastOfMove && sizes[i] > 0 && sizes[i] >= depth.sizeWithin(moves[i])) {
        BigDecimal bps = BigDecimal.valueOf(moves[i] * BPS);
        return Decimals.canonical(bps.setScale(BPS_DECIMALS, RoundingMode.HALF_EVEN));
      }
    }
    return null;
  }

  /** How much of what is sold near the mark comes back as liquidations. */
  BigDecimal gain() {
    if (depth == null) {
      return null;
    }
    int shock = grid.shocksBps().indexOf(NEAR_BPS);
    double near = LadderGrid.move(NEAR_BPS);
    double within = shock < 0 ? liquidatable(near) : liquidatable(shock + 1);
    return Figures.ratio((within - liquidatable(0)) / depth.sizeWithin(near));
  }

  /**
   * Prices among which D − V is below its largest nearer to the mark: from a step of V until D has
   * grown by what is missing, the steps on the way included.
   */
  List<DepthCoverage.AirPocket> airPockets() {
    List<DepthCoverage.AirPocket> pockets = new ArrayList<>();
    double most = 0;
    int i = 0;
    while (depth != null && i < moves.length) {
      double from = moves[i];
      most = Math.max(most, depth.sizeWithin(from) - before(i));
      double to = depth.move(sizes[i] + most);
      while (++i < moves.length && moves[i] <= to) {
        to = depth.move(sizes[i] + most);
      }
      addPocket(from, to, pockets);
    }
    return pockets;
  }

  private void addPocket(double from, double to, List<DepthCoverage.AirPocket> pockets) {
    List<Integer> shocks = grid.shocksBps();
    double largest = shocks.isEmpty() ? 0 : LadderGrid.move(shocks.get(shocks.size() - 1));
    if (from < largest && to - from >= NARROWEST) {
      BigDecimal end = to > largest ? null : Figures.price(grid.moved(side, to));
      pockets.add(new DepthCoverage.AirPocket(side, Figures.price(grid.moved(side, from)), end));
    }
  }
}
