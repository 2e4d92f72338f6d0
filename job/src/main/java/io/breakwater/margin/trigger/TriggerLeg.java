package io.breakwater.margin.trigger;

import io.breakwater.margin.model.LegKind;
import java.math.BigDecimal;

/**
 * One element of the account as it was decided on.
 *
 * @param instrument the contract or asset
 * @param kind position, deposit or debt
 * @param leg of the position; empty by default and for balances
 * @param size contracts or units of the asset as stated, negative for a short position or a debt
 * @param entryPrice numeraire per contract; null for balances
 * @param index at which the size was stated, where it grows with one; null where it does not
 * @param factor that values it: the one that prices the instrument, or its product with the index
 * @param price accepted price of the instrument, numeraire
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
    BigDecimal index,
    String factor,
    BigDecimal price,
    long priceSequence,
    long publishTime,
    long parametersVersion) {}
