package io.breakwater.stream.desk;

/** Counts in plain fields. */
final class Counts implements DeskCounters {
  long ticks;
  long woken;
  long wakesWithoutChange;
  long exactDecisions;
  long audited;
  long auditMisses;
  long applied;
  long duplicates;
  long stale;

  @Override
  public void tick() {
    ticks++;
  }

  @Override
  public void woken(int accounts) {
    woken += accounts;
  }

  @Override
  public void wakeWithoutChange() {
    wakesWithoutChange++;
  }

  @Override
  public void exactDecision() {
    exactDecisions++;
  }

  @Override
  public void workStarted() {
    // Time is no count.
  }

  @Override
  public void workEnded() {
    // Time is no count.
  }

  @Override
  public void audited() {
    audited++;
  }

  @Override
  public void auditMiss() {
    auditMisses++;
  }

  @Override
  public void updateApplied() {
    applied++;
  }

  @Override
  public void updateDuplicate() {
    duplicates++;
  }

  @Override
  public void updateStale() {
    stale++;
  }
}
