package io.breakwater.margin;

import java.math.BigDecimal;

/**
 * The event that caused a decision.
 *
 * @param type its kind
 * @param instrument whose price or parameters came; null for the others
 * @param price the accepted price; null for the others
 * @param sequence of the price at its source, of the account update, the version of parameters or
 *     policy, or the epoch that begins
 */
public record Cause(CauseType type, String instrument, BigDecimal price, long sequence) {
  public static Cause price(String instrument, AcceptedPrice price) {
    return new Cause(CauseType.PRICE, instrument, price.value(), price.sequence());
  }

  public static Cause account(long sequence) {
    return new Cause(CauseType.ACCOUNT, null, null, sequence);
  }

  public static Cause parameters(String instrument, long version) {
    return new Cause(CauseType.PARAMETERS, instrument, null, version);
  }

  public static Cause policy(long version) {
    return new Cause(CauseType.POLICY, null, null, version);
  }

  public static Cause epoch(long epoch) {
    return new Cause(CauseType.EPOCH, null, null, epoch);
  }
}
