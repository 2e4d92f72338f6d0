package io.breakwater.cascade.account;

import io.breakwater.cascade.Side;
import io.breakwater.margin.model.Valuation;
import java.math.BigDecimal;

/**
 * What is asked of exact arithmetic at a moment where floating point cannot tell: seldom, and slow.
 * Accounts are named as who scans them names them.
 */
public interface ExactQuestions {
  /**
   * Whether an account is below the entry of LIQUIDATABLE after a move of a row.
   *
   * @param row integer of its factor
   * @param move share of the price, below 0 where it falls; the price stops at zero
   */
  boolean isBelow(int account, int row, BigDecimal move);

  /**
   * The multiple of a row's price at which an account is below first, on its way from what it is.
   *
   * @return the double nearest to it; {@link io.breakwater.margin.mirror.FactorMoves#NEVER} where
   *     no move makes it so
   */
  double firstBelow(int account, int row, Side side);

  /**
   * Whether an account would be LIQUIDATABLE or worse with a row's price at a value, and nothing
   * moved but what derives from it; with what hysteresis remembers.
   *
   * @param value 0 or more; null for one that grows without end
   */
  boolean isLiquidatableAt(int account, int row, BigDecimal value);

  /**
   * Net size that closing sells of a row, below 0 where it buys; 8 decimals, half-even.
   *
   * @param multiple of the row's price at which it closes
   */
  BigDecimal netSize(int account, int row, double multiple);

  /**
   * Notional of an account's positions that rest on a row, numeraire.
   *
   * @param row integer of its factor, or {@link Rows#NONE} for all
   */
  BigDecimal positions(int account, int row);

  /** Equity and requirement of an account. */
  Valuation value(int account);

  /** The health factor of an account without positions; null where it has none. */
  BigDecimal healthFactor(int account);
}
