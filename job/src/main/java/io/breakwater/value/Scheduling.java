package io.breakwater.value;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Terms of which changes are scheduled, each for a time of its own.
 *
 * @param <S> the terms themselves
 */
public interface Scheduling<S extends Scheduling<S>> {
  /**
   * When the next change comes into force, microseconds since the epoch; null when none is
   * scheduled.
   */
  Long nextEffectiveTime();

  /** The terms with the next change in force, and those after it still scheduled. */
  S afterNext();

  /** The terms with every change in force whose time has come. */
  static <S extends Scheduling<S>> S at(S terms, long time) {
    S current = terms;
    while (current.nextEffectiveTime() != null && current.nextEffectiveTime() <= time) {
      current = current.afterNext();
    }
    return current;
  }

  /**
   * Changes in the order of their times.
   *
   * @param owner whose they are, for the sentence of a refusal
   * @throws RefusedException {@link Refusal#TOO_LARGE} for more than {@link Limits#SCHEDULED},
   *     {@link Refusal#CONTRADICTION} for two at one time
   */
  static <C> List<C> ordered(List<C> changes, ToLongFunction<C> time, String owner) {
    Limits.require(
        changes.size(),
        Limits.SCHEDULED,
        "scheduled changes of " + owner,
        "send the later ones when the first have come");
    List<C> ordered = changes.stream().sorted(Comparator.comparingLong(time)).toList();
    for (int i = 1; i < ordered.size(); i++) {
      long at = time.applyAsLong(ordered.get(i));
      if (time.applyAsLong(ordered.get(i - 1)) == at) {
        throw new RefusedException(
            Refusal.CONTRADICTION, owner + " has two scheduled changes at " + at + ".");
      }
    }
    return ordered;
  }
}
