package io.breakwater.cascade.account;

import io.breakwater.cascade.Side;
import io.breakwater.cascade.ladder.LadderGrid;
import java.math.BigDecimal;
import java.util.List;

/** The moves of the grid, rising, as multiples of a price and exact. */
public final class Shocks {
  /** Who falls within this is near: basis points. */
  public static final int NEAR_BPS = 500;

  private static final double WHOLE_BPS = 10_000;
  private static final int BPS_SCALE = 4;

  private final List<Integer> told;
  private final int[] bps;
  private final double[] down;
  private final double[] up;

  public Shocks(List<Integer> bps) {
    this.told = List.copyOf(bps);
    this.bps = bps.stream().mapToInt(Integer::intValue).toArray();
    this.down = bps.stream().mapToDouble(shock -> multiple(shock, Side.DOWN)).toArray();
    this.up = bps.stream().mapToDouble(shock -> multiple(shock, Side.UP)).toArray();
  }

  /** How many there are. */
  public int count() {
    return bps.length;
  }

  /** One of them, basis points. */
  public int bps(int shock) {
    return bps[shock];
  }

  /** All of them, basis points. */
  public List<Integer> bps() {
    return told;
  }

  /**
   * A move between the last shock that it is not counted after and the first that it is, so that a
   * ladder counts it alike.
   *
   * @param firstShock index from 1, or {@link RowFigures#NOT_REACHED}
   */
  double between(int firstShock, double move) {
    int reached = Math.min(firstShock - 1, bps.length);
    double least = reached == 0 ? 0 : LadderGrid.move(bps[reached - 1]);
    double above = Math.max(move, least == 0 ? Double.MIN_NORMAL : Math.nextUp(least));
    return reached == bps.length ? above : Math.min(above, LadderGrid.move(bps[reached]));
  }

  double[] multiples(Side side) {
    return side == Side.DOWN ? down : up;
  }

  /** The multiple of a price after a move of so many basis points; it stops at zero. */
  static double multiple(int bps, Side side) {
    return Math.max(0, (WHOLE_BPS + side.sign() * bps) / WHOLE_BPS);
  }

  /** The same move, exact and signed, share of the price. */
  static BigDecimal move(int bps, Side side) {
    return BigDecimal.valueOf((long) side.sign() * bps, BPS_SCALE);
  }
}
