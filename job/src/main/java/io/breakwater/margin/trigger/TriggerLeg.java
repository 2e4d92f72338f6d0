package io.breakwater.margin.trigger;

import io.breakwater.margin.model.LegKind;
import java.math.BigDecimal;

/**
 * One element of the account as it was decided on.
 *
 * @param instrument the contract or asset
 * @param kind position, deposit or debt
 * @param leg of the position; empty by default and for balances
 * @param size contracts or units of the asset, negative for a short position or a debt
 * @param entryPrice numeraire per contract; null for balances
 * @param price accepted price, numeraire
 * @param priceSequence of that price at its source
 * @param publishTime of that price, microseconds since the epoch
 * @param parametersVersion of the instrument's parameters in force
 */
public record TriggerLeg(
    String instrument,
    LegKind kind,
    String leg,
    BigDecimal size,
    BigDecimal entryPrice,
    BigDecimal price,
    long priceSequence,
    long publishTime,
    long parametersVersion) {}
