package io.breakwater.stream.event;

import io.breakwater.oracle.Spread;

/**
 * How the sources of a judged factor lie apart.
 *
 * @param factor integer of the factor
 */
public record FactorSpread(int factor, Spread spread) {}
