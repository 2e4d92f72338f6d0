package io.breakwater.local.keeper;

import io.breakwater.schemas.LiquidationTrigger;
import io.breakwater.schemas.TriggerKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the keeper is about to close. Of an account's triggers only the latest counts; its time
 * begins with the first of them. What a new epoch makes void is dropped, and comes back if it is
 * stated again. No state of an account is closed twice.
 */
final class OpenOrders {
  private final long delayNanos;
  private final TriggerLog log = new TriggerLog(voided -> drop(voided.account()));

  /** By account, in the order of their due times. */
  private final Map<String, Order> orders = new LinkedHashMap<>();

  private final Map<String, Long> lastWritten = new HashMap<>();

  /** A trigger and when to act on it. */
  private record Order(LiquidationTrigger trigger, long dueNanos) {}

  /**
   * @param delay between a trigger and its close-out
   */
  OpenOrders(Duration delay) {
    this.delayNanos = delay.toNanos();
  }

  private void drop(String account) {
    orders.remove(account);
  }

  /** Takes the word that an epoch begins in a partition. */
  void begin(int partition, long epoch) {
    log.begin(partition, epoch);
  }

  /**
   * Takes the next trigger of a partition.
   *
   * @param nowNanos any clock that never goes back, the same as in {@link #due}
   */
  TriggerLog.Verdict add(int partition, LiquidationTrigger trigger, long nowNanos) {
    String account = trigger.getAccount();
    boolean open = trigger.getKind() != TriggerKind.WITHDRAWN;
    TriggerLog.Verdict verdict =
        log.add(
            partition,
            trigger.getEpoch(),
            TriggerId.parse(trigger.getId()),
            trigger.getDecision(),
            open);
    if (verdict == TriggerLog.Verdict.REPEAT || verdict == TriggerLog.Verdict.OBSOLETE) {
      return verdict;
    }
    if (!open || trigger.getHeld() || isClosed(trigger)) {
      drop(account);
    } else {
      Order earlier = orders.get(account);
      long due = earlier == null ? nowNanos + delayNanos : earlier.dueNanos();
      orders.put(account, new Order(trigger, due));
    }
    return verdict;
  }

  /** Whether it was decided on a state that this keeper has already replaced. */
  private boolean isClosed(LiquidationTrigger trigger) {
    Long written = lastWritten.get(trigger.getAccount());
    return written != null && trigger.getAccountSequence() < written;
  }

  /** The triggers whose time has come, in the order of it; they are the caller's from now on. */
  List<LiquidationTrigger> due(long nowNanos) {
    List<LiquidationTrigger> due = new ArrayList<>();
    Iterator<Order> inOrder = orders.values().iterator();
    while (inOrder.hasNext()) {
      Order order = inOrder.next();
      if (order.dueNanos() - nowNanos > 0) {
        break;
      }
      due.add(order.trigger());
      lastWritten.put(order.trigger().getAccount(), order.trigger().getAccountSequence() + 1);
      inOrder.remove();
    }
    return due;
  }

  /** What the triggers read so far say. */
  TriggerLog log() {
    return log;
  }
}
