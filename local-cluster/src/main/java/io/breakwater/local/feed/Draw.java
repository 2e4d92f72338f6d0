package io.breakwater.local.feed;

import java.util.SplittableRandom;

/**
 * Seeded draws from a few distributions. The same seed gives the same numbers on every machine:
 * nothing here depends on how a platform computes a logarithm.
 */
public final class Draw {
  private final SplittableRandom random;

  public Draw(long seed, long stream) {
    // An odd factor spreads neighbouring streams over all 64 bits.
    this.random = new SplittableRandom(seed + 0x9E3779B97F4A7C15L * (stream + 1)).split();
  }

  /** Evenly in [0, 1). */
  public double uniform() {
    return random.nextDouble();
  }

  /** Evenly in [from, to). */
  public double uniform(double from, double to) {
    return from + (to - from) * uniform();
  }

  /** Evenly in from to to, both included. */
  public int integer(int from, int to) {
    return random.nextInt(from, to + 1);
  }

  public boolean withChance(double probability) {
    return uniform() < probability;
  }

  /** Mean 0, standard deviation 1. */
  public double gaussian() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform()));
    return radius * StrictMath.cos(2 * StrictMath.PI * uniform());
  }

  /** Half of the draws below the median; sigma is the standard deviation of the logarithm. */
  public double logNormal(double median, double sigma) {
    return median * StrictMath.exp(sigma * gaussian());
  }

  /** Above the least value x with probability (least / x)^alpha. */
  public double pareto(double least, double alpha) {
    return least / StrictMath.pow(1 - uniform(), 1 / alpha);
  }

  /** An index of the weights, with a probability in proportion to its weight. */
  public int weighted(double... weights) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    double at = uniform() * sum;
    for (int i = 0; i < weights.length - 1; i++) {
      at -= weights[i];
      if (at < 0) {
        return i;
      }
    }
    return weights.length - 1;
  }
}
