package io.breakwater.cascade.reference;

import io.breakwater.cascade.impact.MarketDepth;
import java.math.BigDecimal;
import java.util.List;

/**
 * One side of a market as a curve: D(x), what rests within x of the mark. Straight from (0, 0) from
 * point to point, and on as before beyond the last.
 *
 * @param points one or more
 */
record RestingDepth(List<MarketDepth.Point> points) implements Impact {
  @Override
  public String model() {
    return "DEPTH_CURVE";
  }

  private BigDecimal move(int i) {
    return i < 0 ? BigDecimal.ZERO : points.get(i).bps().movePointLeft(4);
  }

  private BigDecimal size(int i) {
    return i < 0 ? BigDecimal.ZERO : points.get(i).size();
  }

  private int last() {
    return points.size() - 1;
  }

  /** The distance of the last point, share of the mark. */
  BigDecimal furthest() {
    return move(last());
  }

  /** D(x). */
  BigDecimal within(BigDecimal move) {
    int i = 0;
    while (i < last() && move.compareTo(move(i)) > 0) {
      i++;
    }
    return line(move, move(i - 1), move(i), size(i - 1), size(i));
  }

  /**
   * {@inheritDoc} The least x with D(x) of at least the size: of a hole, where nothing rests, the
   * near end, and more falls through it.
   */
  @Override
  public BigDecimal move(BigDecimal size) {
    return size.signum() == 0 ? BigDecimal.ZERO : onSegment(segment(size), size);
  }

  /** The first that ends with at least a size; the last one for more. */
  private int segment(BigDecimal size) {
    int i = 0;
    while (i < last() && size.compareTo(size(i)) > 0) {
      i++;
    }
    return i;
  }

  private BigDecimal onSegment(int i, BigDecimal size) {
    boolean isHole = size(i).compareTo(size(i - 1)) == 0;
    return isHole ? null : line(size, size(i - 1), size(i), move(i - 1), move(i));
  }

  @Override
  public BigDecimal total(BigDecimal size) {
    BigDecimal total = BigDecimal.ZERO;
    int end = segment(size);
    for (int i = 0; i < end; i++) {
      BigDecimal width = size(i).subtract(size(i - 1));
      total = total.add(mean(move(i - 1), move(i)).multiply(width));
    }
    BigDecimal rest = size.subtract(size(end - 1));
    if (rest.signum() == 0) {
      return total;
    }
    BigDecimal furthest = onSegment(end, size);
    return furthest == null
        ? null
        : total.add(mean(move(end - 1), furthest).multiply(rest, Exact.DIGITS));
  }

  private static BigDecimal mean(BigDecimal a, BigDecimal b) {
    return a.add(b).divide(Exact.TWO);
  }

  /** On the straight line from (x0, y0) through (x1, y1). */
  private static BigDecimal line(
      BigDecimal x, BigDecimal x0, BigDecimal x1, BigDecimal y0, BigDecimal y1) {
    BigDecimal along = x.subtract(x0).multiply(y1.subtract(y0));
    return y0.add(Exact.quotient(along, x1.subtract(x0)));
  }

  @Override
  public BigDecimal sizeOfAll() {
    return within(BigDecimal.ONE);
  }

  @Override
  public boolean isExtrapolated(BigDecimal size) {
    return size.compareTo(size(last())) > 0;
  }
}
