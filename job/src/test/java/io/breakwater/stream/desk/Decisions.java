package io.breakwater.stream.desk;

import io.breakwater.margin.trigger.HealthTransition;
import io.breakwater.margin.trigger.LiquidationTrigger;
import io.breakwater.stream.event.RejectedRecord;
import java.util.ArrayList;
import java.util.List;

/** Keeps what was decided. */
final class Decisions implements DecisionOutput {
  final List<HealthTransition> transitions = new ArrayList<>();
  final List<LiquidationTrigger> triggers = new ArrayList<>();
  final List<RejectedRecord> rejected = new ArrayList<>();

  @Override
  public void transition(HealthTransition transition) {
    transitions.add(transition);
  }

  @Override
  public void trigger(LiquidationTrigger trigger) {
    triggers.add(trigger);
  }

  @Override
  public void rejected(RejectedRecord record) {
    rejected.add(record);
  }

  void clear() {
    transitions.clear();
    triggers.clear();
    rejected.clear();
  }
}
