package io.breakwater.oracle.judge;

import io.breakwater.oracle.JudgingTerms;
import java.math.BigDecimal;
import java.util.Objects;

/**
 * What is known of one source: its last value, and what a jump of it is measured by.
 *
 * @param value in the factor's unit
 * @param confidence half-width of its confidence interval, in the unit of the value; null when not
 *     given
 * @param publishTime microseconds since the epoch
 * @param sequence its number at the source
 * @param before the value before it; null for the first
 * @param firstJump publish time of the first of its last values that all have jumped from the
 *     accepted value, and lie inside of the bounds; null where the last has not, or does not
 */
public record SourceState(
    BigDecimal value,
    BigDecimal confidence,
    long publishTime,
    long sequence,
    BigDecimal before,
    Long firstJump) {

  /** Whether another value of the source comes after this one: below 0, 0 for the same, above 0. */
  public int compareTo(long otherPublishTime, long otherSequence) {
    int byTime = Long.compare(otherPublishTime, publishTime);
    return byTime != 0 ? byTime : Long.compare(otherSequence, sequence);
  }

  /** Whether the source is less sure of its value than terms ask for. */
  boolean isUnsure(JudgingTerms terms) {
    return confidence != null
        && BasisPoints.isMore(confidence, value, terms.maximumConfidenceBps());
  }

  SourceState jumpedSince(Long time) {
    return Objects.equals(time, firstJump)
        ? this
        : new SourceState(value, confidence, publishTime, sequence, before, time);
  }
}
