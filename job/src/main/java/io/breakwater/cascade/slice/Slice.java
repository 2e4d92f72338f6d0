package io.breakwater.cascade.slice;

import io.breakwater.cascade.Side;
import io.breakwater.cascade.account.AccountFigures;
import io.breakwater.cascade.account.Moment;
import io.breakwater.cascade.account.RowFigures;
import io.breakwater.cascade.ladder.LadderGrid;
import io.breakwater.cascade.ladder.LadderSums;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * What accounts come to at one marker, by row and for the whole system. An account counts in every
 * row that it rests on and once in the whole. Slices of parts merge to that of all: equal sums
 * write equal bytes. Not thread-safe.
 */
public final class Slice {
  private RowSums[] rows = new RowSums[16];
  private RowSums whole = new RowSums(null);
  private final Money equity = new Money();
  private final Money requirement = new Money();
  private final Money latent = new Money();
  private final Money certain = new Money();
  private final Money deficit = new Money();
  private boolean owesMoreThanItHas;
  private final Money notional = new Money();
  private final Money bought = new Money();
  private final Money sold = new Money();

  /**
   * Adds an account.
   *
   * @param ids of accounts as figures name them
   */
  public void add(AccountFigures account, Moment moment, IntFunction<String> ids) {
    equity.set(account.equity());
    requirement.set(account.requirement());
    owesMoreThanItHas = account.equity() < 0 || account.certainLoss() > 0;
    if (owesMoreThanItHas) {
      latent.set(Math.max(0, -account.equity()));
      certain.set(account.certainLoss());
    }
    if (account.isBelow()) {
      deficit.set(account.deficit());
    }
    addTo(whole, account, account.positions(), account.debts(), account.isDust());
    if (account.hasSomethingToClose()) {
      addOpenInterest(whole, account.longs(), account.shorts());
    }
    RowFigures nearest = null;
    for (int i = 0; i < account.rowCount(); i++) {
      RowFigures row = account.row(i);
      RowSums sums = row(row.row(), moment);
      addTo(sums, account, row.positions(), row.debts(), row.isDust());
      if (account.hasSomethingToClose()) {
        addRow(sums, account, row, moment, ids);
        nearest = nearer(nearest, row, moment);
      }
    }
    if (nearest != null) {
      watch(whole, account, nearest, account.holdings(), ids);
    }
  }

  private RowSums row(int row, Moment moment) {
    if (row >= rows.length) {
      rows = Arrays.copyOf(rows, Math.max(row + 1, 2 * rows.length));
    }
    if (rows[row] == null) {
      LadderGrid grid = new LadderGrid(moment.exactValue(row), moment.shocks().bps());
      rows[row] = new RowSums(new LadderSums(grid));
    }
    return rows[row];
  }

  /** Adds what every aggregate counts; the account's own money is set. */
  private void addTo(
      RowSums sums, AccountFigures account, double positions, double debts, boolean isDust) {
    if (owesMoreThanItHas) {
      sums.badDebt.add(latent, certain);
    }
    if (!account.hasSomethingToClose()) {
      return;
    }
    if (account.hasPositions()) {
      notional.set(positions);
      sums.byMargin.add(account.healthBin(), notional, equity, requirement);
    } else {
      sums.byHealthFactor.add(account.healthBin(), notional.set(debts), equity, requirement);
      notional.set(positions);
    }
    if (account.isBelow()) {
      (isDust ? sums.below : sums.above).add(notional, deficit, account.belowSince());
    }
    if (account.isHeld()) {
      sums.held.add(notional, account.heldSince());
      for (int i = 0; i < account.heldByCount(); i++) {
        sums.held.addFactor(account.heldBy(i));
      }
    }
  }

  private void addOpenInterest(RowSums sums, double longs, double shorts) {
    // One side alone is all positions, which are rounded already.
    Money ofLongs = longs == 0 ? Money.NONE : shorts == 0 ? notional : bought.set(longs);
    Money ofShorts = shorts == 0 ? Money.NONE : longs == 0 ? notional : sold.set(shorts);
    sums.leverage.add(ofLongs, ofShorts, equity);
  }

  private void addRow(
      RowSums sums,
      AccountFigures account,
      RowFigures row,
      Moment moment,
      IntFunction<String> ids) {
    addOpenInterest(sums, row.longs(), row.shorts());
    if (row.isAmbiguous()) {
      sums.ambiguous.add(notional);
    }
    addSide(sums, sums.nearDown, row.on(Side.DOWN), account, moment.value(row.row()));
    addSide(sums, sums.nearUp, row.on(Side.UP), account, moment.value(row.row()));
    if (isNear(row)) {
      watch(sums, account, row, row.holdings(), ids);
    }
  }

  private static void addSide(
      RowSums sums, NearSums near, RowFigures.OnSide side, AccountFigures account, double mark) {
    if (side.closes() && sums.ladder().add(side.closing())) {
      if (account.isBelow() || side.isNear()) {
        near.add(side.closing().size * mark);
      }
    }
  }

  private static void watch(
      RowSums sums,
      AccountFigures account,
      RowFigures row,
      double holdings,
      IntFunction<String> ids) {
    Side side = nearerSide(row);
    sums.watchlist.add(account.account(), ids, side, row.on(side).move(), holdings);
  }

  private static boolean isNear(RowFigures row) {
    return row.on(Side.DOWN).isNear() || row.on(Side.UP).isNear();
  }

  /** The side on which it falls first, DOWN where it falls as soon on both; it falls on one. */
  private static Side nearerSide(RowFigures row) {
    RowFigures.OnSide down = row.on(Side.DOWN);
    RowFigures.OnSide up = row.on(Side.UP);
    boolean isUp = !down.isNear() || up.isNear() && up.move() < down.move();
    return isUp ? Side.UP : Side.DOWN;
  }

  /** The row on which it falls first, the one of the first id where it falls as soon on both. */
  private static RowFigures nearer(RowFigures known, RowFigures row, Moment moment) {
    if (!isNear(row)) {
      return known;
    }
    if (known == null) {
      return row;
    }
    double move = row.on(nearerSide(row)).move();
    double knownMove = known.on(nearerSide(known)).move();
    boolean isNearer =
        move < knownMove || move == knownMove && moment.rows().isBefore(row.row(), known.row());
    return isNearer ? row : known;
  }

  /** Adds an account that cannot be valued to the whole system. */
  public void addPending() {
    whole.addPending();
  }

  /** The same account, to a row that it rests on. */
  public void addPendingTo(int row, Moment moment) {
    row(row, moment).addPending();
  }

  /** Adds what other accounts come to at the same marker. */
  public void merge(Slice other) {
    whole.merge(other.whole);
    if (rows.length < other.rows.length) {
      rows = Arrays.copyOf(rows, other.rows.length);
    }
    for (int row = 0; row < other.rows.length; row++) {
      if (other.rows[row] != null) {
        if (rows[row] == null) {
          rows[row] = new RowSums(new LadderSums(other.rows[row].ladder().grid()));
        }
        rows[row].merge(other.rows[row]);
      }
    }
  }

  /** The rows that there are: integers of their factors, rising. */
  public int[] rows() {
    int[] known = new int[rows.length];
    int count = 0;
    for (int row = 0; row < rows.length; row++) {
      if (rows[row] != null) {
        known[count++] = row;
      }
    }
    return Arrays.copyOf(known, count);
  }

  /** The sums of a row that there is. */
  public RowSums row(int row) {
    return rows[row];
  }

  /** The sums of the whole system. */
  public RowSums whole() {
    return whole;
  }

  /** Writes the same bytes for the same sums. */
  public void write(DataOutput out) throws IOException {
    whole.write(out);
    int[] known = rows();
    out.writeInt(known.length);
    for (int row : known) {
      out.writeInt(row);
      rows[row].write(out);
    }
  }

  /** The slice that was written. */
  public static Slice read(DataInput in) throws IOException {
    Slice slice = new Slice();
    slice.whole = RowSums.read(in, false);
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      int row = in.readInt();
      if (row >= slice.rows.length) {
        slice.rows = Arrays.copyOf(slice.rows, Math.max(row + 1, 2 * slice.rows.length));
      }
      slice.rows[row] = RowSums.read(in, true);
    }
    return slice;
  }

  /** Whether the sums are equal. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Slice slice && Arrays.equals(bytes(), slice.bytes());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes());
  }

  private byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      write(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
