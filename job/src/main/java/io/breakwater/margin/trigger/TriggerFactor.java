package io.breakwater.margin.trigger;

import io.breakwater.margin.model.AcceptedPrice;
import io.breakwater.oracle.Interval;
import io.breakwater.oracle.Validity;
import io.breakwater.value.Decimals;
import java.math.BigDecimal;

/**
 * A factor that a decision rests on, observed or derived, as it stood then.
 *
 * @param factor its id
 * @param value accepted value, in the factor's unit
 * @param lowest end of the interval in which the true value is taken to lie; the value where it is
 *     VALID; rounded down to 18 decimals
 * @param highest the other end, rounded up; null where there is none
 * @param validity how far the value can be relied upon
 * @param sequence number at its source; of a derived factor that of the operand published last
 * @param publishTime microseconds since the epoch; of a derived factor the later of its operands'
 */
public record TriggerFactor(
    String factor,
    BigDecimal value,
    BigDecimal lowest,
    BigDecimal highest,
    Validity validity,
    long sequence,
    long publishTime) {
  /**
   * @param interval in which the true value is taken to lie
   */
  static TriggerFactor of(String factor, AcceptedPrice quote, Interval interval) {
    Interval told = interval.outwards(Decimals.SCALE);
    return new TriggerFactor(
        factor,
        quote.value(),
        told.low(),
        told.high(),
        quote.validity(),
        quote.sequence(),
        quote.publishTime());
  }
}
