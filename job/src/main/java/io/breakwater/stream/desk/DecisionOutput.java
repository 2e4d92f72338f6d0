package io.breakwater.stream.desk;

import io.breakwater.margin.trigger.HealthTransition;
import io.breakwater.margin.trigger.LiquidationTrigger;
import io.breakwater.stream.event.RejectedRecord;

/** Where decisions go. */
public interface DecisionOutput {
  void transition(HealthTransition transition);

  void trigger(LiquidationTrigger trigger);

  void rejected(RejectedRecord rejected);
}
