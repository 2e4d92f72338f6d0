package io.breakwater.margin.linear;

import io.breakwater.margin.model.PriceInterval;
import io.breakwater.value.Fraction;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * h_k(p): what all elements of one instrument add to the health of an account, as a function of
 * that instrument's price. Concave and piecewise linear, so it is the minimum of its pieces.
 *
 * @param pieces in the order of rising prices; never empty
 */
public record HealthCurve(List<Affine> pieces) {

  /** A bend of the curve: from there, one element is in its next segment. */
  private record Bend(Fraction price, ElementCurve element, int segment) {}

  /**
   * The prices at which a concave function reaches a value.
   *
   * @param low greatest lower end, or null for none
   * @param high least upper end, or null for none
   * @param empty whether no price above 0 reaches it
   */
  record Range(Fraction low, Fraction high, boolean empty) {
    /** As an interval that leaves nothing unsafe in, at 34 significant digits. */
    PriceInterval toInterval() {
      return new PriceInterval(
          low == null ? null : low.toSignificant(RoundingMode.CEILING),
          high == null ? null : high.toSignificant(RoundingMode.FLOOR));
    }
  }

  /** The curve of some elements of one instrument for one multiplier. */
  static HealthCurve of(List<ElementCurve> elements, BigDecimal multiplier) {
    Affine piece = Affine.ZERO;
    List<Bend> bends = new ArrayList<>();
    for (ElementCurve element : elements) {
      piece = piece.plus(element.health(multiplier, 0));
      for (int s = 1; s < element.from().size(); s++) {
        Fraction price = Fraction.of(element.from().get(s), element.size());
        bends.add(new Bend(price, element, s));
      }
    }
    bends.sort(Comparator.comparing(Bend::price));
    List<Affine> pieces = new ArrayList<>(bends.size() + 1);
    pieces.add(piece);
    for (Bend bend : bends) {
      Affine before = bend.element().health(multiplier, bend.segment() - 1);
      Affine after = bend.element().health(multiplier, bend.segment());
      piece = piece.minus(BigDecimal.ONE, before).plus(after);
      pieces.add(piece);
    }
    return new HealthCurve(pieces);
  }

  BigDecimal at(BigDecimal price) {
    return pieces.stream()
        .map(piece -> piece.at(price))
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  /**
   * The prices above 0 at which the curve is at least a value, or above it when strict.
   *
   * <p>Each piece admits a half-line, all prices, or none; the range is what all admit. Ends are
   * exact: whether they belong to the range is the strictness.
   */
  Range reaching(BigDecimal value, boolean strict) {
    Fraction low = null;
    Fraction high = null;
    for (Affine piece : pieces) {
      Affine above = piece.minusConstant(value);
      int slope = above.slope().signum();
      if (slope == 0) {
        int sign = above.constant().signum();
        if (sign < 0 || (strict && sign == 0)) {
          return new Range(null, null, true);
        }
      } else if (slope > 0) {
        low = low == null || above.root().compareTo(low) > 0 ? above.root() : low;
      } else {
        high = high == null || above.root().compareTo(high) < 0 ? above.root() : high;
      }
    }
    if (high != null && high.signum() <= 0) {
      return new Range(null, null, true);
    }
    low = low != null && low.signum() <= 0 ? null : low;
    if (low != null && high != null) {
      int order = low.compareTo(high);
      if (order > 0 || (strict && order == 0)) {
        return new Range(null, null, true);
      }
    }
    return new Range(low, high, false);
  }
}
