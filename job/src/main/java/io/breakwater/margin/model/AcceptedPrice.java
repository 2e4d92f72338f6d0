package io.breakwater.margin.model;

import io.breakwater.oracle.Validity;
import io.breakwater.value.Decimals;
import java.math.BigDecimal;

/**
 * A value of a factor as it decides: judged, and rounded to the factor's scale.
 *
 * @param value in the factor's unit, such as numeraire; above 0
 * @param validity how far it can be relied upon
 * @param sequence number at its source; of a derived factor that of the operand published last
 * @param publishTime microseconds since the epoch; of a derived factor the later of its operands'
 */
public record AcceptedPrice(BigDecimal value, Validity validity, long sequence, long publishTime) {
  public AcceptedPrice {
    value = Decimals.canonical(value);
  }

  /** A value that decides. */
  public AcceptedPrice(BigDecimal value, long sequence, long publishTime) {
    this(value, Validity.VALID, sequence, publishTime);
  }
}
