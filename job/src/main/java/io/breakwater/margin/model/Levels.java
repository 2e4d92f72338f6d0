package io.breakwater.margin.model;

import io.breakwater.margin.account.AccountShape;
import io.breakwater.margin.terms.Level;
import io.breakwater.margin.terms.PolicyTerms;

/** Which level follows: the worst that is entered, or that has been reached and has not ended. */
public final class Levels {
  private static final Level[] WORST_FIRST = {
    Level.BANKRUPT, Level.SEVERE, Level.LIQUIDATABLE, Level.WARNING
  };

  private Levels() {}

  public static Level next(
      Valuation value, AccountShape shape, Level previous, PolicyTerms policy) {
    if (shape == AccountShape.OWES_NOTHING) {
      return Level.HEALTHY;
    }
    for (Level level : WORST_FIRST) {
      int sign = value.health(policy.held(level, previous)).signum();
      if (sign < 0 || (sign == 0 && policy.belowAtZero(level))) {
        return level == Level.BANKRUPT ? shape.worst() : level;
      }
    }
    return Level.HEALTHY;
  }

  /**
   * The level that an account at this level would enter next when it gets worse; null at the worst.
   */
  public static Level nextWorse(Level level) {
    return level.compareTo(Level.BANKRUPT) >= 0 ? null : Level.ofCode(level.code() + 1);
  }
}
