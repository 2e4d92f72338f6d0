package io.breakwater.stream.order;

import io.breakwater.stream.event.MarketInput;
import io.breakwater.value.Origin;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Inputs of the market that are not due yet, and changes that are scheduled: each of these waits as
 * an update made by the job itself ({@link Origin#NONE}), with the terms in force from its time and
 * the ones scheduled after it. Not thread-safe.
 */
final class Agenda {
  private final ArrivalQueue<MarketInput> inputs = new ArrivalQueue<>(EventOrder.MARKET);

  private final Set<Subject> scheduled = new HashSet<>();

  /** What a change is scheduled for; of each there is one, the next. */
  private record Subject(Class<? extends MarketInput> kind, String key) {
    static Subject of(MarketInput input) {
      return new Subject(input.getClass(), EventOrder.key(input));
    }
  }

  void add(MarketInput input) {
    inputs.add(input);
    if (isScheduled(input.origin())) {
      scheduled.add(Subject.of(input));
    }
  }

  /** The first that becomes due; null when nothing waits. */
  MarketInput first() {
    return inputs.peek();
  }

  MarketInput removeFirst() {
    MarketInput first = inputs.remove();
    if (isScheduled(first.origin())) {
      scheduled.remove(Subject.of(first));
    }
    return first;
  }

  /** Forgets what is scheduled for something, such as an instrument, by its key. */
  void forgetScheduled(Class<? extends MarketInput> kind, String key) {
    if (scheduled.remove(new Subject(kind, key))) {
      inputs.removeIf(
          input ->
              kind.isInstance(input)
                  && isScheduled(input.origin())
                  && EventOrder.key(input).equals(key));
    }
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
