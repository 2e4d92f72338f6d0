package io.breakwater.margin.fast;

import io.breakwater.margin.model.AccountShape;

/**
 * A view of one account within flat arrays that hold many: what {@link Screen} and {@link
 * BoundFinder} calculate from. One view is moved from account to account, so that nothing is
 * allocated; see {@link CompactAccount} for the numbers. Not thread-safe.
 */
public final class MirroredAccount {
  int[] pricings;
  double[] slopes;
  double[] weights;
  AccountShape shape;
  int level;
  int remembered;
  double equityConstant;
  double requirementConstant;
  int from;
  int to;

  /**
   * Looks into arrays.
   *
   * @param pricings of the elements, see {@link FloatMarket#pricing}; those of one factor side by
   *     side
   * @param slopes of the elements
   * @param weights of the elements
   */
  public MirroredAccount elements(int[] pricings, double[] slopes, double[] weights) {
    this.pricings = pricings;
    this.slopes = slopes;
    this.weights = weights;
    return this;
  }

  /** Moves to an account whose elements lie at {@code from} to {@code to}. */
  public MirroredAccount run(int from, int to) {
    this.from = from;
    this.to = to;
    return this;
  }

  /** The parts of equity and requirement that move with no price. */
  public MirroredAccount constants(double equity, double requirement) {
    this.equityConstant = equity;
    this.requirementConstant = requirement;
    return this;
  }

  /**
   * What the next level rests on besides the numbers.
   *
   * @param level code of the level at which it stands
   * @param remembered code of the level that hysteresis remembers, not above {@code level}
   */
  public MirroredAccount stands(AccountShape shape, int level, int remembered) {
    this.shape = shape;
    this.level = level;
    this.remembered = remembered;
    return this;
  }
}
