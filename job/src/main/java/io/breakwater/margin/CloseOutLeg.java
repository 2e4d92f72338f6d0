package io.breakwater.margin;

import java.math.BigDecimal;

/**
 * What a trigger says to do with one element.
 *
 * @param instrument the contract or asset
 * @param kind close a position, seize a deposit, repay a debt
 * @param leg of the position; empty by default and for balances
 * @param size how much of it, with the sign of what is held
 * @param bankruptcyPrice price of the instrument at which equity is zero with the other prices
 *     held, rounded towards closing earlier; null where no positive price makes it zero
 * @param incentiveRate liquidation fee or bonus, share of the notional
 */
public record CloseOutLeg(
    String instrument,
    LegKind kind,
    String leg,
    BigDecimal size,
    BigDecimal bankruptcyPrice,
    BigDecimal incentiveRate) {}
