package io.breakwater.margin.account;

import io.breakwater.margin.terms.Level;

/** The two facts of an account, besides its valuation, on which its level rests. */
public enum AccountShape {
  /** No position, no debt, no negative cash: always HEALTHY. */
  OWES_NOTHING,
  /** Something is owed, and a position or a deposit is left to close or seize. */
  HAS_SOMETHING_TO_CLOSE,
  /** Something is owed, and nothing is left. */
  NOTHING_LEFT;

  public static AccountShape of(Account account) {
    if (!account.owes()) {
      return OWES_NOTHING;
    }
    return account.hasSomethingToClose() ? HAS_SOMETHING_TO_CLOSE : NOTHING_LEFT;
  }

  /** The name of the worst level for this shape. */
  public Level worst() {
    return this == NOTHING_LEFT ? Level.BAD_DEBT : Level.BANKRUPT;
  }
}
