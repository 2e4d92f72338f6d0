package io.breakwater.cascade.record;

import io.breakwater.cascade.Bound;
import io.breakwater.cascade.Side;
import java.math.BigDecimal;
import java.util.List;

/**
 * How far liquidations would carry a price, for each shock, side and bound.
 *
 * @param impact name of the model that was used; null where there is none, and in the whole system
 */
public record CascadeProjection(String impact, List<Scenario> scenarios)
    implements AggregateValues {
  /** The scenario of a move of one price. */
  public static final String SHOCK = "SHOCK";

  /**
   * One projection.
   *
   * @param scenario {@link #SHOCK}, or the id of one that the policy names
   * @param side null for a named scenario
   * @param bps of the shock; null for a named scenario
   * @param rounds of closing until nothing is added
   * @param firstSize size that closes in the first round
   * @param multiplier total / first; null where the first round is empty
   * @param amplification total move / shock
   * @param badDebt with each closing at the mean price of its round
   * @param badDebtAtFinalPrice with all closings at the final price
   * @param fundUsed of the insurance fund; null without its record
   * @param shortfall bad debt beyond the fund; null without its record
   * @param toDeleverage size of the closings that left bad debt, by the share that is short
   * @param stalledSize what liquidators would leave open
   */
  public record Scenario(
      String scenario,
      Side side,
      Integer bps,
      Bound bound,
      Integer rounds,
      Long accounts,
      BigDecimal firstSize,
      BigDecimal totalSize,
      BigDecimal multiplier,
      BigDecimal finalPrice,
      BigDecimal amplification,
      BigDecimal badDebt,
      BigDecimal badDebtAtFinalPrice,
      BigDecimal fundUsed,
      BigDecimal shortfall,
      BigDecimal toDeleverage,
      BigDecimal stalledSize) {}

  public CascadeProjection {
    scenarios = List.copyOf(scenarios);
  }

  @Override
  public AggregateKind kind() {
    return AggregateKind.CASCADE_PROJECTION;
  }

  @Override
  public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
    return visitor.projection(this);
  }
}
