package io.breakwater.stream.event;

import io.breakwater.oracle.Product;
import io.breakwater.oracle.RiskFactor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What derives from which factors. What one more factor costs depends on what it derives from, and
 * not on how many there are.
 */
final class Dependents {
  private final Map<String, RiskFactor> factors = new HashMap<>();
  private final Map<String, List<RiskFactor>> direct = new HashMap<>();
  private final Map<Integer, List<Integer>> found = new HashMap<>();

  /** Takes in factors that are named, or have come to derive from others. */
  void know(List<RiskFactor> named) {
    for (RiskFactor factor : named) {
      RiskFactor before = factors.put(factor.id(), factor);
      boolean derivesNow = before == null || before.product() == null;
      if (factor.product() != null && derivesNow) {
        derives(factor, factor.product().left());
        derives(factor, factor.product().right());
      }
    }
  }

  private void derives(RiskFactor factor, String operand) {
    direct.computeIfAbsent(operand, id -> new ArrayList<>()).add(factor);
    forget(operand);
  }

  /** What was found of a factor, and of all that it derives from, is not all any more. */
  private void forget(String id) {
    RiskFactor factor = factors.get(id);
    if (factor == null) {
      return;
    }
    found.remove(factor.integer());
    Product product = factor.product();
    if (product != null) {
      forget(product.left());
      forget(product.right());
    }
  }

  /** Integers of all that derives from a factor, at any depth, in their order. */
  List<Integer> of(RiskFactor factor) {
    List<Integer> known = found.get(factor.integer());
    if (known != null) {
      return known;
    }
    TreeSet<Integer> all = new TreeSet<>();
    collect(factor.id(), all);
    List<Integer> listed = List.copyOf(all);
    found.put(factor.integer(), listed);
    return listed;
  }

  private void collect(String id, TreeSet<Integer> all) {
    for (RiskFactor dependent : direct.getOrDefault(id, List.of())) {
      if (all.add(dependent.integer())) {
        collect(dependent.id(), all);
      }
    }
  }
}
