package io.breakwater.value;

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
}
