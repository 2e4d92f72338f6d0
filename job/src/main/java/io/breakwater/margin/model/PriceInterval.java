package io.breakwater.margin.model;

import io.breakwater.value.Decimals;
import java.math.BigDecimal;

/**
 * An interval of prices above 0, ends included.
 *
 * @param low numeraire, or null for no lower end
 * @param high numeraire, or null for no upper end
 */
public record PriceInterval(BigDecimal low, BigDecimal high) {
  public static final PriceInterval UNBOUNDED = new PriceInterval(null, null);

  public PriceInterval {
    low = low == null ? null : Decimals.canonical(low);
    high = high == null ? null : Decimals.canonical(high);
  }

  public boolean contains(BigDecimal price) {
    return (low == null || price.compareTo(low) >= 0)
        && (high == null || price.compareTo(high) <= 0);
  }

  /** The prices in both. */
  public PriceInterval intersect(PriceInterval other) {
    BigDecimal lower = low == null ? other.low : other.low == null ? low : low.max(other.low);
    BigDecimal upper = high == null ? other.high : other.high == null ? high : high.min(other.high);
    return new PriceInterval(lower, upper);
  }
}
