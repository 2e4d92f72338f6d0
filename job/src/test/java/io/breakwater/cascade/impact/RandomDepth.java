package io.breakwater.cascade.impact;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What may rest in markets, with holes and missing sides. */
public final class RandomDepth {
  private RandomDepth() {}

  public static MarketDepth of(String instrument, long time, Random random) {
    return new MarketDepth(instrument, time, side(random), side(random));
  }

  private static List<MarketDepth.Point> side(Random random) {
    List<MarketDepth.Point> points = new ArrayList<>();
    BigDecimal bps = BigDecimal.ZERO;
    BigDecimal size = BigDecimal.ZERO;
    for (int i = random.nextInt(5); i > 0; i--) {
      bps = bps.add(BigDecimal.valueOf(1 + random.nextInt(100_000), 2));
      size =
          random.nextInt(4) == 0 ? size : size.add(BigDecimal.valueOf(random.nextLong() >>> 20, 8));
      points.add(new MarketDepth.Point(bps, size));
    }
    return points;
  }
}
