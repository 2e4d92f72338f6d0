package io.breakwater.margin.model;

import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.AccountShape;
import io.breakwater.margin.terms.Level;
import io.breakwater.margin.terms.PolicyTerms;
import java.util.List;

/**
 * The level of an account at the most favourable of all values that may be true: the worst that is
 * certain.
 */
public final class BoxLevel {
  private static final List<Level> WORST_FIRST =
      List.of(Level.BANKRUPT, Level.SEVERE, Level.LIQUIDATABLE, Level.WARNING);

  private BoxLevel() {}

  /**
   * The worst level that the account is below the threshold of, whatever is true.
   *
   * @param account what counts of one that is not pending
   * @param remembered the previous level of the decision
   */
  public static Level of(MarginModel model, Account account, Level remembered, Market market) {
    AccountShape shape = AccountShape.of(account);
    if (shape == AccountShape.OWES_NOTHING) {
      return Level.HEALTHY;
    }
    PolicyTerms policy = market.policy().inForce();
    for (Level level : WORST_FIRST) {
      if (isBelow(
          model.best(account, level, policy.held(level, remembered), market),
          level,
          policy,
          remembered)) {
        return level == Level.BANKRUPT ? shape.worst() : level;
      }
    }
    return Level.HEALTHY;
  }

  private static boolean isBelow(
      Valuation best, Level level, PolicyTerms policy, Level remembered) {
    if (best == null) {
      return false;
    }
    int sign = best.health(policy.held(level, remembered)).signum();
    return sign < 0 || sign == 0 && policy.belowAtZero(level);
  }
}
