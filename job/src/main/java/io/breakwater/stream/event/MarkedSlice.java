package io.breakwater.stream.event;

import io.breakwater.cascade.slice.Latencies;
import io.breakwater.cascade.slice.Slice;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the accounts of one subtask come to at a marker.
 *
 * @param asOf time of the marker, microseconds since the epoch
 * @param marketSequence of the last event of the market before it
 * @param subtasks how many there are: of each comes one slice
 * @param facts of the market; null but from the first subtask
 * @param slice what the accounts come to; null where the subtask does not know all of them yet
 * @param latencies from price to trigger since the last marker, by the price; none on the event
 *     clock
 */
public record MarkedSlice(
    long asOf,
    long marketSequence,
    int subtasks,
    MarkerFacts facts,
    Slice slice,
    SortedMap<String, Latencies> latencies) {
  public MarkedSlice {
    latencies = Collections.unmodifiableSortedMap(new TreeMap<>(latencies));
  }
}
