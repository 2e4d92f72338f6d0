package io.breakwater.cascade.impact;

import java.util.Arrays;
import java.util.List;

/**
 * The move that takes a size out of a book: straight lines through (0, 0) and the points of its
 * depth.
 *
 * <p>Where a point has the size of the one before there is a hole, which the price jumps over only
 * for more. Beyond the last point its last slope goes on; where that is a hole no price is told for
 * more, and the move is infinite.
 */
public final class DepthCurve implements ImpactModel {
  private static final double BPS = 1e4;

  /** Sizes and moves of (0, 0) and the points. */
  private final double[] sizes;

  private final double[] moves;

  /**
   * @param points one or more, as {@link MarketDepth} checks them
   */
  public DepthCurve(List<MarketDepth.Point> points) {
    if (points.isEmpty()) {
      throw new IllegalArgumentException("a curve has a point");
    }
    sizes = new double[points.size() + 1];
    moves = new double[points.size() + 1];
    for (int i = 0; i < points.size(); i++) {
      sizes[i + 1] = points.get(i).size().doubleValue();
      moves[i + 1] = points.get(i).bps().doubleValue() / BPS;
    }
  }

  @Override
  public String name() {
    return "DEPTH_CURVE";
  }

  @Override
  public double largestTold() {
    return sizes[last()];
  }

  /** The largest move of which it was told. */
  public double furthestTold() {
    return moves[last()];
  }

  private int last() {
    return sizes.length - 1;
  }

  @Override
  public double move(double size) {
    return size <= 0 ? 0 : moveOn(lineTo(size), size);
  }

  /** Number of the line that ends in the first point with that size or more; else of the last. */
  private int lineTo(double size) {
    int low = 1;
    int high = last();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sizes[middle] >= size) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private double moveOn(int line, double size) {
    double start = sizes[line - 1];
    double width = sizes[line] - start;
    if (width == 0) {
      return size > start ? Double.POSITIVE_INFINITY : moves[line - 1];
    }
    return moves[line - 1] + (moves[line] - moves[line - 1]) * ((size - start) / width);
  }

  @Override
  public double meanMove(double from, double to) {
    if (to <= from) {
      return move(from);
    }
    double area = 0;
    double at = from;
    int line = lineBeyond(from);
    while (at < to) {
      double until = line == last() ? to : Math.min(to, sizes[line]);
      if (until > at) {
        double mean = moveOn(line, at) / 2 + moveOn(line, until) / 2;
        area += mean * ((until - at) / (to - from));
        at = until;
      }
      line++;
    }
    return area;
  }

  /** Number of the first line that ends beyond a size; else of the last. */
  private int lineBeyond(double size) {
    int line = lineTo(size);
    while (line < last() && sizes[line] <= size) {
      line++;
    }
    return line;
  }

  @Override
  public double sizeWithin(double move) {
    if (move <= 0) {
      return 0;
    }
    int line = 1;
    while (line < last() && moves[line] < move) {
      line++;
    }
    double share = (move - moves[line - 1]) / (moves[line] - moves[line - 1]);
    return sizes[line - 1] + (sizes[line] - sizes[line - 1]) * share;
  }

  @Override
  public String toString() {
    return Arrays.toString(moves) + " → " + Arrays.toString(sizes);
  }
}
