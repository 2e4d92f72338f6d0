package io.breakwater.margin.account;

import io.breakwater.margin.terms.Level;
import java.util.Objects;

/**
 * How an account stands.
 *
 * <p>It has two levels. Its level is decided at what is known. Its triggered level is what triggers
 * are told of, and rises only as far as is certain: while an account has a deposit that nobody can
 * value, and its grace is not over, the most favourable that may be true of it is that it is
 * HEALTHY, so the triggered level cannot rise, though it may fall.
 *
 * @param level the last level that left the job
 * @param triggered the last level that triggers were told of, never worse than the level
 * @param episode how many times the triggered level has become LIQUIDATABLE
 * @param step triggers that have left in this episode
 * @param uncountedSince since when the account has a deposit that counts for nothing, microseconds
 *     since the epoch; {@link #NEVER} where it has none
 * @param graceOver whether such deposits have had their grace
 * @param pendingSince since when the account cannot be valued, microseconds since the epoch; {@link
 *     #NEVER} where it can
 * @param heldSince since when the level calls for a trigger that better ones stand for,
 *     microseconds since the epoch; {@link #NEVER} where it does not
 * @param belowSince since when the level calls for a trigger, microseconds since the epoch; {@link
 *     #NEVER} where it does not
 * @param reported why it cannot be valued, as it was last told; null where nothing was
 */
public record Standing(
    Level level,
    Level triggered,
    long episode,
    int step,
    long uncountedSince,
    boolean graceOver,
    long pendingSince,
    long heldSince,
    long belowSince,
    String reported) {

  /** No time. */
  public static final long NEVER = Long.MIN_VALUE;

  /** How every account begins. */
  public static final Standing FIRST = at(Level.HEALTHY, 0, 0);

  public Standing {
    Objects.requireNonNull(level, "level");
    Objects.requireNonNull(triggered, "triggered");
    belowSince = level.isTriggered() ? belowSince : NEVER;
  }

  /** At a level that triggers were told of, with everything known. */
  public static Standing at(Level level, long episode, int step) {
    return new Standing(level, level, episode, step, NEVER, false, NEVER, NEVER, NEVER, null);
  }

  /** Whether a level would call for a trigger that better ones stand for. */
  public static boolean isHeld(Level level, Level triggered) {
    return level.isTriggered() && level.isWorseThan(triggered);
  }

  public boolean isHeld() {
    return isHeld(level, triggered);
  }

  /** Whether a deposit counts for nothing. */
  public boolean hasUncounted() {
    return uncountedSince != NEVER;
  }

  /** Whether the triggered level may not rise. */
  public boolean isInGrace() {
    return hasUncounted() && !graceOver;
  }

  /** Whether the account cannot be valued. */
  public boolean isPending() {
    return pendingSince != NEVER;
  }

  /** The previous level of the next decision: hysteresis remembers only what was certain. */
  public Level remembered() {
    return remembered(level);
  }

  /**
   * As {@link #remembered}, once the account is at a level: by it, the level that is certain is
   * decided, so that deciding again changes nothing.
   */
  public Level remembered(Level now) {
    return Level.better(now, Level.worse(triggered, Level.WARNING));
  }

  /** Whether account health is told the same of both. */
  public boolean tellsLike(Standing other) {
    return level == other.level
        && triggered == other.triggered
        && Objects.equals(reported, other.reported);
  }

  /** After it was seen what can be valued. Times that run already run on. */
  public Standing noted(Appraisal appraisal, long time) {
    boolean uncounted = !appraisal.unvalued().isEmpty();
    return new Standing(
        level,
        triggered,
        episode,
        step,
        since(uncounted, uncountedSince, time),
        uncounted && graceOver,
        since(appraisal.isPending(), pendingSince, time),
        heldSince,
        belowSince,
        reported);
  }

  private static long since(boolean holds, long running, long time) {
    if (!holds) {
      return NEVER;
    }
    return running == NEVER ? time : running;
  }

  /**
   * After a decision.
   *
   * @param decided the level at what is known
   * @param box the level at the most favourable that may be true
   * @param time of the decision, microseconds since the epoch
   */
  public Standing decided(Level decided, Level box, long time) {
    Level certain = Level.worse(Level.better(triggered, decided), box);
    return new Standing(
        decided,
        certain,
        episode,
        step,
        uncountedSince,
        graceOver,
        NEVER,
        since(isHeld(decided, certain), heldSince, time),
        since(decided.isTriggered(), belowSince, time),
        null);
  }

  /** After the grace of its uncounted deposits. */
  public Standing afterGrace() {
    return new Standing(
        level,
        triggered,
        episode,
        step,
        uncountedSince,
        true,
        pendingSince,
        heldSince,
        belowSince,
        reported);
  }

  /** After it was told why the account cannot be valued. */
  public Standing withReport(String reason) {
    return new Standing(
        level,
        triggered,
        episode,
        step,
        uncountedSince,
        graceOver,
        pendingSince,
        heldSince,
        belowSince,
        reason);
  }

  /** With other counters of triggers. */
  public Standing counted(long newEpisode, int newStep) {
    return new Standing(
        level,
        triggered,
        newEpisode,
        newStep,
        uncountedSince,
        graceOver,
        pendingSince,
        heldSince,
        belowSince,
        reported);
  }

  /** After the account was closed. */
  public Standing closed() {
    return at(Level.HEALTHY, episode, step);
  }
}
