package io.breakwater.stream;

import io.breakwater.margin.HealthTransition;
import io.breakwater.margin.LiquidationTrigger;

/** Where decisions go. */
interface DecisionOutput {
  void transition(HealthTransition transition);

  void trigger(LiquidationTrigger trigger);

  void rejected(RejectedRecord rejected);
}
