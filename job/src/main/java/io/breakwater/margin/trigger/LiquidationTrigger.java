package io.breakwater.margin.trigger;

import io.breakwater.margin.model.CloseOutLeg;
import io.breakwater.margin.model.Valuation;
import io.breakwater.margin.terms.Level;
import java.math.BigDecimal;
import java.util.List;

/**
 * An order of the day to liquidators, with everything that it was decided on.
 *
 * @param account the account
 * @param episode how many times the triggered level has become LIQUIDATABLE, from 1
 * @param step within the episode, from 1: entry, worsenings, withdrawal
 * @param decision 16 hexadecimal digits, a fingerprint of what was decided on: account sequences,
 *     price sequences, versions of parameters and policy, level
 * @param kind entered, worsened, withdrawn, restated
 * @param previousLevel the triggered level before; when it is restated, that which stands
 * @param transition the decision that it belongs to
 * @param held whether the account cannot be valued at present, so that nothing is to be closed yet
 * @param cash of the account, numeraire
 * @param box what the account is worth where health at the multiplier is greatest, of all values
 *     that may be true: what the level rests on; null where that grows without end, and when it is
 *     held
 * @param multiplier entry multiplier of the new level; for a withdrawal, the exit multiplier of the
 *     level that ended, and of the level that stands when it is restated
 * @param legs all elements of the account that count, with their prices; none when it is held
 * @param factors all that the decision rests on, by id, those included that others derive from;
 *     none when it is held
 * @param closeOut what to close; empty for a withdrawal and when it is held
 * @param policyId the policy
 * @param policyVersion its version
 */
public record LiquidationTrigger(
    String account,
    long episode,
    int step,
    String decision,
    TriggerKind kind,
    Level previousLevel,
    HealthTransition transition,
    boolean held,
    BigDecimal cash,
    Valuation box,
    BigDecimal multiplier,
    List<TriggerLeg> legs,
    List<TriggerFactor> factors,
    List<CloseOutLeg> closeOut,
    String policyId,
    long policyVersion) {
  public LiquidationTrigger {
    legs = List.copyOf(legs);
    factors = List.copyOf(factors);
    closeOut = List.copyOf(closeOut);
  }

  /** The triggered level now: what the trigger is about. */
  public Level level() {
    return transition.triggeredLevel();
  }

  /** {@code account#episode.step}: ascending within an account, unique in a surviving history. */
  public String id() {
    return account + "#" + episode + "." + step;
  }
}
