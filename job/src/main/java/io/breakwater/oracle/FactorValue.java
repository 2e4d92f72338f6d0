package io.breakwater.oracle;

/**
 * The value of a factor that has one.
 *
 * @param factor integer of the factor
 * @param units of 10^-scale
 * @param scale 0 to 18
 * @param halted whether it is an earlier value, because the present one of a derived factor cannot
 *     be told: its long cannot hold it, or it rounds to zero
 */
public record FactorValue(int factor, long units, int scale, boolean halted) {}
