package io.breakwater.oracle.judge;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The middle of weighted values. */
final class WeightedMedian {
  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  private WeightedMedian() {}

  /** A value that counts. */
  interface Weighted {
    BigDecimal value();

    BigDecimal weight();
  }

  /**
   * The value at which the cumulative weight passes one half; where it is exactly one half, the
   * mean of that value and the next. Exact.
   *
   * @param values at least one
   */
  static BigDecimal of(List<? extends Weighted> values) {
    if (values.size() == 1) {
      return values.get(0).value();
    }
    List<Weighted> rising = new ArrayList<>(values);
    rising.sort(Comparator.comparing(Weighted::value));
    BigDecimal all = weight(rising);
    BigDecimal passed = BigDecimal.ZERO;
    int i = 0;
    while (true) {
      passed = passed.add(rising.get(i).weight());
      int half = passed.multiply(TWO).compareTo(all);
      if (half > 0) {
        return rising.get(i).value();
      }
      if (half == 0) {
        return rising.get(i).value().add(rising.get(i + 1).value()).divide(TWO);
      }
      i++;
    }
  }

  /** The weight of all together. */
  static BigDecimal weight(List<? extends Weighted> values) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Weighted value : values) {
      sum = sum.add(value.weight());
    }
    return sum;
  }
}
