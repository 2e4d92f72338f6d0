package io.breakwater.margin.model;

import io.breakwater.margin.mirror.FactorMoves;
import io.breakwater.margin.mirror.FrozenMarket;
import io.breakwater.margin.mirror.MirroredAccount;

/**
 * What a model tells of the many for aggregates: what accounts are worth at frozen values, and from
 * which move of a price on they are below, from the numbers of the mirror alone. It decides
 * nothing: where it claims who is below, the exact decision is the same, and where it cannot, it
 * says so.
 *
 * <p>Below is H at the entry multiplier of LIQUIDATABLE below zero, or at zero where the policy has
 * it so. A price that moves is told as a multiple of what it is: 0 to 1 where it falls, 1 or more
 * where it rises.
 *
 * <p>Asked in this order: {@link #begin}, then for each account {@link #look}, then for each row
 * {@link #along}, then the rest. Not thread-safe; nothing is allocated for an account.
 */
public interface MoveForm {
  /** The account is below. */
  int BELOW = 1;

  /** The account is not below. */
  int NOT_BELOW = 0;

  /** Begins a moment. */
  void begin(FrozenMarket market);

  /**
   * Takes in an account as it stood at the moment.
   *
   * @return false where the account's model tells nothing of moves
   */
  boolean look(MirroredAccount account);

  /** E, numeraire. */
  double equity();

  /** By how much {@link #equity} may be off. */
  double equityError();

  /** M, numeraire. */
  double requirement();

  /** By how much {@link #requirement} may be off. */
  double requirementError();

  /**
   * Cash, numeraire, below 0 where it is owed.
   *
   * @param hasPositions whether the account has any; then cash that is not owed is told as 0
   */
  double cash(boolean hasPositions);

  /**
   * Signed worth of an element, numeraire: of a position its notional, of a balance its value,
   * below 0 for what is short or owed.
   *
   * @param offset from the account's first element
   */
  double worth(int offset);

  /** What a balance adds to the requirement, numeraire, 0 or more. */
  double addOn(int offset);

  /** Chooses the row that the following is about, and what moves along with its price. */
  void along(int row, FactorMoves moves);

  /**
   * Where the row's price makes the account below first, on its way from what it is.
   *
   * @param sign 1 where the price rises, −1 where it falls, to zero at most
   * @return a multiple, {@link FactorMoves#NEVER} or {@link FactorMoves#CANNOT_TELL}
   */
  double firstBelow(int sign);

  /** By how much the multiple that was just answered may be off. */
  double firstError();

  /**
   * Whether the account is below, as of LIQUIDATABLE, at a multiple of the row's price.
   *
   * @param multiplier of the requirement
   * @return {@link #BELOW}, {@link #NOT_BELOW} or {@link FastForm#UNCERTAIN}
   */
  int below(double multiple, double multiplier);
}
