package io.breakwater.cascade.reference;

import io.breakwater.margin.terms.ImpactRule;
import java.math.BigDecimal;

/** I(Q): how far selling or buying a size moves a price, share of it, before any price ends. */
interface Impact {
  /** The name in records. */
  String model();

  /** The move, share of the price, 0 or more; null where it is without end. */
  BigDecimal move(BigDecimal size);

  /** ∫ I from 0 to a size; null where it is without end. */
  BigDecimal total(BigDecimal size);

  /** The size beyond which the move is more than all of the price; null where none is. */
  BigDecimal sizeOfAll();

  /** Whether more is sold than what was told of the market. */
  default boolean isExtrapolated(BigDecimal size) {
    return false;
  }

  /** Q / depth. */
  record Linear(BigDecimal depth) implements Impact {
    @Override
    public String model() {
      return "LINEAR";
    }

    @Override
    public BigDecimal move(BigDecimal size) {
      return Exact.quotient(size, depth);
    }

    @Override
    public BigDecimal total(BigDecimal size) {
      return Exact.quotient(size.multiply(size), depth.multiply(Exact.TWO));
    }

    @Override
    public BigDecimal sizeOfAll() {
      return depth;
    }
  }

  /** Y · σ · √(Q / volume). */
  record SquareRoot(ImpactRule.SquareRoot rule) implements Impact {
    private static final BigDecimal TWO_THIRDS = Exact.quotient(Exact.TWO, BigDecimal.valueOf(3));

    @Override
    public String model() {
      return "SQUARE_ROOT";
    }

    private BigDecimal factor() {
      return rule.coefficient().multiply(rule.dailyVolatility());
    }

    @Override
    public BigDecimal move(BigDecimal size) {
      BigDecimal days = Exact.quotient(size, rule.dailyVolume());
      return factor().multiply(days.sqrt(Exact.DIGITS), Exact.DIGITS);
    }

    @Override
    public BigDecimal total(BigDecimal size) {
      return TWO_THIRDS.multiply(size).multiply(move(size), Exact.DIGITS);
    }

    @Override
    public BigDecimal sizeOfAll() {
      return Exact.quotient(rule.dailyVolume(), factor().multiply(factor()));
    }
  }

  /** maximum · (1 − e^(−Q / scale)). */
  record BoundedExponential(ImpactRule.BoundedExponential rule) implements Impact {
    @Override
    public String model() {
      return "BOUNDED_EXPONENTIAL";
    }

    private BigDecimal missing(BigDecimal size) {
      return BigDecimal.ONE.subtract(Exact.expOfMinus(Exact.quotient(size, rule.scale())));
    }

    @Override
    public BigDecimal move(BigDecimal size) {
      return rule.maximum().multiply(missing(size), Exact.DIGITS);
    }

    @Override
    public BigDecimal total(BigDecimal size) {
      BigDecimal lag = rule.scale().multiply(missing(size), Exact.DIGITS);
      return rule.maximum().multiply(size.subtract(lag), Exact.DIGITS);
    }

    @Override
    public BigDecimal sizeOfAll() {
      return null;
    }
  }
}
