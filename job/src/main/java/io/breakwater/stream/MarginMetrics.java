package io.breakwater.stream;

import io.breakwater.stream.desk.DeskCounters;
import java.util.concurrent.TimeUnit;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** The metrics of account margin. */
final class MarginMetrics implements DeskCounters {
  private long scanMicros;

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
    ticks = group.counter(MetricNames.TICKS);
    wakes = group.counter(MetricNames.WAKES);
    wakesWithoutChange = group.counter(MetricNames.WAKES_WITHOUT_CHANGE);
    exactDecisions = group.counter(MetricNames.EXACT_DECISIONS);
    audited = group.counter(MetricNames.AUDITED_ACCOUNTS);
    auditMisses = group.counter(MetricNames.AUDIT_MISSES);
    applied = group.counter(MetricNames.ACCOUNT_UPDATES_APPLIED);
    duplicate = group.counter(MetricNames.ACCOUNT_UPDATES_DUPLICATE);
    stale = group.counter(MetricNames.ACCOUNT_UPDATES_STALE);
    late = group.counter(MetricNames.LATE_RECORDS);
    transitions = group.counter(MetricNames.TRANSITIONS);
    triggers = group.counter(MetricNames.TRIGGERS);
    restated = group.counter(MetricNames.RESTATED_TRIGGERS);
    rejected = new RejectCounters(group);
    gauge(
        MetricNames.LONGEST_MARKET_EVENT_MICROS,
        () -> TimeUnit.NANOSECONDS.toMicros(longestEventNanos));
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

  /** A marker, a barrier or a watermark has waited for a scan. */
  void scanFinished(long nanos) {
    scanMicros = TimeUnit.NANOSECONDS.toMicros(nanos);
  }

  /** How long the last had to wait, microseconds. */
  long scanMicros() {
    return scanMicros;
  }
}
