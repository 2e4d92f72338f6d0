package io.breakwater.oracle.judge;

import io.breakwater.oracle.Doubt;
import java.math.BigDecimal;

/**
 * What became of one source.
 *
 * @param source its name
 * @param value its last; null where none was ever heard
 * @param publishTime of that, microseconds since the epoch; null likewise
 * @param used whether the accepted value is made of it
 * @param reason why not; null where it is
 */
public record SourceVerdict(
    String source, BigDecimal value, Long publishTime, boolean used, Doubt reason) {}
