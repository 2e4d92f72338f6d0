package io.breakwater.oracle.judge;

import io.breakwater.oracle.Certainty;
import io.breakwater.oracle.Doubt;
import io.breakwater.oracle.Interval;
import io.breakwater.oracle.Spread;
import io.breakwater.oracle.Validity;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/**
 * What is said of a factor at one time.
 *
 * @param time on the job's clock, microseconds since the epoch
 * @param value accepted, rounded to the factor's scale; null before the first
 * @param certainty how certain it is
 * @param newest of the values that it is made of the one published last; null where it is HALTED
 * @param reasons in the order of {@link Doubt}
 * @param sources in the order of the terms
 */
public record Judgement(
    long time,
    BigDecimal value,
    Certainty certainty,
    Published newest,
    Set<Doubt> reasons,
    List<SourceVerdict> sources) {

  public Validity validity() {
    return certainty.validity();
  }

  /** Of how many sources the value is made, and how far they lie apart. */
  public Spread spread() {
    int used = 0;
    BigDecimal lowest = null;
    BigDecimal highest = null;
    for (SourceVerdict source : sources) {
      if (source.used()) {
        used++;
        lowest = lowest == null ? source.value() : lowest.min(source.value());
        highest = highest == null ? source.value() : highest.max(source.value());
      }
    }
    return new Spread(sources.size(), used, lowest, highest);
  }

  /**
   * Where the true value is taken to lie.
   *
   * @param haltedFactor k above 1: a halted value may lie from value / k to value · k
   * @param scale decimals of the ends, which are rounded outwards
   * @return null before the first value
   */
  public Interval interval(BigDecimal haltedFactor, int scale) {
    return value == null ? null : certainty.narrow(value, scale, haltedFactor);
  }
}
