package io.breakwater.margin.model;

import io.breakwater.value.Decimals;
import java.math.BigDecimal;

/**
 * A price as it decides: judged, and rounded to its instrument's price scale.
 *
 * @param value numeraire, above 0
 * @param sequence number at its source
 * @param publishTime microseconds since the epoch
 */
public record AcceptedPrice(BigDecimal value, long sequence, long publishTime) {
  public AcceptedPrice {
    value = Decimals.canonical(value);
  }
}
