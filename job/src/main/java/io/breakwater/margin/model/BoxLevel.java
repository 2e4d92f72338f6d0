package io.breakwater.margin.model;

import io.breakwater.margin.account.Account;
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
   * The worst level, of the decided and better ones, that the account is below the threshold of,
   * whatever is true.
   *
   * @param account what counts of one that is not pending
   * @param decided the level at the values that are accepted; what is certain is not worse, also
   *     where the rounding of products has made that level
   * @param remembered the previous level of the decision
   */
  public static Level of(
      MarginModel model, Account account, Level decided, Level remembered, Market market) {
    PolicyTerms policy = market.policy().inForce();
    for (Level level : WORST_FIRST) {
      if (!level.isWorseThan(decided)
          && isBelow(
              model.best(account, level, policy.held(level, remembered), market),
              level,
              policy,
              remembered)) {
        return level == Level.BANKRUPT ? decided : level;
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
