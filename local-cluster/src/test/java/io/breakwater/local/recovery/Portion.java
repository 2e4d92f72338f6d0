package io.breakwater.local.recovery;

import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.stream.event.MarketInput;
import java.util.List;

/**
 * A piece of the job's input.
 *
 * @param market prices, parameters and policies in the order of their times
 * @param accounts updates in the order of their times
 */
record Portion(List<MarketInput> market, List<AccountUpdate> accounts) {}
