package io.breakwater.cascade.account;

import io.breakwater.margin.mirror.FloatMarket;
import io.breakwater.margin.mirror.FrozenMarket;
import io.breakwater.margin.terms.CascadeTerms;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * All that what accounts add at a marker follows from, frozen there: values, terms, and what is
 * doubtful. One is begun again for the next marker. Not thread-safe.
 */
public final class Moment {
  /** Stands for a price without end. */
  private static final double WITHOUT_END = 1e60;

  final FrozenMarket market = new FrozenMarket();
  final PricingFacts facts = new PricingFacts();
  Rows rows;
  Shocks shocks;
  private double dust;
  private BigDecimal exactDust;
  private final Map<Integer, Ends> intervals = new HashMap<>();
  private final BitSet doubtful = new BitSet();
  private boolean[] hasInterval = new boolean[0];

  /** The ends of an interval of a price, exact and as multiples of its value. */
  record Ends(BigDecimal low, BigDecimal high, double lowMultiple, double highMultiple) {}

  /**
   * Freezes what stands now; nothing is doubtful yet.
   *
   * @param of rows of all factors that have a value
   */
  public void begin(FloatMarket numbers, Rows of, Catalogue catalogue, CascadeTerms terms) {
    market.take(numbers);
    rows = of;
    facts.take(market, rows, catalogue);
    shocks = new Shocks(terms.shocksBps());
    exactDust = terms.dustValue();
    dust = exactDust.doubleValue();
    intervals.clear();
    doubtful.clear();
    if (hasInterval.length < rows.factors()) {
      hasInterval = new boolean[rows.factors()];
    }
    Arrays.fill(hasInterval, false);
  }

  /**
   * Where the true value of an observed price is taken to lie, for asking whether an account is
   * LIQUIDATABLE or worse.
   *
   * @param low 0 or more
   * @param high null without end
   */
  public void setInterval(int row, BigDecimal low, BigDecimal high) {
    double value = market.value(row);
    double highMultiple = high == null ? WITHOUT_END : high.doubleValue() / value;
    intervals.put(row, new Ends(low, high, low.doubleValue() / value, highMultiple));
    hasInterval[row] = true;
  }

  /** The value of a factor, observed or derived, is not what it is. */
  public void setDoubtful(int factor) {
    doubtful.set(factor);
  }

  /** The interval of a row's price; null where it is what it is. */
  Ends interval(int row) {
    return hasInterval[row] ? intervals.get(row) : null;
  }

  boolean isDoubtful(int factor) {
    return doubtful.get(factor);
  }

  /** The moves of the grid. */
  public Shocks shocks() {
    return shocks;
  }

  /** The rows. */
  public Rows rows() {
    return rows;
  }

  /** The value of a factor. */
  public double value(int factor) {
    return market.value(factor);
  }

  /** The exact value of a factor, in canonical form. */
  public BigDecimal exactValue(int factor) {
    return market.exactValue(factor);
  }

  /** Notional below which a backlog is dust, numeraire. */
  double dust() {
    return dust;
  }

  /** The same, exact. */
  BigDecimal exactDust() {
    return exactDust;
  }
}
