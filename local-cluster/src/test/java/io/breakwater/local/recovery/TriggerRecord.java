package io.breakwater.local.recovery;

import io.breakwater.schemas.LiquidationTrigger;
import io.breakwater.schemas.TriggerKind;

/** A record of the trigger topic with the partition that it was read from. */
record TriggerRecord(int partition, LiquidationTrigger trigger) {

  /** Whether it only says that an epoch begins in its partition. */
  boolean beginsEpoch() {
    return trigger.getKind() == TriggerKind.EPOCH_BEGUN;
  }

  /** Whether it comes of a change of level, not only of the beginning of an epoch. */
  boolean isOfAChange() {
    return !beginsEpoch() && trigger.getKind() != TriggerKind.RESTATED;
  }
}
