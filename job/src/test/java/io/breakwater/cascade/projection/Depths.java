package io.breakwater.cascade.projection;

import io.breakwater.cascade.impact.MarketDepth;
import io.breakwater.value.Decimals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Depths of tests. */
final class Depths {
  private Depths() {}

  /** Points from pairs of basis points and cumulative size. */
  static List<MarketDepth.Point> points(double... numbers) {
    List<MarketDepth.Point> points = new ArrayList<>();
    for (int i = 0; i < numbers.length; i += 2) {
      points.add(
          new MarketDepth.Point(
              BigDecimal.valueOf(numbers[i]),
              BigDecimal.valueOf(numbers[i + 1]).setScale(Decimals.SCALE, RoundingMode.HALF_EVEN)));
    }
    return points;
  }

  /** The same on both sides. */
  static MarketDepth of(double... numbers) {
    return new MarketDepth("BTC", 0, points(numbers), points(numbers));
  }
}
