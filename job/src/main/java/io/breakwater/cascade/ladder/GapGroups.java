package io.breakwater.cascade.ladder;

import io.breakwater.cascade.Side;

/**
 * In which group of its cell a closing is summed: by the gap between the price at which it becomes
 * liquidatable and the one at which nothing is left of it. What is missing of closings together is
 * max(0, sum) only where they are as rich as each other: sums over rich and poor together miss most
 * of bad debt.
 */
final class GapGroups {
  /** Something is missing from the trigger price on, more with each further price. */
  static final int MISSING = 0;

  /** Upper limits of the groups from 1 on, shares of the trigger price; the last has none. */
  private static final double[] LIMITS = {
    0.0025, 0.005, 0.01, 0.015, 0.02, 0.03, 0.04, 0.06, 0.08, 0.12, 0.16, 0.24, 0.32, 0.48
  };

  /** What is missing does not grow, and something is at the trigger price. */
  static final int FALLING = LIMITS.length + 2;

  /** Nothing is ever missing. */
  static final int NEVER = LIMITS.length + 3;

  private GapGroups() {}

  /** Whether nothing is left of its closings at different moves, of each beyond its own. */
  static boolean isSpread(int group) {
    return group > MISSING && group < FALLING;
  }

  /**
   * The group of a closing.
   *
   * @param gap as {@link #gap} tells it
   */
  static int of(Closing closing, double gap) {
    if (closing.lossPerPrice > 0) {
      if (gap <= 0) {
        return MISSING;
      }
      int group = 0;
      while (group < LIMITS.length && gap > LIMITS[group]) {
        group++;
      }
      return group + 1;
    }
    return gap <= 0 ? FALLING : NEVER;
  }

  /**
   * How much further than its trigger price, share of it, the fill lies at which nothing is left; 0
   * or below where something is missing already at the trigger price, infinite where nothing ever
   * is.
   */
  static double gap(Closing closing, double mark) {
    double trigger = closing.triggerMove * mark;
    double missing = closing.lossAtMark + closing.lossPerPrice * trigger;
    if (missing >= 0) {
      return 0;
    }
    if (closing.lossPerPrice <= 0) {
      return Double.POSITIVE_INFINITY;
    }
    double price = closing.side == Side.DOWN ? mark - trigger : mark + trigger;
    return -missing / closing.lossPerPrice / price;
  }
}
