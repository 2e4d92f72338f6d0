package io.breakwater.stream.event;

import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.value.Origin;

/**
 * One record of the {@code instruments} stream.
 *
 * @param parameters in force and scheduled
 * @param time microseconds since the epoch; 0 when unknown
 * @param origin where it came from
 */
public record InstrumentUpdate(InstrumentParameters parameters, long time, Origin origin) {}
