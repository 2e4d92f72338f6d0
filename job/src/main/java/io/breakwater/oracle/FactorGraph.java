package io.breakwater.oracle;

import io.breakwater.value.Limits;
import io.breakwater.value.PriceScale;
import io.breakwater.value.Refusal;
import io.breakwater.value.RefusedException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * All risk factors with what derives from what: gives each an integer, holds the accepted values,
 * and says what moves when one of them does.
 *
 * <p>A derived factor is the product of two others, exact but for one rounding, half to even, to a
 * scale of its own; its value follows in the same step as that of an operand. A value that its long
 * cannot hold, or that rounds to zero, leaves the one before it, marked as halted. What a factor
 * derives from is fixed, without circles, and each observed factor is in it once: along each of
 * them it is proportional. Not thread-safe.
 */
public final class FactorGraph {
  /** Observed factors that one factor may rest on: records that list all of them stay small. */
  public static final int MOST_OBSERVED = Limits.OBSERVED;

  private final Map<String, FactorNode> nodes = new LinkedHashMap<>();
  private final List<FactorNode> byInteger = new ArrayList<>();
  private final Set<FactorNode> news = new LinkedHashSet<>();

  /** Whether a factor was ever named. */
  public boolean isKnown(String id) {
    return nodes.containsKey(id);
  }

  /** The integer of a factor that is known. */
  public int integerOf(String id) {
    return nodes.get(id).factor().integer();
  }

  /** What a known factor derives from; null for an observed one. */
  public Product product(String id) {
    return nodes.get(id).product();
  }

  /** Names a factor, which is observed until it is known to derive. */
  public void name(String id) {
    node(id);
  }

  private FactorNode node(String id) {
    FactorNode known = nodes.get(id);
    if (known != null) {
      return known;
    }
    FactorNode added = new FactorNode(byInteger.size(), id);
    nodes.put(id, added);
    byInteger.add(added);
    news.add(added);
    return added;
  }

  /**
   * Checks that a factor can be what a record says of it; changes nothing.
   *
   * @param product null for an observed factor
   * @param stated whether a record has said what the factor is before
   * @throws RefusedException {@link Refusal#CONTRADICTION} where it derives from other factors, or
   *     is observed, already; where there would be a circle; or where an observed factor would be
   *     in it, or in what derives from it, twice; {@link Refusal#TOO_LARGE} where more than {@link
   *     Limits#DERIVED} would derive from one
   */
  public void requireDefinable(String id, Product product, boolean stated) {
    FactorNode node = nodes.get(id);
    Product known = node == null ? null : node.product();
    boolean isUsed = node != null && (stated || known != null || node.hasValue());
    if (isUsed && !Objects.equals(known, product)) {
      throw new RefusedException(
          Refusal.CONTRADICTION,
          "factor %s is %s and cannot become %s once it is used: give it a new id."
              .formatted(id, described(known), described(product)));
    }
    if (product != null && known == null) {
      requireNoCircle(id, product);
      requireEachOnce(id, product);
      requireRoom(id, product);
    }
  }

  /** A value moves all that derives from it, each time that it comes. */
  private void requireRoom(String id, Product product) {
    int more = 1 + derivedFrom(id);
    for (String operand : List.of(product.left(), product.right())) {
      for (String moved : observedIn(operand)) {
        Limits.require(
            derivedFrom(moved) + more,
            Limits.DERIVED,
            "factors that derive from " + moved,
            "derive " + id + " from others, or send values of it");
      }
    }
  }

  private List<String> observedIn(String id) {
    List<String> observed = new ArrayList<>();
    collectObserved(id, Map.of(), observed);
    return observed;
  }

  private int derivedFrom(String id) {
    FactorNode node = nodes.get(id);
    return node == null ? 0 : node.derivedCount();
  }

  private static String described(Product product) {
    return product == null ? "observed" : "the product " + product;
  }

  private void requireNoCircle(String id, Product product) {
    FactorNode node = nodes.get(id);
    for (String operand : List.of(product.left(), product.right())) {
      FactorNode other = nodes.get(operand);
      if (node != null && other != null && other.restsOn(node)) {
        throw new RefusedException(
            Refusal.CONTRADICTION,
            "factor %s would derive from itself through %s: let one of them be observed."
                .formatted(id, operand));
      }
    }
  }

  /**
   * What a factor, and all that derives from it, would rest on if it were a product: observed
   * factors by derived one, operands before what derives from them. Changes nothing; {@link
   * #requireDefinable} tells whether it can be.
   */
  public Map<String, List<String>> observedIf(String id, Product product) {
    Map<String, List<String>> observed = new LinkedHashMap<>();
    Set<String> affected = new LinkedHashSet<>(List.of(id));
    FactorNode node = nodes.get(id);
    if (node != null) {
      inOrder(node).forEach(dependent -> affected.add(dependent.id()));
    }
    Map<String, Product> tried = Map.of(id, product);
    affected.forEach(name -> observed.put(name, observedIn(name, tried)));
    return observed;
  }

  /** The observed factors that each derived one rests on. */
  public Map<String, List<String>> observed() {
    Map<String, List<String>> observed = new LinkedHashMap<>();
    for (FactorNode node : byInteger) {
      if (node.isDerived()) {
        observed.put(node.id(), observedIn(node.id(), Map.of()));
      }
    }
    return observed;
  }

  private List<String> observedIn(String id, Map<String, Product> tried) {
    List<String> observed = new ArrayList<>();
    collectObserved(id, tried, observed);
    return observed;
  }

  /** In it, and in all that derives from it, each observed factor may be once. */
  private void requireEachOnce(String id, Product product) {
    for (Map.Entry<String, List<String>> affected : observedIf(id, product).entrySet()) {
      String name = affected.getKey();
      List<String> observed = affected.getValue();
      if (observed.size() > MOST_OBSERVED) {
        throw new RefusedException(
            Refusal.CONTRADICTION,
            "factor %s would rest on %d observed factors, and may on %d: let one of its operands be observed."
                .formatted(name, observed.size(), MOST_OBSERVED));
      }
      Set<String> distinct = new LinkedHashSet<>();
      for (String factor : observed) {
        if (!distinct.add(factor)) {
          throw new RefusedException(
              Refusal.CONTRADICTION,
              "factor %s would have %s in it twice: each observed factor may be in a product once."
                  .formatted(name, factor));
        }
      }
    }
  }

  private void collectObserved(String id, Map<String, Product> tried, List<String> found) {
    FactorNode node = nodes.get(id);
    Product product = tried.getOrDefault(id, node == null ? null : node.product());
    if (product == null) {
      found.add(id);
    } else {
      collectObserved(product.left(), tried, found);
      collectObserved(product.right(), tried, found);
    }
  }

  /** Lets a factor derive from two others, after {@link #requireDefinable}; names all three. */
  public void define(String id, Product product) {
    FactorNode left = node(product.left());
    FactorNode right = node(product.right());
    FactorNode node = node(id);
    if (!node.isDerived()) {
      node.derivesFrom(product, left, right);
      news.add(node);
    }
  }

  /** The factors that were named, or came to derive from others, since this was asked last. */
  public List<RiskFactor> takeNews() {
    List<RiskFactor> taken = news.stream().map(FactorNode::factor).toList();
    news.clear();
    return taken;
  }

  /**
   * The scale that the first value of a factor will have, or that it is to set one itself; nothing
   * once it has a value.
   */
  public void foresee(String id, int scale) {
    FactorNode node = node(id);
    if (!node.hasValue()) {
      node.setScale(scale);
    }
  }

  /** Derives a factor, and all that derives from it, anew: what has changed. */
  public List<FactorValue> derive(String id) {
    FactorNode node = nodes.get(id);
    List<FactorValue> changed = new ArrayList<>();
    if (node.isDerived() && node.derive()) {
      changed.add(node.value());
    }
    changed.addAll(follow(node));
    return changed;
  }

  /** Whether a factor is known to derive from others. */
  public boolean isDerived(String id) {
    FactorNode node = nodes.get(id);
    return node != null && node.isDerived();
  }

  /** The value of a known factor; null while it has none. */
  public FactorValue value(String id) {
    FactorNode node = nodes.get(id);
    return node.hasValue() ? node.value() : null;
  }

  /**
   * An observed factor has a new value.
   *
   * @param value above 0
   * @return its units at its scale, first, and all that has moved with it, operands before what
   *     derives from them
   * @throws RefusedException {@link Refusal#PRICE_SCALE} when its scale cannot tell the value
   */
  public List<FactorValue> accept(String id, BigDecimal value) {
    FactorNode node = nodes.get(id);
    int scale = node.scale() == PriceScale.UNSTATED ? PriceScale.setBy(value) : node.scale();
    node.setValue(PriceScale.units(value, scale, id), scale, false);
    if (node.dependents().isEmpty()) {
      return List.of(node.value());
    }
    List<FactorValue> moved = new ArrayList<>();
    moved.add(node.value());
    moved.addAll(follow(node));
    return moved;
  }

  /**
   * A factor is counted in another scale from now on.
   *
   * @return its value and those of all that has moved with it, where they have changed
   * @throws RefusedException {@link Refusal#PRICE_SCALE} when the scale cannot tell the value of an
   *     observed factor; nothing has changed then
   */
  public List<FactorValue> restate(String id, int scale) {
    FactorNode node = nodes.get(id);
    if (node.scale() == scale) {
      return List.of();
    }
    if (!node.hasValue()) {
      node.setScale(scale);
      return derive(id);
    }
    List<FactorValue> moved = new ArrayList<>();
    if (node.isDerived()) {
      restateDerived(node, scale);
    } else {
      FactorValue before = node.value();
      node.setValue(
          PriceScale.restated(before.units(), before.scale(), scale, id), scale, before.halted());
    }
    moved.add(node.value());
    moved.addAll(follow(node));
    return moved;
  }

  /** Of a derived value nothing is kept that can be taken anew; a halted one is brought over. */
  private static void restateDerived(FactorNode node, int scale) {
    FactorValue before = node.value();
    node.setScale(scale);
    node.derive();
    if (node.value().halted()) {
      BigDecimal kept = BigDecimal.valueOf(before.units(), before.scale());
      node.setValue(PriceScale.nearestUnits(kept, scale), scale, true);
    }
  }

  private List<FactorValue> follow(FactorNode moved) {
    List<FactorValue> changed = new ArrayList<>(0);
    for (FactorNode node : inOrder(moved)) {
      if (node.derive()) {
        changed.add(node.value());
      }
    }
    return changed;
  }

  /** All that derives from a factor, operands before what derives from them. */
  private static List<FactorNode> inOrder(FactorNode from) {
    if (from.dependents().isEmpty()) {
      return List.of();
    }
    List<FactorNode> reversed = new ArrayList<>();
    Set<FactorNode> seen = new LinkedHashSet<>();
    for (FactorNode dependent : from.dependents()) {
      visit(dependent, seen, reversed);
    }
    Collections.reverse(reversed);
    return reversed;
  }

  private static void visit(FactorNode node, Set<FactorNode> seen, List<FactorNode> reversed) {
    if (seen.add(node)) {
      for (FactorNode dependent : node.dependents()) {
        visit(dependent, seen, reversed);
      }
      reversed.add(node);
    }
  }

  /** Takes over what is said of factors, whose integers follow on those that are known. */
  public void restore(List<RiskFactor> factors, List<FactorValue> values) {
    for (RiskFactor factor : factors) {
      node(factor.id());
    }
    for (RiskFactor factor : factors) {
      if (factor.product() != null) {
        define(factor.id(), factor.product());
      }
    }
    for (FactorValue value : values) {
      byInteger.get(value.factor()).setValue(value.units(), value.scale(), value.halted());
    }
    news.clear();
  }
}
