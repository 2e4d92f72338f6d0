package io.breakwater.margin.terms;

/** How bad the state of an account is, worst last. */
public enum Level {
  HEALTHY(0),
  /** Health at the warning multiplier (default 1.25) is gone. */
  WARNING(1),
  /** Equity no longer covers the maintenance margin. */
  LIQUIDATABLE(2),
  /** Equity covers less than the severe multiple (default 2/3) of the maintenance margin. */
  SEVERE(3),
  /** Equity is below zero, and a position or a deposit is left to close or seize. */
  BANKRUPT(4),
  /** Equity is below zero, and nothing is left. */
  BAD_DEBT(5);

  private static final Level[] BY_CODE = byCode();

  private final byte code;

  Level(int code) {
    this.code = (byte) code;
  }

  private static Level[] byCode() {
    Level[] levels = new Level[values().length];
    for (Level level : values()) {
      levels[level.code] = level;
    }
    return levels;
  }

  /**
   * The stable number of this level in byte formats: 0 is HEALTHY, 5 is BAD_DEBT, larger is worse.
   */
  public byte code() {
    return code;
  }

  /** The level with this {@link #code}. */
  public static Level ofCode(int code) {
    return BY_CODE[code];
  }

  public boolean isWorseThan(Level other) {
    return code > other.code;
  }

  /** The worse of two levels. */
  public static Level worse(Level a, Level b) {
    return a.isWorseThan(b) ? a : b;
  }

  /** The better of two levels. */
  public static Level better(Level a, Level b) {
    return a.isWorseThan(b) ? b : a;
  }

  /** Whether a trigger stands open at this level: LIQUIDATABLE or worse. */
  public boolean isTriggered() {
    return code >= LIQUIDATABLE.code;
  }

  /** Whether something is left that a liquidator can close: LIQUIDATABLE, SEVERE or BANKRUPT. */
  public boolean isLiquidatable() {
    return isTriggered() && this != BAD_DEBT;
  }
}
