package io.breakwater.margin;

/**
 * A change of an account's level.
 *
 * @param account the account
 * @param time of the causing event on the job's clock, microseconds since the epoch
 * @param marketSequence number of the last market event that was applied
 * @param accountSequence number of the account's newest state
 * @param from the level before
 * @param to the level now
 * @param cause the event
 * @param valuation what it was decided on
 * @param held whether it rests on a price that is not good enough to liquidate at
 */
public record HealthTransition(
    String account,
    long time,
    long marketSequence,
    long accountSequence,
    Level from,
    Level to,
    Cause cause,
    Valuation valuation,
    boolean held) {}
