package io.breakwater.cascade.projection;

import io.breakwater.cascade.ladder.PointSteps;
import java.util.stream.IntStream;

/**
 * Where liquidators of deposits stop. Those of a round sell what they seize as long as the mean
 * price of the round costs them, against the price at which it begins, no more than the discount at
 * which they get it; those with the smallest discount stop first. Positions close in any case,
 * before them. What they leave stays open for good.
 */
final class StopAtIncentive {
  /** Discounts are told apart by the basis point: those of groups are quotients of rounded sums. */
  private static final double BPS = 1e4;

  private static final int HALVINGS = 100;

  private final PointSteps ladder;

  StopAtIncentive(PointSteps ladder) {
    this.ladder = ladder;
  }

  /**
   * What of a round is left open, in all.
   *
   * @param begin number of the round's first group
   * @param end number of the one after its last
   * @param before size sold before it
   * @param all size sold after it if nobody stops
   * @param stalled where it is told by group
   */
  double stalled(
      int begin, int end, double before, double all, MovedPrice moved, double[] stalled) {
    double sold = Math.max(before, all - seized(begin, end));
    double left = 0;
    for (double discount : fallingDiscounts(begin, end)) {
      double seized = 0;
      double incentive = 0;
      for (int group = begin; group < end; group++) {
        if (rounded(group) == discount) {
          seized += ladder.seized(group);
          incentive += ladder.seized(group) * ladder.discount(group);
        }
      }
      double part = affordable(seized, incentive / seized, before, sold, moved);
      for (int group = begin; group < end && part < seized; group++) {
        if (rounded(group) == discount) {
          stalled[group] = ladder.seized(group) * ((seized - part) / seized);
        }
      }
      sold += part;
      left += seized - part;
    }
    return left;
  }

  /** The discounts of a round's deposits, the largest first. */
  private double[] fallingDiscounts(int begin, int end) {
    return IntStream.range(begin, end)
        .filter(group -> ladder.seized(group) > 0)
        .mapToDouble(group -> -rounded(group))
        .sorted()
        .distinct()
        .map(negative -> -negative)
        .toArray();
  }

  private double rounded(int group) {
    return Math.rint(ladder.discount(group) * BPS);
  }

  /** All deposits of a round. */
  private double seized(int begin, int end) {
    double seized = 0;
    for (int group = begin; group < end; group++) {
      seized += ladder.seized(group);
    }
    return seized;
  }

  /** The most of a size that is sold on top of what is, at a mean cost of no more than a share. */
  private static double affordable(
      double size, double discount, double before, double sold, MovedPrice moved) {
    double least = moved.after(before) * (1 - discount);
    if (moved.mean(before, sold + size) >= least) {
      return size;
    }
    double low = 0;
    double high = size;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = low / 2 + high / 2;
      if (moved.mean(before, sold + middle) >= least) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
