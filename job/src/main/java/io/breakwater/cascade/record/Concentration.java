package io.breakwater.cascade.record;

import io.breakwater.cascade.Side;
import java.math.BigDecimal;
import java.util.List;

/**
 * Whether few accounts are most of what waits.
 *
 * @param sides DOWN, then UP; none in the whole system
 * @param watchlist the largest that are not below and fall within 500 bps, largest first
 */
public record Concentration(List<Share> sides, List<Watched> watchlist) implements AggregateValues {
  /**
   * What becomes liquidatable within 500 bps on one side.
   *
   * @param herfindahl sum of squared shares of notional; null where nothing does
   * @param topShares of the largest account, the 5 largest, the 20 largest; null likewise
   */
  public record Share(Side side, BigDecimal herfindahl, List<BigDecimal> topShares) {
    public Share {
      topShares = topShares == null ? null : List.copyOf(topShares);
    }
  }

  /** An account near its threshold, on the nearer side. */
  public record Watched(String account, Side side, BigDecimal distanceBps, BigDecimal notional) {}

  public Concentration {
    sides = List.copyOf(sides);
    watchlist = List.copyOf(watchlist);
  }

  @Override
  public AggregateKind kind() {
    return AggregateKind.CONCENTRATION;
  }

  @Override
  public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
    return visitor.concentration(this);
  }
}
