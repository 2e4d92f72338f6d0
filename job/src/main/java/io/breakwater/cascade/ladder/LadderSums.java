package io.breakwater.cascade.ladder;

import io.breakwater.cascade.Side;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * What becomes liquidatable at which price of one row, and what it would leave missing: sums of the
 * closings of any number of accounts, the same in whatever order and parts they were added. Not
 * thread-safe.
 */
public final class LadderSums {
  /** Magnitude, in units of the last decimal, from which on nothing is counted. */
  private static final double LIMIT = 0x1p126;

  private static final double SIZE_LIMIT = LIMIT / 1e8;
  private static final double MONEY_LIMIT = LIMIT / 1e6;

  private final LadderGrid grid;
  private SideSums down;
  private SideSums up;

  /** Whether all that was added fits. */
  private boolean fits = true;

  public LadderSums(LadderGrid grid) {
    this.grid = grid;
    down = new SideSums(Side.DOWN, grid);
    up = new SideSums(Side.UP, grid);
  }

  public LadderGrid grid() {
    return grid;
  }

  /**
   * Adds a closing: money rounded half-even to 6 decimals, sizes to 8.
   *
   * @return whether it is counted: one with a number that does not fit 128 bits is not
   */
  public boolean add(Closing closing) {
    if (!fits(closing)) {
      fits = false;
      return false;
    }
    side(closing.side).add(closing);
    return true;
  }

  private boolean fits(Closing closing) {
    double mark = grid.mark();
    return closing.size < SIZE_LIMIT
        && closing.largestSize < SIZE_LIMIT
        && Math.abs(closing.seizedSize) < SIZE_LIMIT
        && Math.abs(closing.seizedIncentive) < SIZE_LIMIT
        && isMoney(closing.notionalAtTrigger)
        && isMoney(closing.lossAtMark)
        && isMoney(closing.lossPerPrice * mark)
        && isMoney(closing.largestLossAtMark)
        && isMoney(closing.largestLossPerPrice * mark)
        && isMoney(closing.largestLossPerPrice * mark * closing.triggerMove);
  }

  private static boolean isMoney(double value) {
    return Math.abs(value) < MONEY_LIMIT;
  }

  /** Adds the sums of other accounts to the same row, of the same marker. */
  public void merge(LadderSums other) {
    fits &= other.fits;
    down.merge(other.down);
    up.merge(other.up);
  }

  /** Whether something was too large to be counted, or a sum became so. */
  public boolean isTooLarge() {
    return !(fits && down.fits() && up.fits());
  }

  SideSums side(Side side) {
    return side == Side.DOWN ? down : up;
  }

  /** What closes at which price, at its best estimate. */
  public PointSteps point(Side side) {
    return PointSteps.of(side(side), side, grid);
  }

  /** What closes at which price, at the most. */
  public UpperSteps upper(Side side) {
    return UpperSteps.of(side(side));
  }

  /** Writes the same bytes for the same sums. */
  public void write(DataOutput out) throws IOException {
    BigDecimal mark = grid.exactMark();
    out.writeUTF(mark.toString());
    out.writeInt(grid.shocksBps().size());
    for (int bps : grid.shocksBps()) {
      out.writeInt(bps);
    }
    out.writeBoolean(fits);
    down.write(out);
    up.write(out);
  }

  /** The sums that were written. */
  public static LadderSums read(DataInput in) throws IOException {
    BigDecimal mark = new BigDecimal(in.readUTF());
    List<Integer> shocksBps = new ArrayList<>();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      shocksBps.add(in.readInt());
    }
    LadderSums sums = new LadderSums(new LadderGrid(mark, shocksBps));
    sums.fits = in.readBoolean();
    sums.down = SideSums.read(in, Side.DOWN, sums.grid);
    sums.up = SideSums.read(in, Side.UP, sums.grid);
    return sums;
  }
}
