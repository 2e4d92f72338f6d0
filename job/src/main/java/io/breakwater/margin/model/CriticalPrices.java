package io.breakwater.margin.model;

/**
 * Where one observed factor makes an account liquidatable, the other observed factors held and
 * everything derived from it moving along.
 *
 * @param safe ends of the interval of values at which H at the LIQUIDATABLE multiplier is not below
 *     zero, to 34 significant digits, rounded into the safe side; unbounded when no value is safe
 * @param unsafeAtEnds whether the account is liquidatable at the ends themselves, as it is where
 *     the policy counts a health of zero as below
 * @param unsafeAtEveryPrice whether there is no safe value
 */
public record CriticalPrices(
    PriceInterval safe, boolean unsafeAtEnds, boolean unsafeAtEveryPrice) {}
