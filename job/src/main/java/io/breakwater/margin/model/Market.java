package io.breakwater.margin.model;

import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.RiskPolicy;
import java.math.BigDecimal;

/** What an account is decided on: parameters, accepted prices and policy at one moment. */
public interface Market {
  /** The parameters in force of an instrument, or null while none are known. */
  InstrumentParameters parameters(String instrument);

  /** The accepted price of an instrument, numeraire, above 0; null while there is none. */
  BigDecimal price(String instrument);

  /** The policy in force, or null while there is none. */
  RiskPolicy policy();
}
