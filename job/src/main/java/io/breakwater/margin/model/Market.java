package io.breakwater.margin.model;

import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.Level;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.oracle.Interval;
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

  /**
   * Whether the value of an observed factor, or what a derived one says, is what it is: VALID.
   * Whether a derived factor's operands are is not asked here.
   */
  default boolean isCertain(String factor) {
    return true;
  }

  /**
   * Where the true value of a factor is taken to lie, for asking whether an account is at a level
   * or worse. It contains the value.
   *
   * @param factor one that has a value and is {@link #isCertain not certain}
   */
  default Interval interval(String factor, Level level) {
    return new Interval(value(factor), value(factor));
  }
}
