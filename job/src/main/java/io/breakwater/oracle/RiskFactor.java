package io.breakwater.oracle;

/**
 * A risk factor by name: what values depend on.
 *
 * @param integer its number in the one order of all factors, from 0
 * @param id its name
 * @param product the two factors that it derives from; null while it is not known to derive from
 *     any: then it is observed
 */
public record RiskFactor(int integer, String id, Product product) {}
