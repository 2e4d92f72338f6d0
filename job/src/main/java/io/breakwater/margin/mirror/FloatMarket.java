package io.breakwater.margin.mirror;

import io.breakwater.margin.terms.Level;
import io.breakwater.margin.terms.MarginParameters;
import io.breakwater.margin.terms.PolicyTerms;
import io.breakwater.value.Decimals;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The market as floating-point numbers: what fast forms calculate with. Each number is the nearest
 * double of an exact one, but for a value, which is one division away from it (relative error at
 * most 2u, u = 2^-53). Values are by the integer of their factor.
 *
 * <p>What an element rests on, a factor that values it and an instrument whose tiers it follows, is
 * one small integer: its <i>pricing</i>. Pricings are never taken back: there are as many as there
 * were pairs of instruments and factors that an account held. Not thread-safe.
 */
public final class FloatMarket {
  /** Stands for no instrument: of an element that follows the tiers of none. */
  public static final int NO_INSTRUMENT = -1;

  private static final double[] POWERS_OF_TEN = powersOfTen();
  private static final int FIRST_SIZE = 16;

  private final double[] entry = new double[Level.values().length];
  private final double[] exit = new double[Level.values().length];
  private boolean liquidatesAtZero;
  private boolean entersUpToOne;
  private double[] values = new double[FIRST_SIZE];
  private long[] units = new long[FIRST_SIZE];
  private double[] powers = new double[FIRST_SIZE];
  private int[] scales = new int[FIRST_SIZE];
  private int[] factors = new int[FIRST_SIZE];
  private FloatTiers[] tiers = new FloatTiers[FIRST_SIZE];
  private final MoveStatistics moves = new MoveStatistics();
  private int[] instruments = new int[FIRST_SIZE];
  private int pricingCount;
  private final Map<Long, Integer> pricings = new HashMap<>();
  private final Map<Integer, FloatTiers> tiersByInstrument = new HashMap<>();

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
    liquidatesAtZero = policy.belowAtZero(Level.LIQUIDATABLE);
    entersUpToOne = policy.threshold(Level.LIQUIDATABLE).entry().compareTo(BigDecimal.ONE) <= 0;
  }

  /** Sets the rules of an instrument. */
  public void setParameters(int instrument, MarginParameters parameters) {
    FloatTiers numbers = FloatTiers.of(parameters);
    tiersByInstrument.put(instrument, numbers);
    for (int pricing = 0; pricing < pricingCount; pricing++) {
      if (instruments[pricing] == instrument) {
        tiers[pricing] = numbers;
      }
    }
  }

  /** Sets the value of a factor: units of 10^-scale, above 0. */
  public void setValue(int factor, long newUnits, int scale) {
    ensureFactor(factor);
    scales[factor] = scale;
    powers[factor] = POWERS_OF_TEN[scale];
    units[factor] = newUnits;
    values[factor] = newUnits / powers[factor];
  }

  /** The multiplier at which a level is entered. */
  public double entry(int level) {
    return entry[level];
  }

  /** The multiplier at which a level ends. */
  public double exit(int level) {
    return exit[level];
  }

  /** Whether a health of zero is below for LIQUIDATABLE. */
  boolean liquidatesAtZero() {
    return liquidatesAtZero;
  }

  /** Whether LIQUIDATABLE is entered at a multiplier of exactly 1 or less. */
  boolean entersUpToOne() {
    return entersUpToOne;
  }

  /** The units of a factor that has a value. */
  public long units(int factor) {
    return units[factor];
  }

  /** The scale of a factor that has a value. */
  public int scale(int factor) {
    return scales[factor];
  }

  /** Ten to the power of the scale of a factor that has a value. */
  public double power(int factor) {
    return powers[factor];
  }

  /** The values by factor, for a loop: to be read, and anew after each event. */
  public double[] values() {
    return values;
  }

  /** The units by factor: to be read, and anew after each event. */
  long[] units() {
    return units;
  }

  /** The scales by factor: to be read, and anew after each event. */
  int[] scales() {
    return scales;
  }

  /** The factors by pricing, for a loop: to be read, and anew after each event. */
  public int[] factors() {
    return factors;
  }

  /** Pricings are below this number. */
  public int pricings() {
    return pricingCount;
  }

  /** The instruments by pricing: to be read, and anew after each event. */
  int[] instruments() {
    return instruments;
  }

  /** The tiers by pricing: to be read, and anew after each event. */
  FloatTiers[] tiers() {
    return tiers;
  }

  /** The tiers that elements of a pricing follow. */
  public FloatTiers tiers(int pricing) {
    return tiers[pricing];
  }

  /** The value of a factor that has one. */
  public double value(int factor) {
    return values[factor];
  }

  /**
   * The pricing of elements of an instrument that a factor values.
   *
   * @param instrument whose rules are set, or {@link #NO_INSTRUMENT}
   */
  public int pricing(int factor, int instrument) {
    return pricings.computeIfAbsent(
        (long) factor << Integer.SIZE | instrument & 0xFFFF_FFFFL,
        pair -> addPricing(factor, instrument));
  }

  private int addPricing(int factor, int instrument) {
    int pricing = pricingCount++;
    if (pricing == factors.length) {
      factors = Arrays.copyOf(factors, 2 * pricing);
      instruments = Arrays.copyOf(instruments, 2 * pricing);
      tiers = Arrays.copyOf(tiers, 2 * pricing);
    }
    factors[pricing] = factor;
    instruments[pricing] = instrument;
    tiers[pricing] = tiersByInstrument.get(instrument);
    return pricing;
  }

  /** The factor of a pricing. */
  public int factor(int pricing) {
    return factors[pricing];
  }

  /** The instrument of a pricing. */
  public int instrument(int pricing) {
    return instruments[pricing];
  }

  /** How the factors have moved. It decides how slack is shared among them, and nothing else. */
  public MoveStatistics moves() {
    return moves;
  }

  private void ensureFactor(int factor) {
    if (factor >= values.length) {
      int size = Math.max(factor + 1, values.length * 2);
      values = Arrays.copyOf(values, size);
      units = Arrays.copyOf(units, size);
      powers = Arrays.copyOf(powers, size);
      scales = Arrays.copyOf(scales, size);
    }
  }
}
