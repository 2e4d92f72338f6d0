package io.breakwater.margin.linear;

import io.breakwater.oracle.Interval;
import io.breakwater.value.Fraction;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where health is greatest along one factor: it is concave and piecewise linear, so that is an end
 * of the interval, or the bend at which its slope is no longer above zero. Linear in the elements;
 * only bends inside of the interval are put in order.
 */
final class Peak {
  private static final MathContext BEND = new MathContext(60, RoundingMode.HALF_EVEN);

  private final List<ElementCurve> elements;
  private final BigDecimal multiplier;

  /** A bend: from there, an element is in its next segment. */
  private record Bend(Fraction price, BigDecimal change) {}

  Peak(List<ElementCurve> elements, BigDecimal multiplier) {
    this.elements = elements;
    this.multiplier = multiplier;
  }

  /** The place of the greatest health in an interval; null where it grows without end. */
  BigDecimal within(Interval interval) {
    BigDecimal low = interval.low();
    BigDecimal high = interval.high();
    BigDecimal slope = slopeAfter(low);
    if (slope.signum() <= 0) {
      return low;
    }
    for (Bend bend : bendsBetween(low, high)) {
      slope = slope.add(bend.change());
      if (slope.signum() <= 0) {
        return bend.price().numerator().divide(bend.price().denominator(), BEND);
      }
    }
    return high;
  }

  private BigDecimal slopeAfter(BigDecimal price) {
    BigDecimal slope = BigDecimal.ZERO;
    for (ElementCurve element : elements) {
      slope = slope.add(slope(element, element.segmentAt(price)));
    }
    return slope;
  }

  private BigDecimal slope(ElementCurve element, int segment) {
    return element.health(multiplier, segment).slope();
  }

  private List<Bend> bendsBetween(BigDecimal low, BigDecimal high) {
    List<Bend> bends = new ArrayList<>();
    for (ElementCurve element : elements) {
      int last = element.from().size() - 1;
      int to = high == null ? last : element.segmentAt(high);
      for (int segment = element.segmentAt(low) + 1; segment <= to; segment++) {
        bends.add(
            new Bend(
                Fraction.of(element.from().get(segment), element.size()),
                slope(element, segment).subtract(slope(element, segment - 1))));
      }
    }
    bends.sort(Comparator.comparing(Bend::price));
    return bends;
  }
}
