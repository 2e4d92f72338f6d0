package io.breakwater.cascade;

import io.breakwater.cascade.impact.MarketDepth;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Short words for depth. */
public final class Depths {
  private Depths() {}

  /** The same on both sides, from distances and sizes in turn; as fresh as can be. */
  public static MarketDepth both(String instrument, String... bpsAndSizes) {
    List<MarketDepth.Point> points = points(bpsAndSizes);
    return new MarketDepth(instrument, MarkerBuilder.AS_OF, points, points);
  }

  public static List<MarketDepth.Point> points(String... bpsAndSizes) {
    List<MarketDepth.Point> points = new ArrayList<>();
    for (int i = 0; i < bpsAndSizes.length; i += 2) {
      points.add(
          new MarketDepth.Point(
              new BigDecimal(bpsAndSizes[i]), new BigDecimal(bpsAndSizes[i + 1])));
    }
    return points;
  }
}
