package io.breakwater;

import io.breakwater.margin.AccountUpdate;
import io.breakwater.oracle.OraclePrice;
import io.breakwater.stream.InstrumentUpdate;
import io.breakwater.stream.PolicyUpdate;

/** The sources that a job is given. */
public record JobInputs(
    Feed<OraclePrice> prices,
    Feed<AccountUpdate> accounts,
    Feed<InstrumentUpdate> instruments,
    Feed<PolicyUpdate> policy) {}
