package io.breakwater.cascade.account;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

/**
 * The ranges of health: below 0, from 0, 1, 1.05, 1.1, 1.25, 1.5, 2 and 5 on. A ratio a / b is in
 * the last one whose lower edge e has a ≥ e · b, so that nothing over nothing is in the last.
 */
public final class HealthBins {
  /** Lower edges of all bins but the first, which has none. */
  public static final List<BigDecimal> EDGES =
      Stream.of("0", "1", "1.05", "1.1", "1.25", "1.5", "2", "5").map(BigDecimal::new).toList();

  /** How many there are. */
  public static final int COUNT = EDGES.size() + 1;

  /** In place of a bin: it cannot be told. */
  static final int UNCERTAIN = -1;

  private static final double[] DOUBLES =
      EDGES.stream().mapToDouble(BigDecimal::doubleValue).toArray();

  private HealthBins() {}

  /**
   * The bin of a ratio of numbers that are off by so much at most, or {@link #UNCERTAIN}.
   *
   * @param under 0 or more
   */
  static int of(double over, double overError, double under, double underError) {
    int bin = 0;
    for (; bin < DOUBLES.length; bin++) {
      double edge = DOUBLES[bin];
      double above = over - edge * under;
      double error = overError + edge * underError;
      if (above < -error) {
        return bin;
      }
      if (!(above > error || above == 0 && error == 0)) {
        return UNCERTAIN;
      }
    }
    return bin;
  }

  /** The bin of an exact ratio. */
  static int of(BigDecimal over, BigDecimal under) {
    int bin = 0;
    while (bin < EDGES.size() && over.compareTo(EDGES.get(bin).multiply(under)) >= 0) {
      bin++;
    }
    return bin;
  }
}
