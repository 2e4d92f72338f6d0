package io.breakwater.stream.order;

import io.breakwater.stream.event.MarketInput;
import io.breakwater.value.Origin;
import java.util.List;

/**
 * Inputs of the market that are not due yet, and changes that are scheduled: each of these waits as
 * an update made by the job itself ({@link Origin#NONE}), with the terms in force from its time and
 * the ones scheduled after it. Not thread-safe.
 */
final class Agenda {
  private final ArrivalQueue<MarketInput> inputs = new ArrivalQueue<>(EventOrder.MARKET);

  void add(MarketInput input) {
    inputs.add(input);
  }

  /** The first that becomes due; null when nothing waits. */
  MarketInput first() {
    return inputs.peek();
  }

  MarketInput removeFirst() {
    return inputs.remove();
  }

  /** Forgets what is scheduled for something, such as an instrument, by its key. */
  void forgetScheduled(Class<? extends MarketInput> kind, String key) {
    inputs.removeIf(
        input ->
            kind.isInstance(input)
                && isScheduled(input.origin())
                && EventOrder.key(input).equals(key));
  }

  static boolean isScheduled(Origin origin) {
    return origin.equals(Origin.NONE);
  }

  int size() {
    return inputs.size();
  }

  /** All, in the order in which they become due. */
  List<MarketInput> toList() {
    return inputs.toList();
  }
}
