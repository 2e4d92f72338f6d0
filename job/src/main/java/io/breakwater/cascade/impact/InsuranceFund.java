package io.breakwater.cascade.impact;

import io.breakwater.value.Decimals;
import io.breakwater.value.RefusedException;
import io.breakwater.value.Texts;
import java.math.BigDecimal;

/**
 * What a fund has to pay bad debt with.
 *
 * @param fund its id, as instruments name it
 * @param time at which it had that, microseconds since the epoch
 * @param balance numeraire, 0 or more
 */
public record InsuranceFund(String fund, long time, BigDecimal balance) {
  /**
   * @throws RefusedException for an empty or malformed id, or a balance that is missing, negative
   *     or beyond decimal(38, 18)
   */
  public InsuranceFund {
    fund = Texts.id(fund, "fund");
    balance = Decimals.checkedNotNegative(balance, "balance");
  }
}
