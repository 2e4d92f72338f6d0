package io.breakwater.stream.desk;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/**
 * Small integers for names, given when a name is first heard of; that of a name that is forgotten
 * goes to another. Not thread-safe.
 */
final class Names {
  static final int ABSENT = -1;

  private final Map<String, Integer> indexes = new HashMap<>();
  private final Map<Integer, String> names = new HashMap<>();
  private final ArrayDeque<Integer> free = new ArrayDeque<>();

  /** The index of a name, given now where it is new. */
  int indexOf(String name) {
    Integer known = indexes.get(name);
    if (known != null) {
      return known;
    }
    int index = free.isEmpty() ? names.size() : free.poll();
    indexes.put(name, index);
    names.put(index, name);
    return index;
  }

  /** The index of a name; {@link #ABSENT} where it has none. */
  int find(String name) {
    return indexes.getOrDefault(name, ABSENT);
  }

  void forget(int index) {
    indexes.remove(names.remove(index));
    free.add(index);
  }
}
