package io.breakwater.oracle;

import io.breakwater.value.PriceScale;
import io.breakwater.value.Refusal;
import io.breakwater.value.RefusedException;

/**
 * The terms of one risk factor, as they stand at one time.
 *
 * @param scale decimals to which its values are rounded, half to even, 0 to 18; {@link
 *     PriceScale#UNSTATED} where the first value sets it, and where it stays as it is
 * @param judging how its values are judged; null where they are not
 */
public record FactorTerms(int scale, JudgingTerms judging) {
  /** Nothing is stated. */
  public static final FactorTerms UNSTATED = new FactorTerms(PriceScale.UNSTATED);

  /** Of a factor that is not judged. */
  public FactorTerms(int scale) {
    this(scale, null);
  }

  /**
   * @throws RefusedException {@link Refusal#INVALID_PARAMETERS} for a scale outside of 0 to 18
   */
  public FactorTerms {
    if (scale != PriceScale.UNSTATED && !PriceScale.isStated(scale)) {
      throw new RefusedException(
          Refusal.INVALID_PARAMETERS,
          "a factor's scale is " + scale + ": it lies in 0 to 18, or is left out.");
    }
  }

  public boolean statesScale() {
    return scale != PriceScale.UNSTATED;
  }

  public boolean isJudged() {
    return judging != null;
  }
}
