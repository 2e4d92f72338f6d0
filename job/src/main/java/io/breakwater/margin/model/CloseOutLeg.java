package io.breakwater.margin.model;

import java.math.BigDecimal;

/**
 * What a trigger says to do with one element.
 *
 * @param instrument the contract or asset
 * @param kind close a position, seize a deposit, repay a debt
 * @param leg of the position; empty by default and for balances
 * @param size how much of it, with the sign of what is held
 * @param bankruptcyPrice the price that leaves nothing when every leg of the plan is closed at its
 *     own: the leg bears the share of equity that its requirement is of the plan's; 18 decimals,
 *     rounded up for a long or a deposit and down for a short or a debt; a fill of an inverse
 *     contract pays in its coin, which counts at its accepted value; null where there is no such
 *     price above zero and below 1e20
 * @param incentiveRate liquidation fee or bonus, share of the notional
 */
public record CloseOutLeg(
    String instrument,
    LegKind kind,
    String leg,
    BigDecimal size,
    BigDecimal bankruptcyPrice,
    BigDecimal incentiveRate) {}
