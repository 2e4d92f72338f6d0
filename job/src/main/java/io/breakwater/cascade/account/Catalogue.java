package io.breakwater.cascade.account;

import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.oracle.FactorKind;
import io.breakwater.oracle.RiskFactor;

/** What is known of factors and instruments, by the integers that the mirror has for them. */
public interface Catalogue {
  /** Factors are below this number. */
  int factors();

  /** A factor that was named. */
  RiskFactor factor(int integer);

  /** What an observed factor measures; {@link FactorKind#PRICE} where nobody has said. */
  FactorKind kind(int integer);

  /** The parameters in force of an instrument of a pricing. */
  InstrumentParameters instrument(int index);
}
