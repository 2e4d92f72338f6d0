package io.breakwater.cascade.impact;

/**
 * How far what is sold or bought moves a price: the move is 0 for nothing, does not fall with size,
 * and knows no limit. Whoever sells takes a move of 1 or more for a price of zero.
 *
 * <p>Sizes are in units of the instrument, 0 or more; moves are shares of the price before.
 */
public sealed interface ImpactModel
    permits DepthCurve, LinearImpact, SquareRootImpact, BoundedExponentialImpact {
  /** The name in parameters and records. */
  String name();

  /** The move after a size; infinite where no price is told for it. */
  double move(double size);

  /**
   * The mean of {@link #move} over the sizes from one to another: what is done between them costs
   * that on average. The move itself where they are equal.
   */
  double meanMove(double from, double to);

  /** The largest size whose move is at most that; infinite where every size's is. */
  double sizeWithin(double move);

  /** The largest size of which the model was told; beyond it is a guess. */
  default double largestTold() {
    return Double.POSITIVE_INFINITY;
  }
}
