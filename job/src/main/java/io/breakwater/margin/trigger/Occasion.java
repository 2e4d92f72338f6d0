package io.breakwater.margin.trigger;

/**
 * When an account was decided, and why.
 *
 * @param time of the causing event on the job's clock, microseconds since the epoch
 * @param marketSequence number of the last market event that was applied
 * @param cause the event
 */
public record Occasion(long time, long marketSequence, Cause cause) {}
