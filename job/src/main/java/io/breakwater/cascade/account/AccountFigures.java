package io.breakwater.cascade.account;

import io.breakwater.collections.IntBuffer;
import io.breakwater.margin.account.Standing;

/** What one account adds to the aggregates. Filled for one account after the other. */
public final class AccountFigures {
  private RowFigures[] rows = {new RowFigures(), new RowFigures()};
  private int rowCount;

  int account;
  boolean hasSomethingToClose;
  boolean hasPositions;
  boolean isBelow;
  boolean isDust;
  long belowSince;
  long heldSince;
  double equity;
  double requirement;
  double deficit;
  double certainLoss;
  double longs;
  double shorts;
  double debts;
  double deposits;
  double owedCash;
  int healthBin;

  /** Observed factors in doubt that a held account rests on. */
  final IntBuffer heldBy = new IntBuffer();

  void clear() {
    rowCount = 0;
    longs = 0;
    shorts = 0;
    debts = 0;
    deposits = 0;
    deficit = 0;
    certainLoss = 0;
    heldBy.clear();
  }

  /** Adds a row, for which there is none yet. */
  RowFigures addRow(int row) {
    if (rowCount == rows.length) {
      RowFigures[] more = new RowFigures[2 * rowCount];
      System.arraycopy(rows, 0, more, 0, rowCount);
      for (int i = rowCount; i < more.length; i++) {
        more[i] = new RowFigures();
      }
      rows = more;
    }
    RowFigures added = rows[rowCount++];
    added.clear(row);
    return added;
  }

  /** A row that there is, or null. */
  RowFigures find(int row) {
    for (int i = 0; i < rowCount; i++) {
      if (rows[i].row == row) {
        return rows[i];
      }
    }
    return null;
  }

  /** How many rows it rests on. */
  public int rowCount() {
    return rowCount;
  }

  /** One of the rows that it rests on, in no order. */
  public RowFigures row(int i) {
    return rows[i];
  }

  /** The account, as who scans names it. */
  public int account() {
    return account;
  }

  /** Whether a position or a deposit could be closed; else it counts for what it owes only. */
  public boolean hasSomethingToClose() {
    return hasSomethingToClose;
  }

  public boolean hasPositions() {
    return hasPositions;
  }

  /** Whether it is LIQUIDATABLE or worse, with something to close. */
  public boolean isBelow() {
    return isBelow;
  }

  /** Whether it is below, and the notional of its positions is less than the dust value. */
  public boolean isDust() {
    return isDust;
  }

  /** Since when it is below, microseconds since the epoch. */
  public long belowSince() {
    return belowSince;
  }

  /** Whether it is below and its trigger is held back. */
  public boolean isHeld() {
    return isBelow && heldSince != Standing.NEVER;
  }

  /** Since when its trigger is held back, microseconds since the epoch. */
  public long heldSince() {
    return heldSince;
  }

  /** How many doubtful factors a held account rests on. */
  public int heldByCount() {
    return heldBy.size();
  }

  /** Integer of a doubtful factor, each once. */
  public int heldBy(int i) {
    return heldBy.get(i);
  }

  /** E, numeraire. */
  public double equity() {
    return equity;
  }

  /** M, numeraire. */
  public double requirement() {
    return requirement;
  }

  /** −H at the entry of LIQUIDATABLE, where it is below. */
  public double deficit() {
    return deficit;
  }

  /** What closing at the incentive would leave missing, where it is below; 0 or more. */
  public double certainLoss() {
    return certainLoss;
  }

  /** Notional of long positions, numeraire. */
  public double longs() {
    return longs;
  }

  /** Notional of short positions, numeraire. */
  public double shorts() {
    return shorts;
  }

  /** Notional of positions, numeraire. */
  public double positions() {
    return longs + shorts;
  }

  /** Debts and negative cash, numeraire. */
  public double debts() {
    return debts + owedCash;
  }

  /** Worth of all that is held or owed but cash, numeraire. */
  public double holdings() {
    return longs + shorts + debts + deposits;
  }

  /** Its bin of {@link HealthBins}: by E / M with positions, else by its health factor. */
  public int healthBin() {
    return healthBin;
  }
}
