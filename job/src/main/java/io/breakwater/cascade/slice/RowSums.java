package io.breakwater.cascade.slice;

import io.breakwater.cascade.Side;
import io.breakwater.cascade.ladder.LadderSums;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The sums of one row, or of the whole system: all that its aggregates are told from. Equal sums
 * write equal bytes, in whatever order accounts and parts were added.
 */
public final class RowSums {
  /** In place of a time: there is none. */
  public static final long NO_TIME = Long.MAX_VALUE;

  /** Figures of {@link #badDebt}. */
  public static final int LATENT = 0;

  /** Figures of {@link #badDebt}. */
  public static final int CERTAIN = 1;

  /** Figures of {@link #leverage}. */
  public static final int LONGS = 0;

  /** Figures of {@link #leverage}. */
  public static final int SHORTS = 1;

  /** Figures of {@link #leverage}. */
  public static final int EQUITY = 2;

  private final LadderSums ladder;
  final BacklogSums above = new BacklogSums();
  final BacklogSums below = new BacklogSums();
  final HeldSums held = new HeldSums();
  final MoneySums badDebt = new MoneySums(2);
  final MoneySums leverage = new MoneySums(3);
  final MoneySums ambiguous = new MoneySums(1);
  final HealthSums byMargin = new HealthSums();
  final HealthSums byHealthFactor = new HealthSums();
  final NearSums nearDown = new NearSums();
  final NearSums nearUp = new NearSums();
  final Watchlist watchlist = new Watchlist();
  private long pending;

  /**
   * @param ladder of the row; null for the whole system
   */
  RowSums(LadderSums ladder) {
    this.ladder = ladder;
  }

  void addPending() {
    pending++;
  }

  void merge(RowSums other) {
    if (ladder != null) {
      ladder.merge(other.ladder);
    }
    above.merge(other.above);
    below.merge(other.below);
    held.merge(other.held);
    badDebt.merge(other.badDebt);
    leverage.merge(other.leverage);
    ambiguous.merge(other.ambiguous);
    byMargin.merge(other.byMargin);
    byHealthFactor.merge(other.byHealthFactor);
    nearDown.merge(other.nearDown);
    nearUp.merge(other.nearUp);
    watchlist.merge(other.watchlist);
    pending += other.pending;
  }

  /** What closes at which price; null for the whole system. */
  public LadderSums ladder() {
    return ladder;
  }

  /** The backlog of at least the dust value. */
  public BacklogSums above() {
    return above;
  }

  /** The backlog of less. */
  public BacklogSums below() {
    return below;
  }

  public HeldSums held() {
    return held;
  }

  /** Accounts that cannot be valued. */
  public long pending() {
    return pending;
  }

  /** What accounts owe beyond what they have. */
  public MoneySums badDebt() {
    return badDebt;
  }

  /** Open interest and equity. */
  public MoneySums leverage() {
    return leverage;
  }

  /** Who is LIQUIDATABLE or worse at one end of the price's interval only. */
  public MoneySums ambiguous() {
    return ambiguous;
  }

  /** Accounts with positions, by E / M. */
  public HealthSums byMargin() {
    return byMargin;
  }

  /** Accounts without positions, by their health factor. */
  public HealthSums byHealthFactor() {
    return byHealthFactor;
  }

  /** What becomes liquidatable within 500 bps of a side. */
  public NearSums near(Side side) {
    return side == Side.DOWN ? nearDown : nearUp;
  }

  public Watchlist watchlist() {
    return watchlist;
  }

  /** Whether something is not counted because it is too large. */
  public boolean isTooLarge() {
    boolean fits =
        above.sums().fits()
            && below.sums().fits()
            && held.notional().fits()
            && badDebt.fits()
            && leverage.fits()
            && ambiguous.fits()
            && byMargin.fits()
            && byHealthFactor.fits()
            && nearDown.fits()
            && nearUp.fits();
    return !fits || ladder != null && ladder.isTooLarge();
  }

  void write(DataOutput out) throws IOException {
    if (ladder != null) {
      ladder.write(out);
    }
    above.write(out);
    below.write(out);
    held.write(out);
    badDebt.write(out);
    leverage.write(out);
    ambiguous.write(out);
    byMargin.write(out);
    byHealthFactor.write(out);
    nearDown.write(out);
    nearUp.write(out);
    watchlist.write(out);
    out.writeLong(pending);
  }

  /** What was written of a row, or of the whole system. */
  static RowSums read(DataInput in, boolean hasLadder) throws IOException {
    RowSums sums = new RowSums(hasLadder ? LadderSums.read(in) : null);
    sums.above.read(in);
    sums.below.read(in);
    sums.held.read(in);
    sums.badDebt.read(in);
    sums.leverage.read(in);
    sums.ambiguous.read(in);
    sums.byMargin.read(in);
    sums.byHealthFactor.read(in);
    sums.nearDown.read(in);
    sums.nearUp.read(in);
    sums.watchlist.read(in);
    sums.pending = in.readLong();
    return sums;
  }
}
