package io.breakwater.margin.mirror;

import io.breakwater.margin.terms.Level;
import io.breakwater.value.Decimals;
import java.math.BigDecimal;
import java.util.Arrays;

/**
 * The numbers of a {@link FloatMarket} as they stood at one moment, whatever comes after it. What
 * is only ever added to, the factors of pricings and the tiers themselves, is shared. Taken anew it
 * allocates only where there is more than before. Not thread-safe.
 */
public final class FrozenMarket {
  private double[] values = new double[0];
  private long[] units = new long[0];
  private int[] scales = new int[0];
  private FloatTiers[] tiers = new FloatTiers[0];
  private int[] factors = new int[0];
  private int[] instruments = new int[0];
  private int pricings;
  private double entry;
  private double exit;
  private boolean liquidatesAtZero;
  private boolean entersUpToOne;

  /** Takes the numbers that stand now, in place of those that it had. */
  public void take(FloatMarket market) {
    double[] standing = market.values();
    if (values.length < standing.length) {
      values = new double[standing.length];
      units = new long[standing.length];
      scales = new int[standing.length];
    }
    System.arraycopy(standing, 0, values, 0, standing.length);
    System.arraycopy(market.units(), 0, units, 0, standing.length);
    System.arraycopy(market.scales(), 0, scales, 0, standing.length);
    pricings = market.pricings();
    if (tiers.length < pricings) {
      tiers = new FloatTiers[market.tiers().length];
    }
    System.arraycopy(market.tiers(), 0, tiers, 0, pricings);
    Arrays.fill(tiers, pricings, tiers.length, null);
    factors = market.factors();
    instruments = market.instruments();
    entry = market.entry(Level.LIQUIDATABLE.code());
    exit = market.exit(Level.LIQUIDATABLE.code());
    liquidatesAtZero = market.liquidatesAtZero();
    entersUpToOne = market.entersUpToOne();
  }

  /** The values by factor, for a loop: to be read. */
  public double[] values() {
    return values;
  }

  /** The factors by pricing, for a loop: to be read. */
  public int[] factors() {
    return factors;
  }

  /** The value of a factor that had one. */
  public double value(int factor) {
    return values[factor];
  }

  /** The exact value of a factor that had one, in canonical form. */
  public BigDecimal exactValue(int factor) {
    return Decimals.canonical(BigDecimal.valueOf(units[factor], scales[factor]));
  }

  /** Pricings that there were are below this number. */
  public int pricings() {
    return pricings;
  }

  /** The factor of a pricing. */
  public int factor(int pricing) {
    return factors[pricing];
  }

  /** The instrument of a pricing, or {@link FloatMarket#NO_INSTRUMENT}. */
  public int instrument(int pricing) {
    return instruments[pricing];
  }

  /** The tiers that elements of a pricing followed. */
  public FloatTiers tiers(int pricing) {
    return tiers[pricing];
  }

  /** The multiplier at which LIQUIDATABLE is entered. */
  public double entry() {
    return entry;
  }

  /** The multiplier at which LIQUIDATABLE ends. */
  public double exit() {
    return exit;
  }

  /** Whether LIQUIDATABLE is entered at a multiplier of exactly 1 or less. */
  public boolean entersUpToOne() {
    return entersUpToOne;
  }

  /** Whether a health of zero is below. */
  public boolean liquidatesAtZero() {
    return liquidatesAtZero;
  }
}
