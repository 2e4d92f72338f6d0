package io.breakwater.cascade.record;

import io.breakwater.oracle.Validity;
import java.math.BigDecimal;

/**
 * How certain a price is, and what hangs on it.
 *
 * @param value the accepted price
 * @param lowest end of the interval of its true value
 * @param highest the other end; null without end
 * @param ageMillis since it was published
 * @param sources that the terms name; 0 where nobody judges
 * @param used of them
 * @param dispersionBps (highest − lowest) / value of the used
 */
public record OracleQuality(
    Validity validity,
    BigDecimal value,
    BigDecimal lowest,
    BigDecimal highest,
    Long ageMillis,
    int sources,
    int used,
    BigDecimal dispersionBps,
    Ambiguous ambiguous)
    implements AggregateValues {
  /** Accounts LIQUIDATABLE or worse at one end of the interval and not at the other. */
  public record Ambiguous(long accounts, BigDecimal notional) {}

  @Override
  public AggregateKind kind() {
    return AggregateKind.ORACLE_QUALITY;
  }

  @Override
  public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
    return visitor.quality(this);
  }
}
