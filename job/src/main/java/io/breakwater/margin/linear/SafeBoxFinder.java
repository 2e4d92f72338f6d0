package io.breakwater.margin.linear;

import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.AccountShape;
import io.breakwater.margin.model.Levels;
import io.breakwater.margin.model.Market;
import io.breakwater.margin.model.PriceInterval;
import io.breakwater.margin.model.SafeBox;
import io.breakwater.margin.terms.Level;
import io.breakwater.margin.terms.PolicyTerms;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds prices among which an account keeps its level.
 *
 * <p>Two guarantees are kept, each with its own slack shared equally among the factors: the next
 * worse level is not entered (H at its entry multiplier stays up), and the present one does not end
 * (H at its exit multiplier stays below).
 */
final class SafeBoxFinder {
  private final Account account;
  private final Level level;
  private final Level remembered;
  private final Market market;
  private final PolicyTerms policy;
  private final Map<String, List<ElementCurve>> curves;

  SafeBoxFinder(
      Account account,
      Level level,
      Level remembered,
      Market market,
      Map<String, List<ElementCurve>> curves) {
    this.account = account;
    this.level = level;
    this.remembered = remembered;
    this.market = market;
    this.policy = market.policy().inForce();
    this.curves = curves;
  }

  SafeBox find() {
    Map<String, PriceInterval> box = new HashMap<>();
    if (AccountShape.of(account) == AccountShape.OWES_NOTHING || curves.isEmpty()) {
      return new SafeBox(box);
    }
    Level worse = Levels.nextWorse(level);
    if (worse != null) {
      shares(policy.threshold(worse).entry()).keepAbove(policy.belowAtZero(worse), box);
    }
    if (level != Level.HEALTHY) {
      shares(endOf(level)).keepBelow(policy.belowAtZero(level), box);
    }
    return new SafeBox(box);
  }

  private Shares shares(BigDecimal multiplier) {
    return new Shares(curves, account.cash(), multiplier, market);
  }

  /**
   * A level worse than the remembered one ends where it is entered; BAD_DEBT is BANKRUPT in this.
   */
  private BigDecimal endOf(Level reached) {
    return policy.held(Level.better(reached, Level.BANKRUPT), remembered);
  }
}
