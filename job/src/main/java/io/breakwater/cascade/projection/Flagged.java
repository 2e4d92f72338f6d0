package io.breakwater.cascade.projection;

import io.breakwater.cascade.Flag;
import io.breakwater.cascade.record.AggregateValues;
import java.util.Set;

/**
 * An aggregate's values, and what a reader must know of the inputs that they rest on.
 *
 * @param values of the aggregate
 * @param flags in no order
 */
public record Flagged<V extends AggregateValues>(V values, Set<Flag> flags) {
  public Flagged {
    flags = Set.copyOf(flags);
  }
}
