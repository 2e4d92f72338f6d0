package io.breakwater;

import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.oracle.OraclePrice;
import io.breakwater.stream.event.DepthUpdate;
import io.breakwater.stream.event.FactorUpdate;
import io.breakwater.stream.event.FundUpdate;
import io.breakwater.stream.event.InstrumentUpdate;
import io.breakwater.stream.event.PolicyUpdate;

/**
 * The sources that a job is given.
 *
 * @param depth what rests in markets; null for none
 * @param funds balances of insurance funds; null for none
 */
public record JobInputs(
    Feed<OraclePrice> prices,
    Feed<AccountUpdate> accounts,
    Feed<FactorUpdate> factors,
    Feed<InstrumentUpdate> instruments,
    Feed<PolicyUpdate> policy,
    Feed<DepthUpdate> depth,
    Feed<FundUpdate> funds) {}
