package io.breakwater.margin.fast;

import io.breakwater.margin.linear.HealthCurve;
import io.breakwater.margin.mirror.FloatMarket;
import io.breakwater.margin.mirror.FloatTiers;

/**
 * The pieces of h_k of one factor in floating point, and where all of them reach a target: {@link
 * HealthCurve} without allocating. How far its numbers may be off is argued in {@link BoundFinder}.
 * Not thread-safe: the results of the last call stand in its fields.
 */
final class HealthPieces {
  private final Bends bends = new Bends();
  private double[] constants = new double[32];
  private double[] slopes = new double[32];
  private double leastCertainSlope;
  private double magnitude;
  int count;
  double low;
  double high;
  boolean unreached;
  boolean uncertain;

  /**
   * Makes the pieces of a factor's elements.
   *
   * @param error of a computed slope, as a share of the sum of its terms' magnitudes
   */
  void collect(
      FloatMarket market,
      double multiplier,
      int[] pricings,
      double[] elementSlopes,
      double[] weights,
      int from,
      int to,
      double error) {
    bends.clear();
    double slope = 0;
    magnitude = 0;
    for (int i = from; i < to; i++) {
      double size = Math.abs(elementSlopes[i]);
      double weight = weights[i];
      if (weight == weight) { // not NaN, which marks a tiered element
        slope += elementSlopes[i] - multiplier * weight;
        magnitude += size + multiplier * weight;
      } else {
        FloatTiers tiers = market.tiers(pricings[i]);
        slope += elementSlopes[i] - multiplier * tiers.rate()[0] * size;
        magnitude += size * (1 + multiplier);
        addBends(tiers, multiplier, size);
      }
    }
    bends.sort();
    leastCertainSlope = error * magnitude;
    join(slope);
  }

  private void addBends(FloatTiers tiers, double multiplier, double size) {
    int tierCount = tiers.from().length;
    bends.reserve(tierCount);
    for (int t = 1; t < tierCount; t++) {
      bends.add(
          tiers.from()[t] / size,
          multiplier * tiers.deductionStep()[t],
          -multiplier * tiers.rateStep()[t] * size);
    }
    bends.endRun();
  }

  private void join(double slope) {
    count = bends.count() + 1;
    ensure(count);
    constants[0] = 0;
    slopes[0] = slope;
    for (int i = 1; i < count; i++) {
      constants[i] = constants[i - 1] + bends.constant(i - 1);
      slopes[i] = slopes[i - 1] + bends.slope(i - 1);
    }
  }

  /**
   * Sets {@code low} and {@code high} to the ends of where all pieces are at least the target.
   *
   * @param tolerance by how much, as a share of the magnitude of its slope, a piece whose slope has
   *     no certain sign may miss the target
   */
  void reach(double target, double tolerance) {
    low = 0;
    high = Double.POSITIVE_INFINITY;
    unreached = false;
    uncertain = false;
    for (int i = 0; i < count; i++) {
      double needed = target - constants[i];
      if (Math.abs(slopes[i]) <= leastCertainSlope) {
        uncertain = true;
        unreached |= needed > tolerance * magnitude;
      } else if (slopes[i] > 0) {
        low = Math.max(low, needed / slopes[i]);
      } else {
        high = Math.min(high, needed / slopes[i]);
      }
    }
    unreached |= high <= 0 || low > high;
  }

  /** Whether every piece certainly rises with the price; slopes fall from piece to piece. */
  boolean rises() {
    return slopes[count - 1] > leastCertainSlope;
  }

  /** Whether every piece certainly falls with the price. */
  boolean falls() {
    return slopes[0] < -leastCertainSlope;
  }

  private void ensure(int size) {
    if (size > constants.length) {
      int capacity = Math.max(size, constants.length * 2);
      constants = new double[capacity];
      slopes = new double[capacity];
    }
  }
}
