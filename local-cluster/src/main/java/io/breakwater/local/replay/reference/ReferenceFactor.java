package io.breakwater.local.replay.reference;

import io.breakwater.local.replay.lines.LongList;
import io.breakwater.oracle.Certainty;
import io.breakwater.oracle.Product;
import io.breakwater.value.PriceScale;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** One factor through a whole replay: its value after every event that changed it. */
final class ReferenceFactor {
  private static final long HALTED = 1L << Integer.SIZE;

  final String name;

  /** Numbers of the events that changed the value, ascending. */
  final LongList numbers = new LongList();

  /** Numbers of the events at which an observed factor's value was accepted, ascending. */
  final LongList priceNumbers = new LongList();

  /** Numbers of the events that made an observed factor's value more or less certain, ascending. */
  final LongList certaintyNumbers = new LongList();

  private final List<Certainty> certainties = new ArrayList<>();
  private final LongList units = new LongList();
  private final LongList scales = new LongList();
  private final LongList sequences = new LongList();
  private final LongList publishTimes = new LongList();
  private Product product;
  private long productNumber;
  private int scale = PriceScale.UNSTATED;

  ReferenceFactor(String name) {
    this.name = name;
  }

  /** Of what it is the product, sooner or later; null for an observed factor. */
  Product product() {
    return product;
  }

  /** Of what it is the product after an event; null while it is not known to be one. */
  Product productAt(long number) {
    return product != null && productNumber <= number ? product : null;
  }

  void define(Product operands, long number) {
    product = operands;
    productNumber = number;
  }

  /** Decimals of its values; {@link PriceScale#UNSTATED} before the first. */
  int scale() {
    return scale;
  }

  void setScale(int stated) {
    scale = stated;
  }

  boolean hasValue() {
    return numbers.size() > 0;
  }

  /** The last value; there must be one. */
  BigDecimal value() {
    return value(numbers.size() - 1);
  }

  /** Whether the last value is an earlier one, because the present one cannot be told. */
  boolean isHalted() {
    return isHalted(numbers.size() - 1);
  }

  /** The value that an event brought, in the order of {@link #numbers}. */
  BigDecimal value(int index) {
    return BigDecimal.valueOf(units.get(index), (int) scales.get(index));
  }

  boolean isHalted(int index) {
    return (scales.get(index) & HALTED) != 0;
  }

  /** An event leaves this value; nothing is noted where it is the one before. */
  void set(BigDecimal value, boolean halted, long number) {
    scale = value.scale();
    boolean same = hasValue() && isHalted() == halted && value().equals(value); // in the same scale
    if (!same) {
      numbers.add(number);
      units.add(value.unscaledValue().longValueExact());
      scales.add(value.scale() | (halted ? HALTED : 0));
    }
  }

  /** A source's value was accepted. */
  void accepted(long number, long sequence, long publishTime) {
    priceNumbers.add(number);
    sequences.add(sequence);
    publishTimes.add(publishTime);
  }

  /**
   * An observed factor's value is as certain as this after an event.
   *
   * @return whether that is more or less than before
   */
  boolean set(Certainty certainty, long number) {
    if (certainty.equals(certaintyAt(number))) {
      return false;
    }
    certaintyNumbers.add(number);
    certainties.add(certainty);
    return true;
  }

  /** How certain an observed factor's value is after an event. */
  Certainty certaintyAt(long number) {
    int count = certaintyNumbers.countUpTo(number);
    return count == 0 ? Certainty.VALID : certainties.get(count - 1);
  }

  /** Number at its source of the value that was the last accepted after an event. */
  long sequenceAt(long number) {
    return sequences.get(priceNumbers.countUpTo(number) - 1);
  }

  /** When that was published, microseconds since the epoch. */
  long publishTimeAt(long number) {
    return publishTimes.get(priceNumbers.countUpTo(number) - 1);
  }
}
