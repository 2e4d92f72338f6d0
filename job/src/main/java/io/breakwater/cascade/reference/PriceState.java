package io.breakwater.cascade.reference;

import io.breakwater.oracle.Validity;
import java.math.BigDecimal;

/**
 * What the judge says of an observed factor at a marker.
 *
 * @param validity of its accepted value; VALID where nobody judges
 * @param judged whether somebody does
 * @param lowest end of the interval of its true value
 * @param highest the other end; null without end
 * @param publishTime of the newest value that is used, microseconds since the epoch
 * @param sources that its terms name
 * @param used of them
 * @param lowestUsed the lowest value of these; null where none is used
 * @param highestUsed the highest
 */
public record PriceState(
    Validity validity,
    boolean judged,
    BigDecimal lowest,
    BigDecimal highest,
    long publishTime,
    int sources,
    int used,
    BigDecimal lowestUsed,
    BigDecimal highestUsed) {

  /** Of a factor that nobody judges. */
  public static PriceState unjudged(BigDecimal value, long publishTime) {
    return new PriceState(Validity.VALID, false, value, value, publishTime, 0, 0, null, null);
  }
}
