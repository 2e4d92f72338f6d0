package io.breakwater.cascade.aggregate;

import io.breakwater.oracle.Validity;
import java.math.BigDecimal;

/**
 * What is known of a row's price at a marker.
 *
 * @param mark the accepted value, above 0
 * @param validity of it; VALID where nobody judges
 * @param isJudged whether somebody does
 * @param lowest end of the interval of its true value, 0 or more
 * @param highest the other end; null without end
 * @param publishTime of the accepted value, microseconds since the epoch
 * @param sources that the terms name; 0 where nobody judges
 * @param used of them
 * @param lowestUsed the lowest value of the used; null where none is
 * @param highestUsed the highest value of the used; null where none is
 */
public record PriceFacts(
    BigDecimal mark,
    Validity validity,
    boolean isJudged,
    BigDecimal lowest,
    BigDecimal highest,
    long publishTime,
    int sources,
    int used,
    BigDecimal lowestUsed,
    BigDecimal highestUsed) {}
