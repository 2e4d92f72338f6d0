package io.breakwater.margin.model;

import java.util.Map;

/**
 * For each instrument of an account, the prices among which its level cannot change, whatever the
 * others do inside of theirs.
 *
 * @param intervals by instrument; an instrument that is absent is unbounded
 */
public record SafeBox(Map<String, PriceInterval> intervals) {
  public SafeBox {
    intervals = Map.copyOf(intervals);
  }

  public PriceInterval of(String instrument) {
    return intervals.getOrDefault(instrument, PriceInterval.UNBOUNDED);
  }
}
