package io.breakwater.cascade.reference;

import io.breakwater.cascade.Side;
import io.breakwater.cascade.record.DepthCoverage;
import io.breakwater.cascade.record.Figures;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * DepthCoverage of a row: V(x), a step at each account's trigger, against D(x), straight lines from
 * point to point.
 */
final class CoverageFromScratch {
  private static final BigDecimal NEAR_MARK = Exact.share(100);
  private static final BigDecimal NARROWEST = Exact.share(10);
  private static final long MICROS_PER_MILLI = 1_000;

  private final Row row;
  private final Side side;
  private final RestingDepth depth;

  /** V after each move at which it grows; at 0 the backlog. */
  private final TreeMap<BigDecimal, BigDecimal> steps = new TreeMap<>();

  private CoverageFromScratch(Row row, Side side) {
    this.row = row;
    this.side = side;
    this.depth = row.market().resting(side);
    BigDecimal size = BigDecimal.ZERO;
    for (AccountClosing closing : row.closings().get(side)) {
      size = size.add(closing.size());
      steps.put(closing.first(), size);
    }
  }

  static DepthCoverage of(Row row) {
    List<DepthCoverage.Shock> shocks = new ArrayList<>();
    List<DepthCoverage.AirPocket> pockets = new ArrayList<>();
    CoverageFromScratch down = new CoverageFromScratch(row, Side.DOWN);
    CoverageFromScratch up = new CoverageFromScratch(row, Side.UP);
    for (CoverageFromScratch each : List.of(down, up)) {
      row.marker().terms().shocksBps().forEach(bps -> shocks.add(each.shock(bps)));
      pockets.addAll(each.pockets());
    }
    Long age = row.market().depthAge();
    return new DepthCoverage(
        age == null ? null : age / MICROS_PER_MILLI,
        shocks,
        new DepthCoverage.BySide(down.criticalBps(), up.criticalBps()),
        new DepthCoverage.BySide(down.gain(), up.gain()),
        pockets);
  }

  private DepthCoverage.Shock shock(int bps) {
    if (depth == null) {
      return new DepthCoverage.Shock(side, bps, null, null, null);
    }
    BigDecimal move = Exact.share(bps);
    BigDecimal within = depth.within(move);
    return new DepthCoverage.Shock(
        side,
        bps,
        Exact.size(within),
        Exact.ratio(row.size(side, move), within),
        Exact.size(sizeToPush(move)));
  }

  /** The greatest of D − V on the way, V without what a move itself adds; at the mark zero. */
  private BigDecimal sizeToPush(BigDecimal move) {
    BigDecimal most = depth.within(move).subtract(before(move));
    for (BigDecimal step : steps.headMap(move, true).keySet()) {
      most = most.max(depth.within(step).subtract(before(step)));
    }
    return most.max(BigDecimal.ZERO);
  }

  /** V just before a move. */
  private BigDecimal before(BigDecimal move) {
    Map.Entry<BigDecimal, BigDecimal> step = steps.lowerEntry(move);
    return step == null ? BigDecimal.ZERO : step.getValue();
  }

  /** The least move, in basis points, at which there is a V and it reaches D; 0 for a backlog. */
  private BigDecimal criticalBps() {
    if (depth == null) {
      return null;
    }
    for (Map.Entry<BigDecimal, BigDecimal> step : steps.entrySet()) {
      if (step.getValue().compareTo(depth.within(step.getKey())) >= 0) {
        return Exact.rounded(step.getKey().multiply(Exact.WHOLE_BPS), 2);
      }
    }
    return null;
  }

  private BigDecimal gain() {
    return depth == null
        ? null
        : Exact.ratio(
            row.size(side, NEAR_MARK).subtract(row.backlog(side)), depth.within(NEAR_MARK));
  }

  /**
   * Prices among which D − V is below what it was nearer to the mark: from a step of V until D has
   * grown by what is missing.
   */
  private List<DepthCoverage.AirPocket> pockets() {
    List<DepthCoverage.AirPocket> pockets = new ArrayList<>();
    if (depth == null) {
      return pockets;
    }
    List<Integer> shocks = row.marker().terms().shocksBps();
    BigDecimal largest = Exact.share(shocks.isEmpty() ? 0 : shocks.get(shocks.size() - 1));
    BigDecimal from = null;
    BigDecimal end = BigDecimal.ZERO;
    BigDecimal highest = BigDecimal.ZERO;
    for (Map.Entry<BigDecimal, BigDecimal> step : steps.entrySet()) {
      BigDecimal move = step.getKey();
      if (from == null || end != null && move.compareTo(end) > 0) {
        addPocket(pockets, from, end, largest);
        from = move;
        highest = depth.within(move).subtract(before(move)).max(highest);
      }
      end = depth.move(step.getValue().add(highest));
    }
    addPocket(pockets, from, end, largest);
    return pockets;
  }

  private void addPocket(
      List<DepthCoverage.AirPocket> pockets, BigDecimal from, BigDecimal end, BigDecimal largest) {
    if (from == null || from.compareTo(largest) >= 0) {
      return;
    }
    boolean isWide = end == null || end.subtract(from).compareTo(NARROWEST) >= 0;
    if (isWide) {
      boolean ends = end != null && end.compareTo(largest) <= 0;
      pockets.add(
          new DepthCoverage.AirPocket(
              side,
              Figures.price(row.shocked(side, from)),
              ends ? Figures.price(row.shocked(side, end)) : null));
    }
  }
}
