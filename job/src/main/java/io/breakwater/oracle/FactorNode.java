package io.breakwater.oracle;

import io.breakwater.value.PriceScale;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** A factor of a {@link FactorGraph}: what it derives from, what derives from it, its value. */
final class FactorNode {
  private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

  private final int integer;
  private final String id;
  private final List<FactorNode> dependents = new ArrayList<>(0);
  private int derived;
  private Product product;
  private FactorNode left;
  private FactorNode right;
  private int scale = PriceScale.UNSTATED;
  private boolean hasValue;
  private long units;
  private boolean halted;

  FactorNode(int integer, String id) {
    this.integer = integer;
    this.id = id;
  }

  String id() {
    return id;
  }

  Product product() {
    return product;
  }

  RiskFactor factor() {
    return new RiskFactor(integer, id, product);
  }

  boolean isDerived() {
    return product != null;
  }

  boolean hasValue() {
    return hasValue;
  }

  /** The scale of its values; {@link PriceScale#UNSTATED} before the first. */
  int scale() {
    return scale;
  }

  FactorValue value() {
    return new FactorValue(integer, units, scale, halted);
  }

  BigDecimal decimal() {
    return BigDecimal.valueOf(units, scale);
  }

  List<FactorNode> dependents() {
    return dependents;
  }

  void derivesFrom(Product operands, FactorNode first, FactorNode second) {
    product = operands;
    left = first;
    right = second;
    first.dependents.add(this);
    second.dependents.add(this);
    first.countDerived(1 + derived);
    second.countDerived(1 + derived);
  }

  /** What derives from it, at any depth: each factor is in it, and in these, once. */
  int derivedCount() {
    return derived;
  }

  private void countDerived(int more) {
    derived += more;
    if (isDerived()) {
      left.countDerived(more);
      right.countDerived(more);
    }
  }

  void setScale(int stated) {
    scale = stated;
  }

  void setValue(long newUnits, int newScale, boolean isHalted) {
    units = newUnits;
    scale = newScale;
    halted = isHalted;
    hasValue = true;
  }

  /** Whether a factor is in it, at any depth, or is itself. */
  boolean restsOn(FactorNode factor) {
    return this == factor || isDerived() && (left.restsOn(factor) || right.restsOn(factor));
  }

  /**
   * Takes the product of its operands, where both have a value.
   *
   * @return whether its units, its scale or its being halted has changed
   */
  boolean derive() {
    if (!left.hasValue || !right.hasValue) {
      return false;
    }
    BigDecimal exact = left.decimal().multiply(right.decimal());
    int at = scale == PriceScale.UNSTATED ? PriceScale.setBy(exact) : scale;
    BigDecimal rounded = exact.setScale(at, RoundingMode.HALF_EVEN);
    boolean told = rounded.signum() > 0 && rounded.movePointRight(at).compareTo(LARGEST) <= 0;
    if (!told) {
      boolean changes = hasValue && !halted;
      halted = hasValue;
      return changes;
    }
    long derived = rounded.unscaledValue().longValueExact();
    boolean changes = !hasValue || halted || derived != units;
    setValue(derived, at, false);
    return changes;
  }
}
