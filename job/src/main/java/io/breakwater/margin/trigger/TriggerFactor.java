package io.breakwater.margin.trigger;

import io.breakwater.margin.model.AcceptedPrice;
import io.breakwater.oracle.Validity;
import java.math.BigDecimal;

/**
 * A factor that a decision rests on, observed or derived, as it stood then.
 *
 * @param factor its id
 * @param value accepted value, in the factor's unit
 * @param lowest end of the interval in which the true value is taken to lie; the value where it is
 *     VALID, null where there is no end
 * @param highest the other end
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
  static TriggerFactor of(String factor, AcceptedPrice quote) {
    BigDecimal end = quote.validity() == Validity.VALID ? quote.value() : null;
    return new TriggerFactor(
        factor, quote.value(), end, end, quote.validity(), quote.sequence(), quote.publishTime());
  }
}
