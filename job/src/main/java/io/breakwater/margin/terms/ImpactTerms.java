package io.breakwater.margin.terms;

import io.breakwater.value.Refusal;
import io.breakwater.value.RefusedException;
import io.breakwater.value.Texts;

/**
 * How closing moves the price of an instrument, and who pays what is left.
 *
 * @param rule by which it moves
 * @param fallback in place of a depth that is too old or missing; null for none, and none but the
 *     depth curve has one
 * @param depthMaximumAgeSeconds age beyond which a depth is stale, 1 or more
 * @param insuranceFund id of the fund that pays its bad debt
 */
public record ImpactTerms(
    ImpactRule rule, ImpactRule fallback, int depthMaximumAgeSeconds, String insuranceFund) {
  public static final int DEFAULT_DEPTH_MAXIMUM_AGE_SECONDS = 60;
  public static final String DEFAULT_INSURANCE_FUND = "default";

  /** By the depth curve without a fallback, at most 60 s old, the fund "default". */
  public static final ImpactTerms DEFAULT =
      new ImpactTerms(
          new ImpactRule.DepthCurve(),
          null,
          DEFAULT_DEPTH_MAXIMUM_AGE_SECONDS,
          DEFAULT_INSURANCE_FUND);

  /**
   * @throws RefusedException {@link Refusal#INVALID_PARAMETERS} for a fallback that is a depth
   *     curve or stands beside another rule than that, or an age below 1 s
   */
  public ImpactTerms {
    boolean byDepth = rule instanceof ImpactRule.DepthCurve;
    if (fallback != null && (!byDepth || fallback instanceof ImpactRule.DepthCurve)) {
      throw new RefusedException(
          Refusal.INVALID_PARAMETERS,
          "impact: a fallback is LINEAR, SQUARE_ROOT or BOUNDED_EXPONENTIAL, and stands beside DEPTH_CURVE only.");
    }
    if (depthMaximumAgeSeconds < 1) {
      throw new RefusedException(
          Refusal.INVALID_PARAMETERS,
          "depthMaximumAgeSeconds is %d: it is 1 or more.".formatted(depthMaximumAgeSeconds));
    }
    insuranceFund = Texts.id(insuranceFund, "insuranceFund");
  }
}
