package io.breakwater.stream;

import io.breakwater.margin.HealthTransition;
import io.breakwater.margin.LiquidationTrigger;
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
