package io.breakwater.stream.event;

import io.breakwater.oracle.Product;
import io.breakwater.oracle.RiskFactor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What derives from which factors. */
final class Dependents {
  private Map<Integer, List<Integer>> byFactor = new HashMap<>();

  /**
   * Takes in which factors there are.
   *
   * @param factors by their integers; null where one was not named yet
   */
  void know(List<RiskFactor> factors) {
    Map<String, List<Integer>> direct = new HashMap<>();
    for (RiskFactor factor : factors) {
      Product product = factor == null ? null : factor.product();
      if (product != null) {
        direct.computeIfAbsent(product.left(), id -> new ArrayList<>()).add(factor.integer());
        direct.computeIfAbsent(product.right(), id -> new ArrayList<>()).add(factor.integer());
      }
    }
    byFactor = new HashMap<>();
    for (RiskFactor factor : factors) {
      if (factor != null && direct.containsKey(factor.id())) {
        TreeSet<Integer> found = new TreeSet<>();
        collect(factor.id(), factors, direct, found);
        byFactor.put(factor.integer(), List.copyOf(found));
      }
    }
  }

  private static void collect(
      String id,
      List<RiskFactor> factors,
      Map<String, List<Integer>> direct,
      TreeSet<Integer> found) {
    for (int dependent : direct.getOrDefault(id, List.of())) {
      if (found.add(dependent)) {
        collect(factors.get(dependent).id(), factors, direct, found);
      }
    }
  }

  /** Integers of all that derives from a factor, at any depth, in their order. */
  List<Integer> of(int factor) {
    return byFactor.getOrDefault(factor, List.of());
  }
}
