package io.breakwater.margin.terms;

import io.breakwater.value.Decimals;
import java.math.BigDecimal;

/**
 * One bracket of a progressive maintenance margin table.
 *
 * @param notionalFrom lower bound of the bracket, numeraire, 0 or more
 * @param rate maintenance margin rate above that bound, in [0, 1)
 * @param deduction numeraire that the venue publishes as the bracket's deduction ("maintenance
 *     amount"), checked against the derived one; null where it is not stated
 */
public record MarginTier(BigDecimal notionalFrom, BigDecimal rate, BigDecimal deduction) {
  public MarginTier {
    notionalFrom = Decimals.checkedNotNegative(notionalFrom, "notionalFrom");
    rate = Decimals.checked(rate, "rate");
    deduction = deduction == null ? null : Decimals.checked(deduction, "deduction");
  }

  /** A bracket whose deduction follows from the bounds. */
  public static MarginTier of(String notionalFrom, String rate) {
    return new MarginTier(new BigDecimal(notionalFrom), new BigDecimal(rate), null);
  }
}
