package io.breakwater.margin;

import java.math.BigDecimal;
import java.util.List;

/**
 * An order of the day to liquidators, with everything that it was decided on.
 *
 * @param account the account
 * @param episode how many times the account has become LIQUIDATABLE, from 1
 * @param step within the episode, from 1: entry, worsenings, withdrawal
 * @param decision 16 hexadecimal digits, a fingerprint of what was decided on: account sequences,
 *     price sequences, versions of parameters and policy, level
 * @param kind entered, worsened, withdrawn, restated
 * @param transition the change of level that it belongs to; when it is restated, from the level to
 *     itself
 * @param cash of the account, numeraire
 * @param multiplier entry multiplier of the new level; for a withdrawal, the exit multiplier of the
 *     level that ended, and of the level that stands when it is restated
 * @param legs all elements of the account, with their prices; none when it is restated and held,
 *     since the account cannot be valued
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
    HealthTransition transition,
    BigDecimal cash,
    BigDecimal multiplier,
    List<TriggerLeg> legs,
    List<CloseOutLeg> closeOut,
    String policyId,
    long policyVersion) {
  public LiquidationTrigger {
    legs = List.copyOf(legs);
    closeOut = List.copyOf(closeOut);
  }

  /** {@code account#episode.step}: ascending within an account, unique in a surviving history. */
  public String id() {
    return account + "#" + episode + "." + step;
  }
}
