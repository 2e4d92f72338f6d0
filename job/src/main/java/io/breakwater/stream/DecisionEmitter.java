package io.breakwater.stream;

import io.breakwater.margin.trigger.HealthTransition;
import io.breakwater.margin.trigger.LiquidationTrigger;
import io.breakwater.margin.trigger.TriggerKind;
import io.breakwater.stream.desk.DecisionOutput;
import io.breakwater.stream.event.RejectedRecord;
import io.breakwater.stream.event.TriggerMessage;
import io.breakwater.stream.order.EventOrder;
import java.util.function.LongSupplier;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Sends decisions out, stamped with their times, and counts them. */
final class DecisionEmitter implements DecisionOutput {
  private final Output<StreamRecord<TriggerMessage>> output;
  private final MarginMetrics metrics;
  private final LongSupplier epoch;
  private final TriggerLatencies latencies;

  /**
   * @param epoch that triggers belong to
   */
  DecisionEmitter(
      Output<StreamRecord<TriggerMessage>> output,
      MarginMetrics metrics,
      LongSupplier epoch,
      TriggerLatencies latencies) {
    this.output = output;
    this.metrics = metrics;
    this.epoch = epoch;
    this.latencies = latencies;
  }

  @Override
  public void transition(HealthTransition transition) {
    metrics.transitions.inc();
    output.collect(
        AccountMargin.TRANSITIONS,
        new StreamRecord<>(transition, EventOrder.millis(transition.time())));
  }

  @Override
  public void trigger(LiquidationTrigger trigger) {
    boolean restated = trigger.kind() == TriggerKind.RESTATED;
    (restated ? metrics.restated : metrics.triggers).inc();
    latencies.leaves(trigger);
    output.collect(
        new StreamRecord<>(
            new TriggerMessage.OfTrigger(epoch.getAsLong(), trigger),
            EventOrder.millis(trigger.transition().time())));
  }

  @Override
  public void rejected(RejectedRecord rejected) {
    metrics.rejected.count(rejected);
    output.collect(AccountMargin.REJECTED, new StreamRecord<>(rejected));
  }
}
