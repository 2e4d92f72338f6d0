package io.breakwater.oracle;

/** What a risk factor measures. The {@link #code} is what byte formats store; it never changes. */
public enum FactorKind {
  /** Numeraire per unit, or units of another factor's unit per unit (a rate); above 0. */
  PRICE(1),
  /** Accumulated funding per contract, which may be zero or negative. */
  FUNDING_INDEX(2),
  /** What is owed today per unit borrowed at the start; above 0. */
  BORROW_INDEX(3),
  /** What is owned today per unit supplied at the start; above 0. */
  SUPPLY_INDEX(4),
  /** A forward price; above 0. */
  FORWARD(5),
  /** An implied volatility; above 0. */
  VOLATILITY(6);

  private final byte code;

  FactorKind(int code) {
    this.code = (byte) code;
  }

  /** The stable number of this kind in byte formats. */
  public byte code() {
    return code;
  }

  /** Whether every value is above zero; otherwise it may be zero or negative. */
  public boolean isPositive() {
    return this != FUNDING_INDEX;
  }

  /** Whether this release has a rule that rests on factors of the kind. */
  public boolean hasRules() {
    return switch (this) {
      case PRICE, BORROW_INDEX, SUPPLY_INDEX -> true;
      case FUNDING_INDEX, FORWARD, VOLATILITY -> false;
    };
  }
}
