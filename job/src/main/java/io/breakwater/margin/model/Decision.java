package io.breakwater.margin.model;

import io.breakwater.margin.terms.Level;

/**
 * What the rules say of an account.
 *
 * @param level that follows from the previous one
 * @param valuation that it follows from, exact
 */
public record Decision(Level level, Valuation valuation) {}
