package io.breakwater.cascade.projection;

import io.breakwater.cascade.Side;
import io.breakwater.cascade.impact.ImpactModel;

/**
 * The price of a market as it is sold or bought, from where a shock has left it: shocked · (1 − I)
 * for what is sold, which stops at zero, and shocked · (1 + I) for what is bought, which does not
 * stop.
 */
final class MovedPrice {
  private final Side side;
  private final double shocked;
  private final ImpactModel model;

  /** The size at which a falling price is zero. */
  private final double whole;

  MovedPrice(Side side, double shocked, ImpactModel model) {
    this.side = side;
    this.shocked = shocked;
    this.model = model;
    whole = side == Side.DOWN ? model.sizeWithin(1) : Double.POSITIVE_INFINITY;
  }

  /** The price after a size; infinite where no price is told for so much. */
  double after(double size) {
    return moved(move(size));
  }

  private double move(double size) {
    return size > whole ? 1 : model.move(size);
  }

  /** The mean price of what is done from one size to another. */
  double mean(double from, double to) {
    return moved(meanMove(from, to));
  }

  private double meanMove(double from, double to) {
    if (to <= whole) {
      return model.meanMove(from, to);
    }
    if (from >= whole) {
      return 1;
    }
    double share = (whole - from) / (to - from);
    return share * model.meanMove(from, whole) + (1 - share);
  }

  /** Nothing is left of nothing, however far it would rise. */
  private double moved(double move) {
    return shocked == 0 ? 0 : Math.max(0, shocked * (1 + side.sign() * move));
  }
}
