package io.breakwater.cascade.record;

import io.breakwater.cascade.Side;
import java.math.BigDecimal;
import java.util.List;

/**
 * What becomes liquidatable against what the market can take.
 *
 * @param depthAgeMillis age of the depth at the marker; null where there is none
 * @param shocks without 0 bps; DOWN before UP
 * @param criticalBps smallest move at which closing reaches the depth, to 0.01 bps
 * @param gain (V(100 bps) − V(0)) / D(100 bps)
 * @param airPockets where the market cannot rest; DOWN before UP, away from the mark
 */
public record DepthCoverage(
    Long depthAgeMillis,
    List<Shock> shocks,
    BySide criticalBps,
    BySide gain,
    List<AirPocket> airPockets)
    implements AggregateValues {
  /**
   * One move.
   *
   * @param depth resting size within the move
   * @param coverage V / D
   * @param sizeToPush size that must be sold (DOWN) or bought (UP) to carry the price through it
   */
  public record Shock(
      Side side, int bps, BigDecimal depth, BigDecimal coverage, BigDecimal sizeToPush) {}

  /** A number of each side. */
  public record BySide(BigDecimal down, BigDecimal up) {}

  /**
   * Prices among which the market cannot rest.
   *
   * @param from the price nearer to the mark
   * @param to the further one; null where it does not end within the largest shock
   */
  public record AirPocket(Side side, BigDecimal from, BigDecimal to) {}

  public DepthCoverage {
    shocks = List.copyOf(shocks);
    airPockets = List.copyOf(airPockets);
  }

  @Override
  public AggregateKind kind() {
    return AggregateKind.DEPTH_COVERAGE;
  }

  @Override
  public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
    return visitor.coverage(this);
  }
}
