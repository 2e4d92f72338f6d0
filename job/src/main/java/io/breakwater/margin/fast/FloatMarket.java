package io.breakwater.margin.fast;

import io.breakwater.margin.terms.Level;
import io.breakwater.margin.terms.MarginParameters;
import io.breakwater.margin.terms.PolicyTerms;
import io.breakwater.value.Decimals;
import java.util.Arrays;

/**
 * The market as floating-point numbers, by index of instrument: what {@link Screen} and {@link
 * BoundFinder} calculate with. Each number is the nearest double of an exact one, but for a price,
 * which is one division away from it (relative error at most 2u, u = 2^-53). Not thread-safe.
 */
public final class FloatMarket {
  private static final double[] POWERS_OF_TEN = powersOfTen();
  private static final int FIRST_SIZE = 16;

  final double[] entry = new double[Level.values().length];
  final double[] exit = new double[Level.values().length];
  ScreenTiers[] tiers = new ScreenTiers[FIRST_SIZE];
  double[] prices = new double[FIRST_SIZE];
  long[] units = new long[FIRST_SIZE];
  double[] powers = new double[FIRST_SIZE];
  final MoveStatistics moves = new MoveStatistics();

  /** Powers of ten up to 1e18 are exact doubles, and so are their products by ten on the way. */
  private static double[] powersOfTen() {
    double[] powers = new double[Decimals.SCALE + 1];
    powers[0] = 1;
    for (int i = 1; i < powers.length; i++) {
      powers[i] = powers[i - 1] * 10;
    }
    return powers;
  }

  /** Sets the multipliers. */
  public void setPolicy(PolicyTerms policy) {
    for (Level level : Level.values()) {
      if (level != Level.HEALTHY) {
        entry[level.code()] = policy.threshold(level).entry().doubleValue();
        exit[level.code()] = policy.threshold(level).exit().doubleValue();
      }
    }
  }

  /** Sets the rules of an instrument. */
  public void setParameters(int instrument, MarginParameters parameters) {
    ensure(instrument);
    tiers[instrument] = ScreenTiers.of(parameters);
  }

  /** Sets the price of an instrument whose parameters are set: units of 10^-priceScale, above 0. */
  public void setPrice(int instrument, long price, int priceScale) {
    powers[instrument] = POWERS_OF_TEN[priceScale];
    units[instrument] = price;
    prices[instrument] = price / powers[instrument];
  }

  /**
   * How the prices have moved. It decides how slack is shared among instruments, and nothing else.
   */
  public MoveStatistics moves() {
    return moves;
  }

  private void ensure(int instrument) {
    if (instrument >= prices.length) {
      int size = Math.max(instrument + 1, prices.length * 2);
      tiers = Arrays.copyOf(tiers, size);
      prices = Arrays.copyOf(prices, size);
      units = Arrays.copyOf(units, size);
      powers = Arrays.copyOf(powers, size);
    }
  }
}
