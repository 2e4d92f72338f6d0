package io.breakwater.stream.event;

import io.breakwater.cascade.impact.MarketDepth;
import io.breakwater.value.Origin;

/**
 * One record of the {@code depth} stream.
 *
 * @param depth both sides, with their time
 * @param origin where it came from
 */
public record DepthUpdate(MarketDepth depth, Origin origin) {}
