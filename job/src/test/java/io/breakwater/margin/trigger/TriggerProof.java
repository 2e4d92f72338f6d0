package io.breakwater.margin.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.margin.PlainMarket;
import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.Balance;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.linear.ClosedOut;
import io.breakwater.margin.linear.LinearMarginModel;
import io.breakwater.margin.model.AcceptedPrice;
import io.breakwater.margin.model.Valuation;
import io.breakwater.margin.reference.ReferenceBox;
import io.breakwater.margin.reference.ReferenceEvaluator;
import io.breakwater.margin.terms.BalanceSide;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.Level;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.oracle.Interval;
import io.breakwater.oracle.Product;
import io.breakwater.oracle.Validity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Recomputes a trigger from what it carries: account and market are built anew from its legs, and
 * judged by the reference evaluator.
 */
public final class TriggerProof {

  /** The published rules that a trigger names by their versions. */
  public interface Rules {
    InstrumentParameters parameters(String instrument, long version);

    RiskPolicy policy(String id, long version);

    /** What a factor derives from; null for an observed one. */
    Product product(String factor);
  }

  private final LiquidationTrigger trigger;
  private final Account account;
  private final PlainMarket market;

  private TriggerProof(LiquidationTrigger trigger, Rules rules) {
    this.trigger = trigger;
    this.account = account(trigger);
    this.market = market(trigger, rules);
  }

  /** Asserts that the trigger's record alone leads to the trigger's decision. */
  public static void assertExplains(LiquidationTrigger trigger, Rules rules) {
    TriggerProof proof = new TriggerProof(trigger, rules);
    proof.assertValuation();
    proof.assertBox();
    proof.assertLevel();
    proof.assertMultiplier();
    proof.assertCloseOut();
  }

  private static Account account(LiquidationTrigger trigger) {
    List<Position> positions = new ArrayList<>();
    List<Balance> balances = new ArrayList<>();
    for (TriggerLeg leg : trigger.legs()) {
      switch (leg.kind()) {
        case POSITION ->
            positions.add(
                new Position(leg.instrument(), leg.leg(), leg.size(), leg.entryPrice(), null));
        case DEPOSIT -> balances.add(balance(leg, BalanceSide.DEPOSIT, leg.size()));
        case DEBT -> balances.add(balance(leg, BalanceSide.DEBT, leg.size().negate()));
      }
    }
    return new Account(trigger.account(), trigger.cash(), balances, positions);
  }

  private static Balance balance(TriggerLeg leg, BalanceSide side, BigDecimal amount) {
    return new Balance(leg.instrument(), side, amount, leg.index());
  }

  private static PlainMarket market(LiquidationTrigger trigger, Rules rules) {
    PlainMarket market = new PlainMarket();
    for (TriggerFactor factor : trigger.factors()) {
      market.put(
          factor.factor(),
          new AcceptedPrice(
              factor.value(), factor.validity(), factor.sequence(), factor.publishTime()));
    }
    for (TriggerFactor factor : trigger.factors()) {
      putDoubt(factor, trigger, rules, market);
    }
    for (TriggerLeg leg : trigger.legs()) {
      InstrumentParameters instrument = rules.parameters(leg.instrument(), leg.parametersVersion());
      market.put(instrument);
      AcceptedPrice price = market.quote(instrument.factors().price());
      assertThat(
              new AcceptedPrice(
                  leg.price(), price.validity(), leg.priceSequence(), leg.publishTime()))
          .as("price of %s in %s", leg.instrument(), trigger)
          .isEqualTo(price);
      assertThat(market.quote(leg.factor())).as("%s in %s", leg, trigger).isNotNull();
    }
    return market.put(rules.policy(trigger.policyId(), trigger.policyVersion()));
  }

  /** What derives from others has an interval of its own only where its value cannot be told. */
  private static void putDoubt(
      TriggerFactor factor, LiquidationTrigger trigger, Rules rules, PlainMarket market) {
    Product product = rules.product(factor.factor());
    if (product != null) {
      market.put(factor.factor(), product);
    }
    if (factor.validity() != Validity.VALID
        && (product == null || !follows(factor.factor(), trigger, rules))) {
      market.putInterval(factor.factor(), told(factor.factor(), trigger));
    }
  }

  private static boolean follows(String name, LiquidationTrigger trigger, Rules rules) {
    Product product = rules.product(name);
    Interval exact =
        interval(product.left(), trigger, rules).times(interval(product.right(), trigger, rules));
    return isNear(exact.low(), told(name, trigger).low())
        && isNear(exact.high(), told(name, trigger).high());
  }

  /** Exact, where the record has it rounded. */
  private static Interval interval(String name, LiquidationTrigger trigger, Rules rules) {
    Product product = rules.product(name);
    return product == null || !follows(name, trigger, rules)
        ? told(name, trigger)
        : interval(product.left(), trigger, rules).times(interval(product.right(), trigger, rules));
  }

  private static Interval told(String name, LiquidationTrigger trigger) {
    return trigger.factors().stream()
        .filter(factor -> factor.factor().equals(name))
        .map(factor -> new Interval(factor.lowest(), factor.highest()))
        .findFirst()
        .orElseThrow();
  }

  /** Ends are told with 18 decimals; a certain product is told rounded to its scale. */
  private static boolean isNear(BigDecimal exact, BigDecimal told) {
    if (exact == null || told == null) {
      return exact == told;
    }
    BigDecimal step = new BigDecimal("2e-18").max(exact.movePointLeft(9));
    return exact.subtract(told).abs().compareTo(step) <= 0;
  }

  /** Where the account is best, of all that may be true. */
  private void assertBox() {
    boolean entered =
        trigger.kind() == TriggerKind.ENTERED || trigger.kind() == TriggerKind.WORSENED;
    Level told = entered ? trigger.level() : trigger.previousLevel();
    Valuation best = ReferenceBox.best(account, told, trigger.multiplier(), market);
    if (trigger.box() != null) {
      assertThat(trigger.box().health(trigger.multiplier()))
          .as("health at the best of %s", trigger)
          .isEqualByComparingTo(best.health(trigger.multiplier()));
    } else {
      assertThat(best.health(trigger.multiplier())).isGreaterThan(BigDecimal.TEN.pow(20));
    }
  }

  private void assertValuation() {
    assertThat(ReferenceEvaluator.value(account, market))
        .as("equity and requirement of %s", trigger)
        .isEqualTo(trigger.transition().valuation());
  }

  /** What is restated may have become worse since, where that is not certain yet. */
  private void assertLevel() {
    Level level = ReferenceEvaluator.level(account, trigger.previousLevel(), market);
    boolean mayBeBetter =
        trigger.kind() == TriggerKind.RESTATED
            || !trigger.transition().valuation().equals(trigger.box());
    assertThat(mayBeBetter ? Level.better(level, trigger.level()) : level)
        .as("level of %s", trigger)
        .isEqualTo(trigger.level());
  }

  /** Below at the multiplier of a level that is entered, not below at the exit of one that ends. */
  private void assertMultiplier() {
    boolean withdrawn = trigger.kind() == TriggerKind.WITHDRAWN;
    Level level = withdrawn ? trigger.previousLevel() : trigger.level();
    Valuation decided = withdrawn ? trigger.transition().valuation() : trigger.box();
    BigDecimal health = decided.health(multiplier(level));
    boolean atZero = market.policy().inForce().belowAtZero(level);
    boolean below = health.signum() < 0 || atZero && health.signum() == 0;
    assertThat(below && account.owes())
        .as("whether health at the multiplier is below, in %s", trigger)
        .isEqualTo(!withdrawn);
  }

  /** Insolvency that lasts by hysteresis becomes BAD_DEBT when nothing is left to close. */
  private BigDecimal multiplier(Level level) {
    boolean renamed = level == Level.BAD_DEBT && trigger.previousLevel() == Level.BANKRUPT;
    return renamed
        ? market.policy().inForce().threshold(Level.BANKRUPT).exit()
        : trigger.multiplier();
  }

  private void assertCloseOut() {
    assertThat(trigger.closeOut())
        .as("close-out of %s", trigger)
        .isEqualTo(
            trigger.kind() == TriggerKind.WITHDRAWN
                ? List.of()
                : new LinearMarginModel().closeOut(account, market));
    ClosedOut.assertShares(trigger.toString(), account, trigger.closeOut(), market);
  }
}
