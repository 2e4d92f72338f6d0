package io.breakwater.stream.event;

import io.breakwater.cascade.slice.Slice;

/**
 * What the accounts of one subtask come to at a marker.
 *
 * @param asOf time of the marker, microseconds since the epoch
 * @param marketSequence of the last event of the market before it
 * @param subtasks how many there are: of each comes one slice
 * @param facts of the market; null but from the first subtask
 * @param slice what the accounts come to; null where the subtask does not know all of them yet
 */
public record MarkedSlice(
    long asOf, long marketSequence, int subtasks, MarkerFacts facts, Slice slice) {}
