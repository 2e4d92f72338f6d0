package io.breakwater.margin;

import java.util.Arrays;

/**
 * The pieces of h_k of one instrument in floating point, and where all of them reach a target:
 * {@link HealthCurve} without allocating. How far its numbers may be off is argued in {@link
 * BoundFinder}. Not thread-safe: the results of the last call stand in its fields.
 */
final class HealthPieces {
  private static final double UNCERTAIN_SLOPE = 0x1p-48;

  private double[] constants = new double[32];
  private double[] slopes = new double[32];
  private double[] magnitudes = new double[32];
  private double[] bends = new double[32];
  private double[] bendConstants = new double[32];
  private double[] bendSlopes = new double[32];
  private int bendCount;
  int count;
  double low;
  double high;
  boolean unreached;
  boolean uncertain;

  void collect(
      FloatMarket market,
      double multiplier,
      int instrument,
      double[] elementSlopes,
      double[] weights,
      int from,
      int to) {
    bendCount = 0;
    double slope = 0;
    double magnitude = 0;
    ScreenTiers tiers = market.tiers[instrument];
    for (int i = from; i < to; i++) {
      double size = Math.abs(elementSlopes[i]);
      double weight = weights[i];
      if (weight == weight) { // not NaN, which marks a tiered element
        slope += elementSlopes[i] - multiplier * weight;
        magnitude += size + multiplier * weight;
      } else {
        slope += elementSlopes[i] - multiplier * tiers.rate()[0] * size;
        magnitude += size * (1 + multiplier);
        addBends(tiers, multiplier, size);
      }
    }
    if (to - from > 1) {
      sortBends();
    }
    ensurePieces(bendCount + 1);
    constants[0] = 0;
    slopes[0] = slope;
    Arrays.fill(magnitudes, 0, bendCount + 1, magnitude);
    for (int i = 0; i < bendCount; i++) {
      constants[i + 1] = constants[i] + bendConstants[i];
      slopes[i + 1] = slopes[i] + bendSlopes[i];
    }
    count = bendCount + 1;
  }

  private void addBends(ScreenTiers tiers, double multiplier, double size) {
    int tierCount = tiers.from().length;
    ensureBends(bendCount + tierCount);
    for (int t = 1; t < tierCount; t++) {
      bends[bendCount] = tiers.from()[t] / size;
      bendConstants[bendCount] = multiplier * (tiers.deduction()[t] - tiers.deduction()[t - 1]);
      bendSlopes[bendCount] = -multiplier * (tiers.rate()[t] - tiers.rate()[t - 1]) * size;
      bendCount++;
    }
  }

  private void sortBends() {
    for (int i = 1; i < bendCount; i++) {
      double bend = bends[i];
      double constant = bendConstants[i];
      double slope = bendSlopes[i];
      int j = i - 1;
      for (; j >= 0 && bends[j] > bend; j--) {
        bends[j + 1] = bends[j];
        bendConstants[j + 1] = bendConstants[j];
        bendSlopes[j + 1] = bendSlopes[j];
      }
      bends[j + 1] = bend;
      bendConstants[j + 1] = constant;
      bendSlopes[j + 1] = slope;
    }
  }

  /**
   * Sets {@code low} and {@code high} to the ends of where all pieces are at least the target.
   *
   * @param tolerance by how much, as a share of its magnitude, a flat piece may miss the target
   */
  void reach(double target, double tolerance) {
    low = 0;
    high = Double.POSITIVE_INFINITY;
    unreached = false;
    uncertain = false;
    for (int i = 0; i < count; i++) {
      double needed = target - constants[i];
      if (Math.abs(slopes[i]) <= UNCERTAIN_SLOPE * magnitudes[i]) {
        uncertain = true;
        unreached |= needed > tolerance * magnitudes[i];
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
    return slopes[count - 1] > UNCERTAIN_SLOPE * magnitudes[count - 1];
  }

  /** Whether every piece certainly falls with the price. */
  boolean falls() {
    return slopes[0] < -UNCERTAIN_SLOPE * magnitudes[0];
  }

  private void ensureBends(int size) {
    if (size > bends.length) {
      int capacity = Math.max(size, bends.length * 2);
      bends = Arrays.copyOf(bends, capacity);
      bendConstants = Arrays.copyOf(bendConstants, capacity);
      bendSlopes = Arrays.copyOf(bendSlopes, capacity);
    }
  }

  private void ensurePieces(int size) {
    if (size > constants.length) {
      int capacity = Math.max(size, constants.length * 2);
      constants = new double[capacity];
      slopes = new double[capacity];
      magnitudes = new double[capacity];
    }
  }
}
