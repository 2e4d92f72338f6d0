package io.breakwater.stream.desk;

import io.breakwater.collections.IntBuffer;
import io.breakwater.collections.SlotSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Accounts whose triggered level is better than their level, by the factors that value their
 * elements: when the doubt about a factor changes, they are looked at, and nobody else. Not
 * thread-safe.
 */
final class LaggingAccounts {
  private final Mirror mirror;
  private final SlotSet members = new SlotSet();
  private final Map<Integer, SlotSet> byFactor = new HashMap<>();

  LaggingAccounts(Mirror mirror) {
    this.mirror = mirror;
  }

  boolean isEmpty() {
    return members.isEmpty();
  }

  /** An account stands as the mirror says now. */
  void stands(int slot) {
    boolean lags = mirror.lags(slot) && !mirror.isPending(slot);
    if (lags && members.add(slot)) {
      enter(slot);
    } else if (!lags) {
      leave(slot);
    }
  }

  /** An account is about to go, or to change its elements. */
  void leave(int slot) {
    if (members.remove(slot)) {
      for (int place = mirror.from(slot); place < mirror.to(slot); place++) {
        forget(mirror.factor(place), slot);
      }
    }
  }

  /** An account has another slot; the mirror holds it there. */
  void moved(int from, int to) {
    if (members.remove(from)) {
      for (int place = mirror.from(to); place < mirror.to(to); place++) {
        forget(mirror.factor(place), from);
      }
      members.add(to);
      enter(to);
    }
  }

  private void enter(int slot) {
    for (int place = mirror.from(slot); place < mirror.to(slot); place++) {
      byFactor.computeIfAbsent(mirror.factor(place), factor -> new SlotSet()).add(slot);
    }
  }

  private void forget(int factor, int slot) {
    SlotSet slots = byFactor.get(factor);
    if (slots != null) {
      slots.remove(slot);
      if (slots.isEmpty()) {
        byFactor.remove(factor);
      }
    }
  }

  /** Adds to {@code found} all that rest on a factor, in any order. */
  void collect(int factor, IntBuffer found) {
    SlotSet slots = byFactor.get(factor);
    if (slots != null) {
      slots.addTo(found);
    }
  }

  /** Adds to {@code found} all of them, in any order. */
  void collectAll(IntBuffer found) {
    members.addTo(found);
  }
}
