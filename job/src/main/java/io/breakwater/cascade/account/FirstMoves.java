package io.breakwater.cascade.account;

import io.breakwater.cascade.Side;
import io.breakwater.margin.mirror.FactorMoves;
import io.breakwater.margin.model.FastForm;
import io.breakwater.margin.model.MoveForm;

/**
 * From which move of a row on an account is below, and which moves it is counted after. Floating
 * point tells it where it can; where a move lies nearer to the first one than that may be off, it
 * is asked whether the account is below there, and exactly where floating point cannot tell that.
 */
final class FirstMoves {
  /** By how much a double that is asked for exactly may be off, share of it. */
  private static final double NEAREST = 0x1p-50;

  private final MoveForm form;
  private final ExactQuestions exact;
  private double entry;
  private int account;
  private int row;
  private Side side;
  private double first;
  private double error;

  FirstMoves(MoveForm form, ExactQuestions exact) {
    this.form = form;
    this.exact = exact;
  }

  void begin(double liquidatableEntry) {
    entry = liquidatableEntry;
  }

  /** The multiple of a row's price, which the form is about, from which on an account is below. */
  double first(int ofAccount, int ofRow, Side onSide) {
    account = ofAccount;
    row = ofRow;
    side = onSide;
    first = form.firstBelow(side.sign());
    error = first == FactorMoves.NEVER ? 0 : form.firstError();
    if (first != first) { // a NaN: it cannot be told
      first = exact.firstBelow(account, row, side);
      error = NEAREST * first;
    }
    return first;
  }

  /** Index of the first shock after which it is counted; there is a first move. */
  int firstShock(Shocks shocks) {
    double[] multiples = shocks.multiples(side);
    for (int shock = 0; shock < multiples.length; shock++) {
      if (isReached(shocks.bps(shock), multiples[shock])) {
        return shock + 1;
      }
    }
    return RowFigures.NOT_REACHED;
  }

  /** Whether it is counted after a move; there is a first one. */
  boolean isReached(int bps, double multiple) {
    double past = side == Side.DOWN ? first - multiple : multiple - first;
    if (Math.abs(past) > error) {
      return past > 0;
    }
    int below = form.below(multiple, entry);
    return below == FastForm.UNCERTAIN
        ? exact.isBelow(account, row, Shocks.move(bps, side))
        : below == MoveForm.BELOW;
  }
}
