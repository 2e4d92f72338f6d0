package io.breakwater.cascade.projection;

import io.breakwater.cascade.Side;
import io.breakwater.cascade.impact.ImpactModel;
import io.breakwater.cascade.ladder.LadderGrid;
import io.breakwater.cascade.ladder.PointSteps;
import io.breakwater.cascade.ladder.UpperSteps;

/**
 * What liquidations can come to at the most, by the rule of {@link PointSweep}: each cell closes as
 * soon as the first of its accounts does, all that plans can ever close, and is filled at the final
 * price. Every account closes no later than by the rule itself and sells no less, hence the price
 * goes no less far; and what is missing grows with the way, or is taken where it is the most.
 */
final class UpperSweep {
  private final Side side;
  private final LadderGrid grid;
  private final UpperSteps ladder;
  private final ImpactModel model;

  /**
   * The least discount at which deposits are bought, where liquidators stop at it; else infinite.
   */
  private final double leastDiscount;

  private UpperSweep(
      Side side, LadderGrid grid, UpperSteps ladder, ImpactModel model, double leastDiscount) {
    this.side = side;
    this.grid = grid;
    this.ladder = ladder;
    this.model = model;
    this.leastDiscount = leastDiscount;
  }

  static UpperSweep of(
      Side side,
      LadderGrid grid,
      UpperSteps ladder,
      PointSteps groups,
      ImpactModel model,
      boolean stopsAtIncentive) {
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; stopsAtIncentive && side == Side.DOWN && i < groups.count(); i++) {
      least = groups.seized(i) > 0 ? Math.min(least, groups.discount(i)) : least;
    }
    return new UpperSweep(side, grid, ladder, model, least);
  }

  /**
   * What a shock comes to at the most; rounds are those of cells, and bound nothing.
   *
   * @param shock number of it in the grid
   */
  Outcome after(int shock) {
    double shocked = grid.moved(side, LadderGrid.move(grid.shocksBps().get(shock)));
    MovedPrice moved = new MovedPrice(side, shocked, model);
    double size = 0;
    double first = 0;
    int rounds = 0;
    int begin = 0;
    int end = reached(0, shock + 1, Double.NaN);
    while (end > begin) {
      for (int i = begin; i < end; i++) {
        size += ladder.size(i);
      }
      first = rounds == 0 ? size : first;
      rounds++;
      begin = end;
      end = reached(begin, shock + 1, moved.after(size));
    }
    double finalPrice = moved.after(size);
    boolean mayStall = finalPrice <= shocked * (1 - leastDiscount);
    return outcome(rounds, begin, first, size, finalPrice, mayStall);
  }

  /**
   * Where the cells end of which an account may be below at a price; no number for the shocked one,
   * at which the steps are exact.
   */
  private int reached(int from, int step, double price) {
    int end = from;
    while (end < ladder.count()
        && (ladder.step(end) <= step || side.sign() * (price - ladder.price(end)) >= 0)) {
      end++;
    }
    return end;
  }

  private Outcome outcome(
      int rounds, int end, double first, double size, double finalPrice, boolean mayStall) {
    double distance = grid.distance(side, finalPrice);
    long accounts = 0;
    double badDebt = 0;
    double sizeWithBadDebt = 0;
    double seized = 0;
    for (int i = 0; i < end; i++) {
      double loss = ladder.loss(i, distance);
      accounts += ladder.accounts(i);
      badDebt += loss;
      sizeWithBadDebt += loss > 0 ? ladder.size(i) : 0;
      seized += ladder.seized(i);
    }
    double stalled = mayStall ? seized : 0;
    return new Outcome(
        rounds, accounts, first, size, finalPrice, badDebt, badDebt, sizeWithBadDebt, stalled);
  }
}
