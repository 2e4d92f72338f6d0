package io.breakwater.margin.model;

import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.oracle.Product;
import java.math.BigDecimal;

/**
 * What an account is decided on: parameters, accepted values of factors, and policy at one moment.
 */
public interface Market {
  /** The parameters in force of an instrument, or null while none are known. */
  InstrumentParameters parameters(String instrument);

  /**
   * The accepted value of a factor, as it decides: rounded to the factor's scale; null while there
   * is none. Of a derived factor the product of its operands' values, rounded.
   */
  BigDecimal value(String factor);

  /** The factors that a factor derives from; null for one that is observed, or not known. */
  Product product(String factor);

  /** The policy in force, or null while there is none. */
  RiskPolicy policy();
}
