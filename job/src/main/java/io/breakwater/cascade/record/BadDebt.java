package io.breakwater.cascade.record;

import java.math.BigDecimal;

/**
 * What accounts owe beyond what they have.
 *
 * @param latent sum of negative equity
 * @param certain what closing at the incentive would leave, of accounts that are below
 * @param realised what closings have left since the start; null while nobody counts it
 * @param realisedInInterval the same, in the interval
 */
public record BadDebt(
    BigDecimal latent, BigDecimal certain, BigDecimal realised, BigDecimal realisedInInterval)
    implements AggregateValues {

  @Override
  public AggregateKind kind() {
    return AggregateKind.BAD_DEBT;
  }

  @Override
  public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
    return visitor.badDebt(this);
  }
}
