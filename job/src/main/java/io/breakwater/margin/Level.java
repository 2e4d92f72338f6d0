package io.breakwater.margin;

/** How bad the state of an account is, worst last. */
public enum Level {
  HEALTHY,
  /** Health at the warning multiplier (default 1.25) is gone. */
  WARNING,
  /** Equity no longer covers the maintenance margin. */
  LIQUIDATABLE,
  /** Equity covers less than the severe multiple (default 2/3) of the maintenance margin. */
  SEVERE,
  /** Equity is below zero, and a position or a deposit is left to close or seize. */
  BANKRUPT,
  /** Equity is below zero, and nothing is left. */
  BAD_DEBT;

  private static final Level[] BY_CODE = values();

  /** The stable number of this level in byte formats: 0 is HEALTHY, 5 is BAD_DEBT. */
  public byte code() {
    return (byte) ordinal();
  }

  /** The level with this {@link #code}. */
  public static Level ofCode(int code) {
    return BY_CODE[code];
  }

  public boolean isWorseThan(Level other) {
    return compareTo(other) > 0;
  }

  /** Whether a trigger stands open at this level: LIQUIDATABLE or worse. */
  public boolean isTriggered() {
    return compareTo(LIQUIDATABLE) >= 0;
  }

  /** Whether something is left that a liquidator can close: LIQUIDATABLE, SEVERE or BANKRUPT. */
  public boolean isLiquidatable() {
    return isTriggered() && this != BAD_DEBT;
  }
}
