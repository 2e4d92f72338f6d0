package io.breakwater.margin.fast;

import io.breakwater.margin.account.AccountShape;
import io.breakwater.margin.mirror.FloatMarket;
import io.breakwater.margin.mirror.MirroredAccount;
import io.breakwater.margin.model.FastForm;
import io.breakwater.margin.terms.Level;

/**
 * Decides most accounts in floating point, and says when it cannot.
 *
 * <p><b>Why it is never wrong.</b> Let u = 2^-53. Every input is the nearest double of an exact
 * number (relative error u); a price is the nearest double of a long, divided once by a power of
 * ten that is exact up to 1e22 (2u). So a computed term slope · p has a relative error below 5u,
 * and a sum of n such terms and a constant has an error below (n + 6) · u · S, S the sum of the
 * terms' magnitudes (Higham, Accuracy and Stability of Numerical Algorithms, 4.2). In a tiered
 * margin rate · N − deduction, both parts are at most N, so rounding adds below 8u · N; near a
 * bound the wrong tier may be taken, which, the margin being continuous with slopes below 1, is off
 * by less than the error of N, 6u · N. The error used, (n + 32) · 2u · S with 3N counted in S for a
 * tiered element, is more than twice the sum of all these, which also covers that S, the products
 * with a multiplier in [0, 5] and the comparison are themselves rounded. Where a health lies within
 * the error, or is not a number, the answer is {@link FastForm#UNCERTAIN}.
 */
final class Screen {
  private static final double UNIT = 0x1p-52;
  private static final int EXTRA_TERMS = 32;
  private static final Level[] WORST_FIRST = {
    Level.BANKRUPT, Level.SEVERE, Level.LIQUIDATABLE, Level.WARNING
  };

  private final FloatMarket market;

  public Screen(FloatMarket market) {
    this.market = market;
  }

  /** The error of a computed health of n elements, as a share of the sum of its terms. */
  static double relativeError(int elements) {
    return (elements + EXTRA_TERMS) * UNIT;
  }

  /**
   * The level that follows, or {@link FastForm#UNCERTAIN}.
   *
   * @return code of a level, or UNCERTAIN
   */
  public int level(MirroredAccount account) {
    AccountShape shape = account.shape();
    if (shape == AccountShape.OWES_NOTHING) {
      return Level.HEALTHY.code();
    }
    int[] pricings = account.pricings();
    int[] factors = market.factors();
    double[] values = market.values();
    double[] slopes = account.slopes();
    double[] weights = account.weights();
    int from = account.from();
    int to = account.to();
    double equity = account.equityConstant();
    double equityTerms = Math.abs(account.equityConstant());
    double requirement = account.requirementConstant();
    double requirementTerms = account.requirementConstant();
    for (int i = from; i < to; i++) {
      double price = values[factors[pricings[i]]];
      double term = slopes[i] * price;
      double magnitude = Math.abs(term);
      equity += term;
      equityTerms += magnitude;
      double weight = weights[i];
      if (weight == weight) { // not NaN, which marks a tiered element
        double margin = weight * price;
        requirement += margin;
        requirementTerms += margin;
      } else {
        requirement += market.tiers(pricings[i]).requirement(magnitude);
        requirementTerms += 3 * magnitude;
      }
    }
    double unit = relativeError(to - from);
    return level(
        shape,
        account.remembered(),
        equity,
        unit * equityTerms,
        requirement,
        unit * requirementTerms);
  }

  private int level(
      AccountShape shape,
      int previous,
      double equity,
      double equityError,
      double requirement,
      double requirementError) {
    for (Level level : WORST_FIRST) {
      int code = level.code();
      double multiplier = code <= previous ? market.exit(code) : market.entry(code);
      double health = equity - multiplier * requirement;
      double error = equityError + multiplier * requirementError;
      if (health < -error) {
        return level == Level.BANKRUPT ? shape.worst().code() : code;
      }
      if (!(health > error)) {
        return FastForm.UNCERTAIN;
      }
    }
    return Level.HEALTHY.code();
  }
}
