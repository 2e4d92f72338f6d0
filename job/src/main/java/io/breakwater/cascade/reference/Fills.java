package io.breakwater.cascade.reference;

import io.breakwater.cascade.Side;
import java.math.BigDecimal;

/**
 * At which prices a market takes what closes after a shock: a falling price is shocked · (1 −
 * I(Q)), zero at the least; a rising one shocked · (1 + I(Q)).
 *
 * @param shocked the price after the shock
 */
record Fills(Side side, BigDecimal shocked, Impact impact) {

  /** The price once a size is sold or bought; null where it rises without end. */
  BigDecimal price(BigDecimal size) {
    return at(isAll(size) ? BigDecimal.ONE : impact.move(size));
  }

  /** The mean price of what is sold or bought from one size on to another; null likewise. */
  BigDecimal mean(BigDecimal from, BigDecimal to) {
    BigDecimal size = to.subtract(from);
    if (size.signum() == 0) {
      return price(from);
    }
    BigDecimal after = total(to);
    return after == null ? null : at(Exact.quotient(after.subtract(total(from)), size));
  }

  private BigDecimal total(BigDecimal size) {
    if (!isAll(size)) {
      return impact.total(size);
    }
    BigDecimal all = impact.sizeOfAll();
    return impact.total(all).add(size.subtract(all));
  }

  /** Whether a falling price has reached zero. */
  private boolean isAll(BigDecimal size) {
    return side == Side.DOWN
        && impact.sizeOfAll() != null
        && size.compareTo(impact.sizeOfAll()) > 0;
  }

  private BigDecimal at(BigDecimal move) {
    if (move == null) {
      return null;
    }
    BigDecimal signed = move.multiply(BigDecimal.valueOf(side.sign()));
    return shocked.multiply(BigDecimal.ONE.add(signed), Exact.DIGITS);
  }
}
