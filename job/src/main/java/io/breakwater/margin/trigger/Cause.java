package io.breakwater.margin.trigger;

import io.breakwater.margin.model.AcceptedPrice;
import java.math.BigDecimal;

/**
 * The event that caused a decision.
 *
 * @param type its kind
 * @param factor the observed factor whose value came, or the instrument or factor whose parameters
 *     did; null for the others
 * @param price the accepted price, also where its validity is the cause; null for the others
 * @param sequence of the price at its source, of the account update, the version of parameters or
 *     policy, or the epoch that begins; 0 for time alone and for readiness
 * @param publishTime of the price, microseconds since the epoch; null for the others
 */
public record Cause(
    CauseType type, String factor, BigDecimal price, long sequence, Long publishTime) {
  private static final Cause TIMER = new Cause(CauseType.TIMER, null, null, 0, null);
  private static final Cause READY = new Cause(CauseType.READY, null, null, 0, null);

  public static Cause price(String factor, AcceptedPrice price) {
    return new Cause(CauseType.PRICE, factor, price.value(), price.sequence(), price.publishTime());
  }

  /** A factor whose value is more or less certain than before. */
  public static Cause validity(String factor, AcceptedPrice price) {
    return new Cause(
        CauseType.VALIDITY, factor, price.value(), price.sequence(), price.publishTime());
  }

  public static Cause account(long sequence) {
    return new Cause(CauseType.ACCOUNT, null, null, sequence, null);
  }

  public static Cause parameters(String id, long version) {
    return new Cause(CauseType.PARAMETERS, id, null, version, null);
  }

  public static Cause policy(long version) {
    return new Cause(CauseType.POLICY, null, null, version, null);
  }

  public static Cause epoch(long epoch) {
    return new Cause(CauseType.EPOCH, null, null, epoch, null);
  }

  /** Time alone. */
  public static Cause timer() {
    return TIMER;
  }

  /** The job has caught up with its inputs. */
  public static Cause ready() {
    return READY;
  }
}
