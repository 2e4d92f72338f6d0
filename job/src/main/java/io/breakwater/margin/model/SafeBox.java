package io.breakwater.margin.model;

import java.util.Map;

/**
 * For each factor that an account rests on, the values among which its level cannot change,
 * whatever the others do inside of theirs.
 *
 * @param intervals by factor; a factor that is absent is unbounded
 */
public record SafeBox(Map<String, PriceInterval> intervals) {
  public SafeBox {
    intervals = Map.copyOf(intervals);
  }

  public PriceInterval of(String factor) {
    return intervals.getOrDefault(factor, PriceInterval.UNBOUNDED);
  }
}
