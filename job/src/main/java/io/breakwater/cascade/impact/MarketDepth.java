package io.breakwater.cascade.impact;

import io.breakwater.cascade.Side;
import io.breakwater.value.Decimals;
import io.breakwater.value.Refusal;
import io.breakwater.value.RefusedException;
import io.breakwater.value.Texts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * What rests in the market of an instrument, by distance from the mark. Between its points, and
 * from (0, 0) to the first, size grows in straight lines.
 *
 * @param instrument its id
 * @param time at which it rested, microseconds since the epoch
 * @param bids what selling meets; empty where that side is not told
 * @param asks what buying meets; empty where that side is not told
 */
public record MarketDepth(String instrument, long time, List<Point> bids, List<Point> asks) {
  /** The most points of a side. */
  public static final int MOST_POINTS = 1000;

  private static final BigDecimal MOST_BID_BPS = BigDecimal.valueOf(10_000);
  private static final BigDecimal MOST_ASK_BPS = BigDecimal.valueOf(1_000_000);

  /**
   * All that rests within a distance.
   *
   * @param bps distance from the mark, basis points
   * @param size of all within it, units of the instrument, 0 or more
   */
  public record Point(BigDecimal bps, BigDecimal size) {
    /**
     * @throws RefusedException where one is missing, negative or beyond decimal(38, 18)
     */
    public Point {
      bps = Decimals.checkedNotNegative(bps, "bps of a point of depth");
      size = Decimals.checkedNotNegative(size, "size of a point of depth");
    }

    private boolean isOrigin() {
      return bps.signum() == 0 && size.signum() == 0;
    }
  }

  /**
   * A point (0, 0) is left out: all lines begin there.
   *
   * @throws RefusedException for an empty or malformed id; {@link Refusal#OUT_OF_RANGE} for a bid
   *     beyond 10,000 bps or an ask beyond 1,000,000; {@link Refusal#TOO_LARGE} for more than 1000
   *     points; {@link Refusal#CONTRADICTION} for distances that do not rise from above 0, or sizes
   *     that fall
   */
  public MarketDepth {
    instrument = Texts.id(instrument, "instrument");
    bids = checked(bids, "bids", MOST_BID_BPS);
    asks = checked(asks, "asks", MOST_ASK_BPS);
  }

  /** What a move of that side meets. */
  public List<Point> points(Side side) {
    return side == Side.DOWN ? bids : asks;
  }

  private static List<Point> checked(List<Point> points, String name, BigDecimal mostBps) {
    if (points == null) {
      return List.of();
    }
    if (points.size() > MOST_POINTS) {
      throw new RefusedException(
          Refusal.TOO_LARGE, "%s: at most %d points are taken.".formatted(name, MOST_POINTS));
    }
    List<Point> kept = new ArrayList<>(points);
    if (!kept.isEmpty() && kept.get(0).isOrigin()) {
      kept.remove(0);
    }
    BigDecimal lastBps = BigDecimal.ZERO;
    BigDecimal lastSize = BigDecimal.ZERO;
    for (Point point : kept) {
      requireFurther(point.bps(), lastBps, name);
      requireNoLess(point.size(), lastSize, name);
      lastBps = point.bps();
      lastSize = point.size();
    }
    if (lastBps.compareTo(mostBps) > 0) {
      throw new RefusedException(
          Refusal.OUT_OF_RANGE,
          "%s reach to %s bps: %s is the most.".formatted(name, lastBps.toPlainString(), mostBps));
    }
    return List.copyOf(kept);
  }

  private static void requireFurther(BigDecimal bps, BigDecimal last, String name) {
    if (bps.compareTo(last) <= 0) {
      throw new RefusedException(
          Refusal.CONTRADICTION,
          "bps of %s must rise, from above 0: %s follows %s."
              .formatted(name, bps.toPlainString(), last.toPlainString()));
    }
  }

  private static void requireNoLess(BigDecimal size, BigDecimal last, String name) {
    if (size.compareTo(last) < 0) {
      throw new RefusedException(
          Refusal.CONTRADICTION,
          "sizes of %s are cumulative and cannot fall: %s follows %s."
              .formatted(name, size.toPlainString(), last.toPlainString()));
    }
  }
}
