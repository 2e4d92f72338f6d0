package io.breakwater.stream;

import io.breakwater.stream.event.RejectedRecord;
import io.breakwater.value.Refusal;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Counts the records that a stage refuses: in all, and for each reason. */
final class RejectCounters {
  private final Counter all;
  private final Map<Refusal, Counter> byReason = new EnumMap<>(Refusal.class);

  RejectCounters(MetricGroup group) {
    all = group.counter(MetricNames.REJECTED_RECORDS);
    for (Refusal reason : Refusal.values()) {
      byReason.put(
          reason,
          group.addGroup(MetricNames.REASON, reason.name()).counter(MetricNames.REJECTED_RECORDS));
    }
  }

  void count(RejectedRecord rejected) {
    all.inc();
    byReason.get(rejected.reason()).inc();
  }
}
