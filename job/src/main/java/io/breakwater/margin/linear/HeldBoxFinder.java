package io.breakwater.margin.linear;

import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.AccountShape;
import io.breakwater.margin.model.Levels;
import io.breakwater.margin.model.Market;
import io.breakwater.margin.model.PriceInterval;
import io.breakwater.margin.model.SafeBox;
import io.breakwater.margin.model.Valuation;
import io.breakwater.margin.terms.Level;
import io.breakwater.margin.terms.PolicyTerms;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds prices of the factors that are certain, among which the triggered level of an account in
 * doubt does not rise: health at the most favourable of what is not certain stays up, with the
 * multiplier of the next worse level. Levels that recover early have intervals of their own, and a
 * guarantee of their own.
 */
final class HeldBoxFinder {
  private final Account account;
  private final Level triggered;
  private final Level remembered;
  private final Market market;
  private final PolicyTerms policy;
  private final Map<String, List<ElementCurve>> curves;

  HeldBoxFinder(
      Account account,
      Level triggered,
      Level remembered,
      Market market,
      Map<String, List<ElementCurve>> curves) {
    this.account = account;
    this.triggered = triggered;
    this.remembered = remembered;
    this.market = market;
    this.policy = market.policy().inForce();
    this.curves = curves;
  }

  SafeBox find() {
    Map<String, PriceInterval> box = new HashMap<>();
    Level next = Levels.nextWorse(triggered);
    if (next == null || AccountShape.of(account) == AccountShape.OWES_NOTHING) {
      return new SafeBox(box);
    }
    keepFrom(next, box);
    Level recovering = Level.better(policy.recoveringLevel(), Level.BANKRUPT);
    if (recovering.isWorseThan(next)) {
      keepFrom(recovering, box);
    }
    return new SafeBox(box);
  }

  private void keepFrom(Level level, Map<String, PriceInterval> box) {
    BigDecimal multiplier = policy.held(level, remembered);
    MostFavourable best = new MostFavourable(curves, level, multiplier, market);
    Valuation uncertain = best.valuation();
    if (uncertain != null) {
      BigDecimal constant = account.cash().add(uncertain.health(multiplier));
      new Shares(best.certain(), constant, multiplier, market)
          .keepAbove(policy.belowAtZero(level), box);
    }
  }
}
