package io.breakwater.stream.event;

import io.breakwater.cascade.aggregate.PriceFacts;
import io.breakwater.margin.terms.ImpactTerms;

/**
 * What is known, at a marker, of a price that has a row.
 *
 * @param row integer of its factor
 * @param id of its factor
 * @param price how certain it is
 * @param market id of the instrument in whose market it is sold; null where there is none, or
 *     several of which none has the price's id
 * @param impact the terms of that; the default ones where there is none
 */
public record RowFacts(int row, String id, PriceFacts price, String market, ImpactTerms impact) {}
