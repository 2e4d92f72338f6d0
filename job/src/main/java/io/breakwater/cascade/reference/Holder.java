package io.breakwater.cascade.reference;

import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.Standing;
import io.breakwater.margin.terms.Level;

/**
 * An account as it stands at a marker.
 *
 * @param account all that it holds, also what nobody can value
 * @param level that was decided at the marker's values, of an account that can be valued
 * @param triggered level that triggers were told of
 * @param pending whether it cannot be valued
 * @param belowSince since when its level is LIQUIDATABLE or worse, microseconds since the epoch;
 *     {@link Standing#NEVER} where it is not
 * @param heldSince since when its trigger is held back, likewise
 */
public record Holder(
    Account account,
    Level level,
    Level triggered,
    boolean pending,
    long belowSince,
    long heldSince) {

  /** One that can be valued and whose triggers are told, LIQUIDATABLE or worse since a time. */
  public static Holder at(Account account, Level level, long since) {
    long below = level.isTriggered() ? since : Standing.NEVER;
    return new Holder(account, level, level, false, below, Standing.NEVER);
  }

  /** Whether its level calls for a trigger that better ones stand for. */
  boolean isHeld() {
    return Standing.isHeld(level, triggered);
  }

  /** What hysteresis remembers of it. */
  Level remembered() {
    return Level.better(level, Level.worse(triggered, Level.WARNING));
  }
}
