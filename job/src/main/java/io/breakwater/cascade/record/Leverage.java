package io.breakwater.cascade.record;

import java.math.BigDecimal;

/**
 * How much is held on how little.
 *
 * @param equity of the accounts that are counted
 * @param leverage open interest / equity
 * @param openInterestToDepth against the depth within the largest shock; null in the whole system
 */
public record Leverage(
    OpenInterest openInterest,
    BigDecimal equity,
    BigDecimal leverage,
    BigDecimal openInterestToDepth)
    implements AggregateValues {
  /** Notional of positions at the mark by side. */
  public record OpenInterest(BigDecimal longs, BigDecimal shorts) {}

  @Override
  public AggregateKind kind() {
    return AggregateKind.LEVERAGE;
  }

  @Override
  public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
    return visitor.leverage(this);
  }
}
