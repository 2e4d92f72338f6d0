package io.breakwater.cascade.ladder;

import io.breakwater.cascade.Side;
import io.breakwater.cascade.record.Figures;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/**
 * Where a ladder has its steps: a mark, the moves at which it is asked, and the cells of prices
 * that are told.
 *
 * <p>A told cell is one of ⌊ln p / ln 1.001⌋ within 10 % of the mark, and ten of them further away;
 * all below a third of the mark is one, and all from three times the mark on.
 */
public final class LadderGrid {
  /** Number of the told cell below a third of the mark. */
  private static final int OPEN_BELOW = Integer.MIN_VALUE;

  /** Number of the told cell from three times the mark on. */
  private static final int OPEN_ABOVE = Integer.MAX_VALUE;

  private static final double NEAR_BELOW = 0.9;
  private static final double NEAR_ABOVE = 1.1;
  private static final double OPEN = 3;
  private static final int COARSE = 10;
  private static final double BPS = 1e4;
  private static final BigDecimal THREE = BigDecimal.valueOf(3);

  private final BigDecimal exactMark;
  private final double mark;
  private final List<Integer> shocksBps;

  /** Moves that part the ladder, rising: those of the shocks. */
  private final double[] shocks;

  /**
   * @param mark accepted price at the marker, above 0
   * @param shocksBps basis points, rising, above 0
   */
  public LadderGrid(BigDecimal mark, List<Integer> shocksBps) {
    this.exactMark = mark;
    this.mark = mark.doubleValue();
    this.shocksBps = List.copyOf(shocksBps);
    this.shocks = new double[shocksBps.size()];
    for (int i = 0; i < shocks.length; i++) {
      shocks[i] = move(shocksBps.get(i));
    }
  }

  /**
   * Basis points as a share; every move that is compared with one of a {@link Closing} is so made.
   */
  public static double move(int bps) {
    return bps / BPS;
  }

  public BigDecimal exactMark() {
    return exactMark;
  }

  public double mark() {
    return mark;
  }

  public List<Integer> shocksBps() {
    return shocksBps;
  }

  /** The price after a move, 0 at the least. */
  public double moved(Side side, double move) {
    return Math.max(0, mark * (1 + side.sign() * move));
  }

  /** How far a price lies from the mark on a side, share of the mark. */
  public double distance(Side side, double price) {
    return side.sign() * (price - mark) / mark;
  }

  /** The number of shocks that are less than a move: in all others it is reached. */
  int step(double move) {
    int step = 0;
    while (step < shocks.length && shocks[step] < move) {
      step++;
    }
    return step;
  }

  /** Whether a price lies in the open told cell of a side. */
  boolean isOpen(Side side, double price) {
    return side == Side.DOWN ? price * OPEN < mark : price >= mark * OPEN;
  }

  /**
   * Number of a told cell, rising with the price: that of its lowest fine cell.
   *
   * @param isOpen whether it is the open one of the side
   * @param cell of {@link LogPrices} that is part of it
   */
  int told(Side side, boolean isOpen, int cell) {
    if (isOpen) {
      return side == Side.DOWN ? OPEN_BELOW : OPEN_ABOVE;
    }
    int fine = Math.floorDiv(cell, 2);
    return isCoarse(fine) ? first(fine) : fine;
  }

  /** The first fine cell of the coarse one that one lies in. */
  private static int first(int fine) {
    return Math.floorDiv(fine, COARSE) * COARSE;
  }

  private boolean isCoarse(int fine) {
    double from = LogPrices.edge(2 * first(fine));
    double to = LogPrices.edge(2 * (first(fine) + COARSE));
    return from > mark * NEAR_ABOVE || to <= mark * NEAR_BELOW;
  }

  /** The lower edge of a told cell; null for the open one below. */
  BigDecimal from(int told) {
    if (told == OPEN_BELOW) {
      return null;
    }
    return told == OPEN_ABOVE
        ? Figures.price(exactMark.multiply(THREE))
        : Figures.price(LogPrices.edge(2 * told));
  }

  /** The upper edge of a told cell; null for the open one above. */
  BigDecimal to(int told) {
    if (told == OPEN_ABOVE) {
      return null;
    }
    return told == OPEN_BELOW
        ? Figures.price(exactMark.divide(THREE, MathContext.DECIMAL128))
        : Figures.price(LogPrices.edge(2 * (told + (isCoarse(told) ? COARSE : 1))));
  }
}
