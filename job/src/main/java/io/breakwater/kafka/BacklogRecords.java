package io.breakwater.kafka;

import io.breakwater.cascade.record.Backlog;
import io.breakwater.schemas.BacklogGroup;
import io.breakwater.schemas.BacklogHeld;
import io.breakwater.schemas.BacklogPending;
import io.breakwater.schemas.BacklogValues;
import io.breakwater.schemas.HeldByFactor;
import io.breakwater.schemas.TriggerLatency;

/** The values of {@code Backlog} in records of the topic {@code risk-aggregates}. */
final class BacklogRecords {
  private BacklogRecords() {}

  /** The values as their record has them. */
  static BacklogValues toAvro(Backlog values, AggregateFigures figures) {
    return BacklogValues.newBuilder()
        .setAbove(group(values.above(), figures))
        .setBelow(group(values.below(), figures))
        .setHeld(held(values.held(), figures))
        .setPending(pending(values.pending()))
        .setLatencyMillis(latency(values.latencyMillis()))
        .build();
  }

  private static BacklogGroup group(Backlog.Group group, AggregateFigures figures) {
    return BacklogGroup.newBuilder()
        .setAccounts(group.accounts())
        .setNotional(figures.of(group.notional()))
        .setDeficit(figures.of(group.deficit()))
        .setOldestAgeMillis(group.oldestAgeMillis())
        .build();
  }

  private static BacklogHeld held(Backlog.Held held, AggregateFigures figures) {
    return BacklogHeld.newBuilder()
        .setAccounts(held.accounts())
        .setNotional(figures.of(held.notional()))
        .setOldestAgeMillis(held.oldestAgeMillis())
        .setByFactor(held.byFactor().stream().map(BacklogRecords::heldBy).toList())
        .build();
  }

  private static HeldByFactor heldBy(Backlog.HeldBy heldBy) {
    return HeldByFactor.newBuilder()
        .setFactor(heldBy.factor())
        .setAccounts(heldBy.accounts())
        .build();
  }

  private static BacklogPending pending(Backlog.Pending pending) {
    return BacklogPending.newBuilder().setAccounts(pending.accounts()).build();
  }

  private static TriggerLatency latency(Backlog.Latency latency) {
    return TriggerLatency.newBuilder().setP50(latency.p50()).setP99(latency.p99()).build();
  }
}
