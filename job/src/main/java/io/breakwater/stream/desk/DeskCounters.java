package io.breakwater.stream.desk;

/** What the desk counts as it works; the operator makes metrics of it. */
public interface DeskCounters {
  /** A change of an already known price. */
  void tick();

  /** Accounts that the watch named for one tick. */
  void woken(int accounts);

  /** An account that was woken and decided exactly, and kept its level. */
  void wakeWithoutChange();

  /** An event of the market begins to look at accounts; {@link #workEnded} follows. */
  void workStarted();

  /** All accounts that the event concerns are decided. */
  void workEnded();

  /** A decision in exact arithmetic. */
  void exactDecision();

  /** An idle account was decided to see that it was not missed. */
  void audited();

  /** It was. */
  void auditMiss();

  void updateApplied();

  void updateDuplicate();

  void updateStale();
}
