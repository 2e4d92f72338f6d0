package io.breakwater.oracle;

import io.breakwater.value.Decimals;
import io.breakwater.value.Limits;
import io.breakwater.value.Refusal;
import io.breakwater.value.RefusedException;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The terms by which an observed factor is judged. Basis points are shares of 1/10,000.
 *
 * @param sources those that count, in the order in which verdicts list them; 1 to {@link
 *     #MOST_SOURCES}
 * @param minimumSources fewer used ones leave the factor DEGRADED; 1 to their number
 * @param maximumDeviationBps from the candidates' weighted median, and of one source that confirms
 *     another; 0 or more
 * @param maximumConfidenceBps half-width of a source's confidence interval, of its value; 0 or more
 * @param maximumJumpBps from the accepted value, beyond which a value must be confirmed; 0 or more
 * @param hardJumpBps beyond which only another source confirms; not below {@code maximumJumpBps}
 * @param minimumPrice values lie strictly above it; null for no bound
 * @param maximumPrice values lie strictly below it; null for no bound
 * @param recoveryGraceMicros how long the factor is RECOVERING after a silence, 0 to ten years
 */
public record JudgingTerms(
    List<SourceTerms> sources,
    int minimumSources,
    int maximumDeviationBps,
    int maximumConfidenceBps,
    int maximumJumpBps,
    int hardJumpBps,
    BigDecimal minimumPrice,
    BigDecimal maximumPrice,
    long recoveryGraceMicros) {
  /** The most sources that terms may name, so that what is told of a factor stays small. */
  public static final int MOST_SOURCES = Limits.SOURCES;

  public static final int DEFAULT_DEVIATION_BPS = 150;
  public static final int DEFAULT_CONFIDENCE_BPS = 200;
  public static final int DEFAULT_JUMP_BPS = 1_000;
  public static final int DEFAULT_HARD_JUMP_BPS = 5_000;
  public static final long DEFAULT_GRACE_MICROS = 10_000_000;

  /**
   * @throws RefusedException where a term is out of its range, a source comes twice, or the bounds
   *     leave no value
   */
  public JudgingTerms {
    sources = List.copyOf(sources);
    minimumPrice = bound(minimumPrice, "minimum price");
    maximumPrice = bound(maximumPrice, "maximum price");
    require(
        sources.size() <= MOST_SOURCES,
        "terms of judging name " + sources.size() + " sources, and may " + MOST_SOURCES + ".");
    require(!sources.isEmpty(), "terms of judging name no source: name those that count.");
    Set<String> names = new HashSet<>();
    for (SourceTerms source : sources) {
      require(names.add(source.source()), "source " + source.source() + " is named twice.");
    }
    require(
        minimumSources >= 1 && minimumSources <= sources.size(),
        "the minimum is " + minimumSources + " sources of " + sources.size() + ".");
    require(
        maximumDeviationBps >= 0 && maximumConfidenceBps >= 0 && maximumJumpBps >= 0,
        "a deviation, confidence or jump is below 0 basis points.");
    require(
        hardJumpBps >= maximumJumpBps,
        "the hard jump of " + hardJumpBps + " is below the maximum of " + maximumJumpBps + ".");
    require(
        minimumPrice == null || maximumPrice == null || minimumPrice.compareTo(maximumPrice) < 0,
        "no value lies between the minimum and the maximum price.");
    require(
        recoveryGraceMicros >= 0 && recoveryGraceMicros <= SourceTerms.LONGEST_MICROS,
        "the recovery grace is below 0 or above ten years.");
  }

  /** Whether a source counts. */
  public boolean names(String source) {
    for (SourceTerms each : sources) {
      if (each.source().equals(source)) {
        return true;
      }
    }
    return false;
  }

  /** The names of the sources that count, in their order. */
  public List<String> sourceNames() {
    return sources.stream().map(SourceTerms::source).toList();
  }

  /** Whether a value lies at the lower bound or below it. */
  public boolean isAtOrBelowMinimum(BigDecimal value) {
    return minimumPrice != null && value.compareTo(minimumPrice) <= 0;
  }

  /** Whether a value lies at the upper bound or above it. */
  public boolean isAtOrAboveMaximum(BigDecimal value) {
    return maximumPrice != null && value.compareTo(maximumPrice) >= 0;
  }

  /** Whether a value lies between the bounds, as far as there are any. */
  public boolean isInside(BigDecimal value) {
    return !isAtOrBelowMinimum(value) && !isAtOrAboveMaximum(value);
  }

  /** The same terms, by which no source that has spoken falls silent within ten years. */
  public JudgingTerms withLongestAges() {
    return new JudgingTerms(
        sources.stream().map(SourceTerms::withLongestAge).toList(),
        minimumSources,
        maximumDeviationBps,
        maximumConfidenceBps,
        maximumJumpBps,
        hardJumpBps,
        minimumPrice,
        maximumPrice,
        recoveryGraceMicros);
  }

  /** More than half of so many sources. */
  public static int majorityOf(int sources) {
    return sources / 2 + 1;
  }

  private static BigDecimal bound(BigDecimal price, String what) {
    return price == null ? null : Decimals.checkedNotNegative(price, what);
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new RefusedException(Refusal.INVALID_PARAMETERS, sentence);
    }
  }
}
