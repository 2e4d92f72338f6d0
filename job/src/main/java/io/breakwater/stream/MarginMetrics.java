package io.breakwater.stream;

import java.util.concurrent.TimeUnit;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** The metrics of account margin. Names are constants: dashboards and rules refer to them. */
final class MarginMetrics implements DeskCounters {
  static final String TICKS = "ticks";
  static final String WAKES = "wakes";
  static final String WAKES_WITHOUT_CHANGE = "wakesWithoutChange";
  static final String EXACT_DECISIONS = "exactDecisions";
  static final String AUDITED = "auditedAccounts";
  static final String AUDIT_MISSES = "auditMisses";
  static final String UPDATES_APPLIED = "accountUpdatesApplied";
  static final String UPDATES_DUPLICATE = "accountUpdatesDuplicate";
  static final String UPDATES_STALE = "accountUpdatesStale";
  static final String LATE = "lateRecords";
  static final String TRANSITIONS = "transitions";
  static final String TRIGGERS = "triggers";
  static final String RESTATED = "restatedTriggers";
  static final String EPOCH = "epoch";
  static final String OPEN_ACCOUNTS = "openAccounts";
  static final String PENDING_ACCOUNTS = "pendingAccounts";
  static final String HELD_ACCOUNTS = "heldAccounts";
  static final String INDEX_ENTRIES = "indexEntries";
  static final String INDEX_BYTES = "indexBytes";
  static final String UNWRITTEN_ACCOUNTS = "unwrittenAccounts";
  static final String EARLY_EVENTS = "earlyEvents";
  static final String REBUILD_MILLIS = "rebuildMillis";
  static final String FLUSH_MICROS = "flushMicros";
  static final String LONGEST_EVENT_MICROS = "longestMarketEventMicros";

  private final MetricGroup group;
  private final Counter ticks;
  private final Counter wakes;
  private final Counter wakesWithoutChange;
  private final Counter exactDecisions;
  private final Counter audited;
  private final Counter auditMisses;
  private final Counter applied;
  private final Counter duplicate;
  private final Counter stale;
  final Counter late;
  final Counter transitions;
  final Counter triggers;
  final Counter restated;
  final RejectCounters rejected;
  private long workStart;
  private long longestEventNanos;

  MarginMetrics(MetricGroup group) {
    this.group = group;
    ticks = group.counter(TICKS);
    wakes = group.counter(WAKES);
    wakesWithoutChange = group.counter(WAKES_WITHOUT_CHANGE);
    exactDecisions = group.counter(EXACT_DECISIONS);
    audited = group.counter(AUDITED);
    auditMisses = group.counter(AUDIT_MISSES);
    applied = group.counter(UPDATES_APPLIED);
    duplicate = group.counter(UPDATES_DUPLICATE);
    stale = group.counter(UPDATES_STALE);
    late = group.counter(LATE);
    transitions = group.counter(TRANSITIONS);
    triggers = group.counter(TRIGGERS);
    restated = group.counter(RESTATED);
    rejected = new RejectCounters(group);
    gauge(LONGEST_EVENT_MICROS, () -> TimeUnit.NANOSECONDS.toMicros(longestEventNanos));
  }

  /** Registers a value that is read when metrics are reported. */
  <T> void gauge(String name, Gauge<T> gauge) {
    group.gauge(name, gauge);
  }

  @Override
  public void tick() {
    ticks.inc();
  }

  @Override
  public void woken(int accounts) {
    wakes.inc(accounts);
  }

  @Override
  public void wakeWithoutChange() {
    wakesWithoutChange.inc();
  }

  @Override
  public void workStarted() {
    workStart = System.nanoTime();
  }

  @Override
  public void workEnded() {
    longestEventNanos = Math.max(longestEventNanos, System.nanoTime() - workStart);
  }

  @Override
  public void exactDecision() {
    exactDecisions.inc();
  }

  @Override
  public void audited() {
    audited.inc();
  }

  @Override
  public void auditMiss() {
    auditMisses.inc();
  }

  @Override
  public void updateApplied() {
    applied.inc();
  }

  @Override
  public void updateDuplicate() {
    duplicate.inc();
  }

  @Override
  public void updateStale() {
    stale.inc();
  }
}
