package io.breakwater.local.live;

import io.breakwater.schemas.Level;
import io.breakwater.schemas.LiquidationTrigger;
import io.breakwater.schemas.TriggerKind;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;

/**
 * What has left the job so far.
 *
 * @param standing accounts by the level at which they stand; those of which nothing has been said
 *     are HEALTHY and left out
 * @param transitions by the level that they led to
 * @param triggers by kind
 * @param largest the entry with the largest notional; null before the first
 * @param largestNotional its notional, numeraire
 * @param held accounts whose triggers wait for certainty
 * @param rejected records that could not be used
 */
record OutputTotals(
    Map<Level, Long> standing,
    Map<Level, Long> transitions,
    Map<TriggerKind, Long> triggers,
    LiquidationTrigger largest,
    BigDecimal largestNotional,
    long held,
    long rejected) {
  OutputTotals {
    standing = new EnumMap<>(standing);
    transitions = new EnumMap<>(transitions);
    triggers = new EnumMap<>(triggers);
  }

  long transitionCount() {
    return transitions.values().stream().mapToLong(Long::longValue).sum();
  }

  long triggerCount() {
    return triggers.values().stream().mapToLong(Long::longValue).sum();
  }
}
