package io.breakwater.cascade.record;

import io.breakwater.cascade.Side;
import java.math.BigDecimal;
import java.util.List;

/**
 * What becomes liquidatable after moves of a price.
 *
 * @param mark the accepted price
 * @param shocks from 0 bps, the backlog, on; DOWN before UP
 * @param cells what the backlog does not hold, by where it becomes liquidatable; DOWN before UP, in
 *     the order of prices away from the mark; empty ones left out
 */
public record LiquidationLevels(BigDecimal mark, List<Shock> shocks, List<Cell> cells)
    implements AggregateValues {
  /**
   * All that is liquidatable after a move.
   *
   * @param bps of the move, 0 or more
   * @param size net size that closing sells (DOWN) or buys (UP)
   * @param notionalAtTrigger each at its own price; of the backlog at the mark
   * @param notionalAtShock size at the shocked price
   */
  public record Shock(
      Side side,
      int bps,
      long accounts,
      BigDecimal size,
      BigDecimal notionalAtTrigger,
      BigDecimal notionalAtShock) {}

  /**
   * What becomes liquidatable between two prices.
   *
   * @param from lower edge, inclusive; null for the open cell below
   * @param to upper edge; null for the open cell above
   */
  public record Cell(
      Side side,
      BigDecimal from,
      BigDecimal to,
      long accounts,
      BigDecimal size,
      BigDecimal notionalAtTrigger) {}

  public LiquidationLevels {
    shocks = List.copyOf(shocks);
    cells = List.copyOf(cells);
  }

  @Override
  public AggregateKind kind() {
    return AggregateKind.LIQUIDATION_LEVELS;
  }

  @Override
  public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
    return visitor.levels(this);
  }
}
