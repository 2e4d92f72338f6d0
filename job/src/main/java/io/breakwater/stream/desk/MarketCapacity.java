package io.breakwater.stream.desk;

import io.breakwater.cascade.impact.InsuranceFund;
import io.breakwater.cascade.impact.MarketDepth;
import java.util.Map;

/**
 * What can take closings up at one time.
 *
 * @param depths by instrument
 * @param funds by id
 */
record MarketCapacity(Map<String, MarketDepth> depths, Map<String, InsuranceFund> funds) {}
