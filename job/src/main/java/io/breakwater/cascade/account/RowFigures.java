package io.breakwater.cascade.account;

import io.breakwater.cascade.Side;
import io.breakwater.cascade.ladder.Closing;

/** What one account adds to one row. Filled for one account after the other. */
public final class RowFigures {
  /** Index of a shock that is not reached. */
  public static final int NOT_REACHED = Integer.MAX_VALUE;

  /** What happens on one side. */
  public static final class OnSide {
    /**
     * Multiple of the price at which it is below first; NEVER where it is not, and if it is below.
     */
    double first;

    /** Whether closing adds to the side: {@link #closing} is filled then. */
    boolean closes;

    /** What closing adds. */
    final Closing closing = new Closing();

    /** Index of the first shock of the grid that it is counted in; 0 for the backlog. */
    int firstShock;

    /** Whether it is counted after {@link Shocks#NEAR_BPS}. */
    boolean isNear;

    public boolean closes() {
      return closes;
    }

    public Closing closing() {
      return closing;
    }

    public int firstShock() {
      return firstShock;
    }

    public boolean isNear() {
      return isNear;
    }

    /** How far the price moves until it is below, share of it, where {@link #isNear}. */
    public double move() {
      return Math.abs(1 - first);
    }
  }

  int row;
  double longs;
  double shorts;
  double debts;
  double deposits;

  double netPositions;
  double grossPositions;
  double soldDeposits;
  double boughtDebts;
  double fees;
  double discounts;

  final OnSide down = new OnSide();
  final OnSide up = new OnSide();
  boolean isAmbiguous;
  boolean isDust;

  void clear(int chosen) {
    row = chosen;
    longs = 0;
    shorts = 0;
    debts = 0;
    deposits = 0;
    netPositions = 0;
    grossPositions = 0;
    soldDeposits = 0;
    boughtDebts = 0;
    fees = 0;
    discounts = 0;
    isAmbiguous = false;
    isDust = false;
    clear(down);
    clear(up);
  }

  private static void clear(OnSide side) {
    side.closes = false;
    side.firstShock = NOT_REACHED;
    side.isNear = false;
  }

  /** Integer of the row's factor. */
  public int row() {
    return row;
  }

  /** Notional of long positions that rest on the row, numeraire. */
  public double longs() {
    return longs;
  }

  /** Notional of short positions that rest on the row, numeraire. */
  public double shorts() {
    return shorts;
  }

  /** Notional of positions that rest on the row, numeraire. */
  public double positions() {
    return longs + shorts;
  }

  /** Worth of debts that rest on the row, numeraire. */
  public double debts() {
    return debts;
  }

  /** Worth of all that is held or owed and rests on the row, numeraire. */
  public double holdings() {
    return longs + shorts + debts + deposits;
  }

  /** What happens on a side. */
  public OnSide on(Side side) {
    return side == Side.DOWN ? down : up;
  }

  /** Whether it is below, and the notional of its positions here is less than the dust value. */
  public boolean isDust() {
    return isDust;
  }

  /**
   * Whether it is LIQUIDATABLE or worse at one end of the price's interval and not at the other.
   */
  public boolean isAmbiguous() {
    return isAmbiguous;
  }
}
