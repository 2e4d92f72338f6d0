package io.breakwater.margin.model;

import io.breakwater.value.Decimals;
import java.math.BigDecimal;

/**
 * What an account is worth and what it must hold, exact.
 *
 * @param equity E, numeraire
 * @param requirement M, numeraire, 0 or more
 */
public record Valuation(BigDecimal equity, BigDecimal requirement) {
  /** Nothing owned, nothing required. */
  public static final Valuation ZERO = new Valuation(BigDecimal.ZERO, BigDecimal.ZERO);

  public Valuation {
    equity = Decimals.canonical(equity);
    requirement = Decimals.canonical(requirement);
  }

  /** Both sums. */
  public Valuation plus(Valuation other) {
    return new Valuation(equity.add(other.equity), requirement.add(other.requirement));
  }

  /** H_m = E − m · M. */
  public BigDecimal health(BigDecimal multiplier) {
    return equity.subtract(multiplier.multiply(requirement));
  }
}
