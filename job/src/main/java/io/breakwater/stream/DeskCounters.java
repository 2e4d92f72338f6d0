package io.breakwater.stream;

/** What the desk counts as it works; the operator makes metrics of it. */
interface DeskCounters {
  /** A change of an already known price. */
  void tick();

  /** Accounts that the watch named for one tick. */
  void woken(int accounts);

  /** An account that was woken and decided exactly, and kept its level. */
  void wakeWithoutChange();

  /** A decision in exact arithmetic. */
  void exactDecision();

  void updateApplied();

  void updateDuplicate();

  void updateStale();
}
