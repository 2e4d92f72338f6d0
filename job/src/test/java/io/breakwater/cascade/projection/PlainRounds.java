package io.breakwater.cascade.projection;

import io.breakwater.cascade.Side;
import io.breakwater.cascade.impact.ImpactModel;
import io.breakwater.cascade.ladder.Closing;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The rule of the projection, account by account and round by round: slow and plain, with no
 * ladder, no order and no sums but at the end.
 */
final class PlainRounds {
  int rounds;
  long accounts;
  double firstSize;
  double totalSize;
  double finalPrice;
  double badDebt;
  double badDebtAtFinalPrice;

  private final Side side;
  private final double mark;
  private final ImpactModel model;

  private PlainRounds(Side side, double mark, ImpactModel model) {
    this.side = side;
    this.mark = mark;
    this.model = model;
  }

  static PlainRounds after(
      List<Closing> closings, Side side, double mark, double shock, ImpactModel model) {
    PlainRounds rounds = new PlainRounds(side, mark, model);
    rounds.run(closings, shock);
    return rounds;
  }

  private void run(List<Closing> closings, double shock) {
    List<Closing> open = new ArrayList<>(closings);
    open.removeIf(closing -> closing.side != side);
    List<Closing> done = new ArrayList<>();
    double shocked = mark * Math.max(0, 1 + side.sign() * shock);
    finalPrice = shocked;
    List<Closing> round = below(open, shock);
    while (!round.isEmpty()) {
      double before = totalSize;
      for (Closing closing : round) {
        totalSize += closing.size;
      }
      double fill = shocked * (1 + side.sign() * meanMove(before, totalSize));
      for (Closing closing : round) {
        badDebt += loss(closing, fill);
      }
      firstSize = rounds == 0 ? totalSize : firstSize;
      rounds++;
      done.addAll(round);
      finalPrice = shocked * (1 + side.sign() * move(totalSize));
      round = below(open, side.sign() * (finalPrice / mark - 1));
    }
    accounts = done.size();
    for (Closing closing : done) {
      badDebtAtFinalPrice += loss(closing, finalPrice);
    }
  }

  /** Takes out who is below after a move. */
  private static List<Closing> below(List<Closing> open, double move) {
    List<Closing> round = new ArrayList<>();
    for (Iterator<Closing> each = open.iterator(); each.hasNext(); ) {
      Closing closing = each.next();
      if (closing.isBacklog || closing.triggerMove <= move) {
        round.add(closing);
        each.remove();
      }
    }
    return round;
  }

  private double loss(Closing closing, double fill) {
    return Math.max(0, closing.lossAtMark + closing.lossPerPrice * Math.abs(mark - fill));
  }

  private double move(double size) {
    return side == Side.DOWN ? Math.min(1, model.move(size)) : model.move(size);
  }

  /** The mean of the moves, each at most 1 where the price falls, by parts of the sizes. */
  private double meanMove(double from, double to) {
    double whole = model.sizeWithin(1);
    if (side == Side.UP || to <= whole) {
      return model.meanMove(from, to);
    }
    if (from >= whole) {
      return 1;
    }
    return (model.meanMove(from, whole) * (whole - from) + (to - whole)) / (to - from);
  }
}
