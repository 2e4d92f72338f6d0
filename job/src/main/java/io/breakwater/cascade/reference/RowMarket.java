package io.breakwater.cascade.reference;

import io.breakwater.cascade.Flag;
import io.breakwater.cascade.Side;
import io.breakwater.cascade.impact.InsuranceFund;
import io.breakwater.cascade.impact.MarketDepth;
import io.breakwater.margin.terms.ImpactRule;
import io.breakwater.margin.terms.ImpactTerms;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The market in which what a row closes is sold: that of the instrument with the row's id, or else
 * of the one instrument on that price.
 *
 * @param row id of the price
 * @param instrument null where there is none, or where several could be meant
 */
record RowMarket(String row, String instrument, Marker marker) {
  private static final long MICROS_PER_SECOND = 1_000_000;

  private static final ImpactRule.Visitor<Impact, RuntimeException> FORMULA =
      new ImpactRule.Visitor<>() {
        @Override
        public Impact depthCurve(ImpactRule.DepthCurve rule) {
          return null;
        }

        @Override
        public Impact linear(ImpactRule.Linear rule) {
          return new Impact.Linear(rule.depth());
        }

        @Override
        public Impact squareRoot(ImpactRule.SquareRoot rule) {
          return new Impact.SquareRoot(rule);
        }

        @Override
        public Impact boundedExponential(ImpactRule.BoundedExponential rule) {
          return new Impact.BoundedExponential(rule);
        }
      };

  static RowMarket of(String row, Marker marker) {
    if (marker.impacts().containsKey(row)) {
      return new RowMarket(row, row, marker);
    }
    List<String> candidates =
        marker.impacts().keySet().stream()
            .filter(id -> marker.market().parameters(id) != null)
            .filter(id -> marker.market().parameters(id).factors().price().equals(row))
            .toList();
    return new RowMarket(row, candidates.size() == 1 ? candidates.get(0) : null, marker);
  }

  private ImpactTerms terms() {
    return instrument == null ? ImpactTerms.DEFAULT : marker.impacts().get(instrument);
  }

  /** The depth that was told last, however old; null where there is none. */
  MarketDepth depth() {
    return instrument == null ? null : marker.depths().get(instrument);
  }

  /** Microseconds since it was so; null where there is none. */
  Long depthAge() {
    return depth() == null ? null : marker.asOf() - depth().time();
  }

  /** Whether there is no depth, or one that is too old. */
  boolean isStale() {
    return depth() == null || depthAge() > terms().depthMaximumAgeSeconds() * MICROS_PER_SECOND;
  }

  /** One side of the depth; null where it is not told. */
  RestingDepth resting(Side side) {
    boolean isTold = depth() != null && !depth().points(side).isEmpty();
    return isTold ? new RestingDepth(depth().points(side)) : null;
  }

  /** How what closes on a side moves the price; null where nobody says. */
  Impact impact(Side side) {
    Impact told = formula(terms().rule());
    if (told != null) {
      return told;
    }
    RestingDepth resting = isStale() ? null : resting(side);
    return resting == null ? formula(terms().fallback()) : resting;
  }

  private static Impact formula(ImpactRule rule) {
    return rule == null ? null : rule.accept(FORMULA);
  }

  /** What a reader of something that tells of depth must know. */
  Set<Flag> depthFlags(List<Integer> shocksBps) {
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    if (isStale()) {
      flags.add(Flag.DEPTH_STALE);
    }
    for (Side side : Side.values()) {
      RestingDepth resting = resting(side);
      if (resting != null
          && shocksBps.stream()
              .anyMatch(bps -> Exact.share(bps).compareTo(resting.furthest()) > 0)) {
        flags.add(Flag.DEPTH_EXTRAPOLATED);
      }
    }
    return flags;
  }

  /** What a reader of a projection must know of its impact. */
  Set<Flag> impactFlags() {
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    if (formula(terms().rule()) == null) {
      if (isStale()) {
        flags.add(Flag.DEPTH_STALE);
      }
      for (Side side : Side.values()) {
        if (isStale() || resting(side) == null) {
          flags.add(terms().fallback() == null ? Flag.IMPACT_MISSING : Flag.IMPACT_FALLBACK);
        }
      }
    }
    return flags;
  }

  /** What is in its insurance fund; null without a record. */
  BigDecimal fund() {
    InsuranceFund fund = marker.funds().get(terms().insuranceFund());
    return fund == null ? null : fund.balance();
  }
}
