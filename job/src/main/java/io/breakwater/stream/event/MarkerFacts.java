package io.breakwater.stream.event;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known of the market at a marker, the same to all subtasks.
 *
 * @param policyVersion version of the policy in force
 * @param stopsAtIncentive whether liquidators of deposits stop where the mean fill costs more than
 *     the incentive
 * @param rows all that there can be
 * @param doubtful ids of the factors whose values are in doubt, by their integers
 */
public record MarkerFacts(
    long policyVersion,
    boolean stopsAtIncentive,
    List<RowFacts> rows,
    SortedMap<Integer, String> doubtful) {
  public MarkerFacts {
    rows = List.copyOf(rows);
    doubtful = Collections.unmodifiableSortedMap(new TreeMap<>((Map<Integer, String>) doubtful));
  }
}
