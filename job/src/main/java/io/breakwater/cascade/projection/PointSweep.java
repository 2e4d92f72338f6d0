package io.breakwater.cascade.projection;

import io.breakwater.cascade.Side;
import io.breakwater.cascade.impact.ImpactModel;
import io.breakwater.cascade.ladder.LadderGrid;
import io.breakwater.cascade.ladder.PointSteps;
import java.util.Arrays;

/**
 * How far liquidations carry one price on one side, other prices held: whoever is below at the
 * present price closes, all of a round together; what they close moves the price from where the
 * shock has left it; until nobody is added.
 *
 * <p>A price that goes on its way meets the ladder in order, so that each round begins where the
 * one before ended: all rounds are one pass. The step is monotone, hence what closes is a least
 * fixpoint, the same whatever the order, in no more rounds than there are groups.
 */
final class PointSweep {
  private final Side side;
  private final LadderGrid grid;
  private final PointSteps ladder;
  private final ImpactModel model;
  private final StopAtIncentive stop;

  /** Of each group: the mean price of its round, and what of it stays open. */
  private final double[] fills;

  private final double[] stalled;

  private PointSweep(
      Side side, LadderGrid grid, PointSteps ladder, ImpactModel model, boolean stopsAtIncentive) {
    this.side = side;
    this.grid = grid;
    this.ladder = ladder;
    this.model = model;
    stop = stopsAtIncentive && side == Side.DOWN ? new StopAtIncentive(ladder) : null;
    fills = new double[ladder.count()];
    stalled = new double[ladder.count()];
  }

  static PointSweep of(
      Side side, LadderGrid grid, PointSteps ladder, ImpactModel model, boolean stopsAtIncentive) {
    return new PointSweep(side, grid, ladder, model, stopsAtIncentive);
  }

  /**
   * What a shock comes to.
   *
   * @param shock number of it in the grid
   */
  Outcome after(int shock) {
    double shocked = grid.moved(side, LadderGrid.move(grid.shocksBps().get(shock)));
    MovedPrice moved = new MovedPrice(side, shocked, model);
    Arrays.fill(stalled, 0);
    double size = 0;
    double first = 0;
    int rounds = 0;
    int begin = 0;
    int end = reached(0, shock + 1, Double.NaN);
    while (end > begin) {
      double before = size;
      size = sold(begin, end, before, moved);
      Arrays.fill(fills, begin, end, moved.mean(before, size));
      first = rounds == 0 ? size : first;
      rounds++;
      begin = end;
      end = reached(begin, shock + 1, moved.after(size));
    }
    return outcome(rounds, begin, first, size, moved.after(size));
  }

  /**
   * Where the groups end that are below at a price; no number for the shocked one, at which the
   * steps are exact.
   *
   * @param step up to which the shock itself reaches them
   */
  private int reached(int from, int step, double price) {
    int end = from;
    while (end < ladder.count()
        && (ladder.step(end) <= step || side.sign() * (price - ladder.price(end)) >= 0)) {
      end++;
    }
    return end;
  }

  /** What is sold or bought once a round has closed. */
  private double sold(int begin, int end, double before, MovedPrice moved) {
    double size = before;
    for (int i = begin; i < end; i++) {
      size += ladder.size(i);
    }
    return stop == null ? size : size - stop.stalled(begin, end, before, size, moved, stalled);
  }

  private Outcome outcome(int rounds, int end, double first, double size, double finalPrice) {
    long accounts = 0;
    double badDebt = 0;
    double atFinalPrice = 0;
    double sizeWithBadDebt = 0;
    double open = 0;
    for (int i = 0; i < end; i++) {
      double sold = ladder.size(i) - stalled[i];
      double loss = loss(i, fills[i]);
      accounts += stalled[i] > 0 && sold <= 0 ? 0 : ladder.accounts(i);
      badDebt += loss;
      atFinalPrice += loss(i, finalPrice);
      sizeWithBadDebt += sold * missingShare(i, fills[i]);
      open += stalled[i];
    }
    return new Outcome(
        rounds, accounts, first, size, finalPrice, badDebt, atFinalPrice, sizeWithBadDebt, open);
  }

  private double loss(int i, double fill) {
    return ladder.loss(i, grid.distance(side, fill), unpaid(i, fill));
  }

  private double missingShare(int i, double fill) {
    return ladder.missingShare(i, grid.distance(side, fill), unpaid(i, fill));
  }

  /** The incentive of what is stalled, for which nobody is paid. */
  private double unpaid(int i, double fill) {
    return stalled[i] == 0 ? 0 : stalled[i] * ladder.discount(i) * fill;
  }
}
