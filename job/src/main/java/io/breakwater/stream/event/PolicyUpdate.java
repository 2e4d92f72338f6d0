package io.breakwater.stream.event;

import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.value.Origin;

/**
 * One record of the {@code policy} stream.
 *
 * @param policy terms in force and scheduled
 * @param time microseconds since the epoch; 0 when unknown
 * @param origin where it came from
 */
public record PolicyUpdate(RiskPolicy policy, long time, Origin origin) {}
