package io.breakwater.stream;

import io.breakwater.cascade.slice.Latencies;
import io.breakwater.margin.trigger.Cause;
import io.breakwater.margin.trigger.CauseType;
import io.breakwater.margin.trigger.LiquidationTrigger;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * How long triggers take from the publishing of the price that caused them, on the system clock.
 * Not thread-safe.
 */
final class TriggerLatencies {
  private final OperatorClock clock;
  private SortedMap<String, Latencies> byPrice = new TreeMap<>();

  TriggerLatencies(OperatorClock clock) {
    this.clock = clock;
  }

  /** A trigger leaves now. */
  void leaves(LiquidationTrigger trigger) {
    Cause cause = trigger.transition().cause();
    if (clock.isSystem() && cause.type() == CauseType.PRICE) {
      byPrice
          .computeIfAbsent(cause.factor(), factor -> new Latencies())
          .add(TimeUnit.MICROSECONDS.toMillis(clock.wallMicros() - cause.publishTime()));
    }
  }

  /** What was counted since this was asked last. */
  SortedMap<String, Latencies> take() {
    SortedMap<String, Latencies> taken = byPrice;
    byPrice = new TreeMap<>();
    return taken;
  }
}
