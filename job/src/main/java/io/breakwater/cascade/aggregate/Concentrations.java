package io.breakwater.cascade.aggregate;

import io.breakwater.cascade.Side;
import io.breakwater.cascade.record.Concentration;
import io.breakwater.cascade.record.Figures;
import io.breakwater.cascade.slice.NearSums;
import io.breakwater.cascade.slice.RowSums;
import io.breakwater.cascade.slice.Watchlist;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Tells {@link Concentration}: with H = Σ n² / (Σ n)² of notionals n, the Herfindahl index. */
public final class Concentrations {
  private static final int[] TOP = {1, 5, 20};
  private static final double WHOLE_BPS = 1e4;

  private Concentrations() {}

  /** The concentration of a row. */
  public static Concentration of(RowSums sums) {
    List<Concentration.Share> sides = new ArrayList<>();
    for (Side side : Side.values()) {
      sides.add(share(side, sums.near(side)));
    }
    return new Concentration(sides, watched(sums));
  }

  /** That of the whole system: its watchlist. */
  public static Concentration ofWhole(RowSums sums) {
    return new Concentration(List.of(), watched(sums));
  }

  private static Concentration.Share share(Side side, NearSums near) {
    BigDecimal whole = near.whole();
    if (whole.signum() == 0) {
      return new Concentration.Share(side, null, null);
    }
    List<BigDecimal> top =
        Arrays.stream(TOP).mapToObj(many -> Ratios.of(near.largest(many), whole)).toList();
    return new Concentration.Share(side, Ratios.of(near.squares(), whole.multiply(whole)), top);
  }

  private static List<Concentration.Watched> watched(RowSums sums) {
    return sums.watchlist().entries().stream().map(Concentrations::watched).toList();
  }

  private static Concentration.Watched watched(Watchlist.Entry entry) {
    return new Concentration.Watched(
        entry.account(), entry.side(), Figures.ratio(entry.move() * WHOLE_BPS), entry.notional());
  }
}
