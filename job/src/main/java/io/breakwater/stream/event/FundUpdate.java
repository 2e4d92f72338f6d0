package io.breakwater.stream.event;

import io.breakwater.cascade.impact.InsuranceFund;
import io.breakwater.value.Origin;

/**
 * One record of the {@code insurance-fund} stream.
 *
 * @param fund its balance, with the time
 * @param origin where it came from
 */
public record FundUpdate(InsuranceFund fund, Origin origin) {}
