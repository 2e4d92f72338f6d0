package io.breakwater.cascade.record;

import io.breakwater.cascade.Flag;
import java.util.List;

/**
 * What all aggregates begin with.
 *
 * @param price id of the observed factor whose row it is; {@link #WHOLE_SYSTEM} for all
 * @param asOf end of the interval that it covers, microseconds since the epoch
 * @param marketSequence of the last market event before the marker
 * @param parameterVersion of the policy in force
 * @param revision 0 at first; higher ones replace lower ones
 * @param flags in the order of {@link Flag}, each once
 */
public record AggregateHeader(
    String price,
    long asOf,
    long marketSequence,
    long parameterVersion,
    int revision,
    List<Flag> flags) {
  /** Stands for the whole system in place of a price. */
  public static final String WHOLE_SYSTEM = "*";

  public AggregateHeader {
    flags = flags.stream().sorted().distinct().toList();
  }
}
