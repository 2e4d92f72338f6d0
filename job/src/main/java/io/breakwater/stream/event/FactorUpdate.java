package io.breakwater.stream.event;

import io.breakwater.oracle.RiskFactorParameters;
import io.breakwater.value.Origin;

/**
 * One record of the {@code risk-factors} stream.
 *
 * @param parameters in force and scheduled
 * @param time microseconds since the epoch; 0 when unknown
 * @param origin where it came from
 */
public record FactorUpdate(RiskFactorParameters parameters, long time, Origin origin) {}
