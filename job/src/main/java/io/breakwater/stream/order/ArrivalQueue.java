package io.breakwater.stream.order;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/**
 * A priority queue whose elements leave in an order, and in the order of their arrival where that
 * calls them equal, also after {@link #toList} was added to another queue. Not thread-safe.
 */
final class ArrivalQueue<T> {
  private final PriorityQueue<Arrival<T>> queue;
  private long arrivals;

  private record Arrival<T>(T element, long number) {}

  ArrivalQueue(Comparator<T> order) {
    queue =
        new PriorityQueue<>(
            Comparator.<Arrival<T>, T>comparing(Arrival::element, order)
                .thenComparingLong(Arrival::number));
  }

  public void add(T element) {
    queue.add(new Arrival<>(element, arrivals++));
  }

  /** The first, or null. */
  T peek() {
    Arrival<T> first = queue.peek();
    return first == null ? null : first.element();
  }

  /** Takes the first, which must be there. */
  T remove() {
    return queue.remove().element();
  }

  void removeIf(Predicate<T> condition) {
    queue.removeIf(arrival -> condition.test(arrival.element()));
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  public int size() {
    return queue.size();
  }

  /** All elements in the order in which they would leave. */
  List<T> toList() {
    List<Arrival<T>> sorted = new ArrayList<>(queue);
    sorted.sort(queue.comparator());
    return sorted.stream().map(Arrival::element).toList();
  }
}
