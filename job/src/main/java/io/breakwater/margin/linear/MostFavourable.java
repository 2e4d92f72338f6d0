package io.breakwater.margin.linear;

import io.breakwater.margin.model.Doubts;
import io.breakwater.margin.model.Market;
import io.breakwater.margin.model.Valuation;
import io.breakwater.margin.terms.Level;
import io.breakwater.oracle.Interval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Where the health of an account is greatest, of all values that may be true.
 *
 * <p>Health is a sum of concave, piecewise linear functions of one factor each. What moves along
 * one doubtful factor is one such function of it, whose greatest value lies at an end of its
 * interval or at a bend; what derives from several doubtful ones is a function of its own. Only the
 * rounding of products to their scale is left out of account, and the place of a bend is a
 * quotient, taken to 60 significant digits. A balance that has grown from nothing that 18 decimals
 * tell has a size of zero, and no bend.
 */
final class MostFavourable {
  private static final MathContext BEND = new MathContext(60, RoundingMode.HALF_EVEN);

  private final Level level;
  private final BigDecimal multiplier;
  private final Market market;
  private final Map<String, List<ElementCurve>> certain = new TreeMap<>();
  private final List<Moving> moving = new ArrayList<>();

  /** Elements that move along one doubtful factor, or one that derives from several. */
  private record Moving(Interval interval, List<ElementCurve> elements) {}

  /**
   * @param curves of the account's elements, by the factor that values them
   * @param level whose intervals are meant
   * @param multiplier of the health that is to be greatest
   */
  MostFavourable(
      Map<String, List<ElementCurve>> curves, Level level, BigDecimal multiplier, Market market) {
    this.level = level;
    this.multiplier = multiplier;
    this.market = market;
    Map<String, List<ElementCurve>> along = new TreeMap<>();
    curves.forEach((factor, elements) -> place(factor, elements, along));
    along.forEach(
        (factor, elements) ->
            moving.add(new Moving(Doubts.interval(factor, level, market), elements)));
  }

  private void place(
      String factor, List<ElementCurve> elements, Map<String, List<ElementCurve>> along) {
    SortedSet<String> doubts = Doubts.of(factor, market);
    if (doubts.isEmpty()) {
      certain.put(factor, elements);
    } else if (doubts.size() == 1) {
      BigDecimal multiple = Multiples.of(factor, doubts.first(), market);
      List<ElementCurve> group = along.computeIfAbsent(doubts.first(), name -> new ArrayList<>());
      elements.forEach(element -> group.add(element.along(multiple)));
    } else {
      moving.add(new Moving(Doubts.interval(factor, level, market), elements));
    }
  }

  /** The elements whose factors are certain, by these. */
  Map<String, List<ElementCurve>> certain() {
    return certain;
  }

  /** Equity and requirement there, with cash; null where health grows without end. */
  Valuation valuation(BigDecimal cash) {
    Valuation uncertain = valuation();
    if (uncertain == null) {
      return null;
    }
    BigDecimal equity = cash.add(uncertain.equity());
    BigDecimal requirement = uncertain.requirement();
    for (Map.Entry<String, List<ElementCurve>> entry : certain.entrySet()) {
      BigDecimal value = market.value(entry.getKey());
      for (ElementCurve element : entry.getValue()) {
        equity = equity.add(element.equity().at(value));
        requirement = requirement.add(element.requirementAt(value));
      }
    }
    return new Valuation(equity, requirement);
  }

  /** What all that is not certain adds there; null where that grows without end. */
  Valuation valuation() {
    Valuation total = Valuation.ZERO;
    for (Moving each : moving) {
      Valuation best = best(each);
      if (best == null) {
        return null;
      }
      total = total.plus(best);
    }
    return total;
  }

  private Valuation best(Moving group) {
    Interval interval = group.interval();
    if (interval.high() == null && growsWithoutEnd(group.elements())) {
      return null;
    }
    Valuation best = at(interval.low(), group.elements());
    if (interval.high() != null) {
      best = better(best, at(interval.high(), group.elements()));
    }
    for (ElementCurve element : group.elements()) {
      for (BigDecimal notional : element.from().subList(1, element.from().size())) {
        BigDecimal bend = notional.divide(element.size(), BEND);
        if (isInside(bend, interval)) {
          best = better(best, at(bend, group.elements()));
        }
      }
    }
    return best;
  }

  private static boolean isInside(BigDecimal price, Interval interval) {
    return price.compareTo(interval.low()) > 0
        && (interval.high() == null || price.compareTo(interval.high()) < 0);
  }

  private boolean growsWithoutEnd(List<ElementCurve> elements) {
    BigDecimal slope = BigDecimal.ZERO;
    for (ElementCurve element : elements) {
      slope = slope.add(element.health(multiplier, element.from().size() - 1).slope());
    }
    return slope.signum() > 0;
  }

  private static Valuation at(BigDecimal price, List<ElementCurve> elements) {
    BigDecimal equity = BigDecimal.ZERO;
    BigDecimal requirement = BigDecimal.ZERO;
    for (ElementCurve element : elements) {
      equity = equity.add(element.equity().at(price));
      requirement = requirement.add(element.requirementAt(price));
    }
    return new Valuation(equity, requirement);
  }

  private Valuation better(Valuation one, Valuation other) {
    return other.health(multiplier).compareTo(one.health(multiplier)) > 0 ? other : one;
  }
}
