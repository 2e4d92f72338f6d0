package io.breakwater.margin.trigger;

import io.breakwater.margin.account.AccountRecord;
import io.breakwater.margin.account.Standing;
import io.breakwater.margin.model.Valuation;
import io.breakwater.margin.terms.Level;

/**
 * A change of how an account stands: of its level, of the level that triggers are told of, or of
 * what is said about its being pending.
 *
 * @param account the account
 * @param time of the causing event on the job's clock, microseconds since the epoch
 * @param marketSequence number of the last market event that was applied
 * @param accountSequence number of the account's newest state
 * @param from the level before
 * @param to the level now
 * @param triggeredLevel the level that triggers are told of, now
 * @param cause the event
 * @param valuation what it was decided on; null where the account cannot be valued
 * @param pending why the account cannot be valued, once it is reported; else null
 */
public record HealthTransition(
    String account,
    long time,
    long marketSequence,
    long accountSequence,
    Level from,
    Level to,
    Level triggeredLevel,
    Cause cause,
    Valuation valuation,
    String pending) {

  /**
   * What is told of a step of an account.
   *
   * @param before the record before it
   * @param after how the account stands after it
   */
  static HealthTransition of(
      String account,
      AccountRecord before,
      Standing after,
      Valuation valuation,
      Occasion occasion) {
    return new HealthTransition(
        account,
        occasion.time(),
        occasion.marketSequence(),
        before.lastSequence(),
        before.level(),
        after.level(),
        after.triggered(),
        occasion.cause(),
        valuation,
        after.reported());
  }

  /** Whether a trigger of this level is held back until it is certain. */
  public boolean held() {
    return Standing.isHeld(to, triggeredLevel);
  }
}
