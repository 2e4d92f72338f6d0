package io.breakwater.margin.fast;

import io.breakwater.margin.account.AccountShape;
import io.breakwater.margin.mirror.Bounds;
import io.breakwater.margin.mirror.FloatMarket;
import io.breakwater.margin.mirror.FloatTiers;
import io.breakwater.margin.mirror.MirroredAccount;
import io.breakwater.margin.terms.Level;

/**
 * Finds, in floating point, prices among which an account keeps its level: for each of its factors
 * a lowest and a highest one, such that while every price stays within its bounds, ends included,
 * the level cannot change. This is the linear model's safe box for the many, without allocating.
 *
 * <p><b>Two guarantees.</b> With the account at a level: H at the entry multiplier of the next
 * worse level stays up, and H at the exit multiplier of the present level stays below. Each has its
 * slack |H|, shared among the factors: in a time T, a price is expected to move h_k by its drift ·
 * T, if that makes it worse, and by half of its volatility · √T in any case; T is the time in which
 * these moves of all factors use up the slack. Shares are as these moves to the power of ⅔, which
 * makes Σ (move / share)², and with it the rate at which bounds are crossed, least. By exposure
 * alone while moves are not known. Each share is inverted through the tiers: h_k is the least of
 * its pieces a + b · p, so {h_k ≥ y} is where all pieces are at least y, and {h_k ≤ y} around the
 * present price is what lies on its side of that interval.
 *
 * <p><b>Rounded towards waking earlier.</b> Let u = 2^-53, n the number of elements, B that of
 * their bends (tiers but the first, of each tiered element), e = (n + B + 32) · 2u ({@link
 * Screen#relativeError}), S the sum of the magnitudes of all terms as in {@link Screen}, S_k the
 * part of a factor, and G_k the sum of the magnitudes of its slope's terms; G_k · p₀ ≤ S_k, since a
 * tiered element has (1 + m) · N in the first and (1 + 3m) · N in the second. As nothing is assumed
 * of n and B, all holds for any number of elements and tiers.
 *
 * <ol>
 *   <li>The computed H is off by at most e/2 · S; taking H apart into targets of the factors, and
 *       the sum of the shares, by (n + 14)uS more: together below eS.
 *   <li>A piece's slope is a sum of n + B terms, each off by at most 7u of its magnitude: it is off
 *       by at most (n + B + 8)u · G_k ≤ e/2 · G_k. So the sign of a slope beyond e · G_k is
 *       certain. A price up to 4p₀ ({@link #REACH}) turns the error into 2e · S_k at most.
 *   <li>A piece's constant is a sum of up to B terms m · Δdeduction = m · Δrate · from, each off by
 *       at most 3u of itself. What bends up to 8p₀ add is m · rate · 8N ≤ (8/3) S_k at most, and
 *       their error (B + 3)u · (8/3) S_k ≤ (4/3)e · S_k. A piece in which more bends have been
 *       passed is not the one that binds where H must stay up. Where H must stay below, any piece
 *       bounds h_k from above, by Σ Δslope · (bend − p) over the bends beyond p too many, which is
 *       at least half of Δslope · bend for p ≤ 4p₀ and hides an error of (B + 3)u of that.
 *   <li>A slope without a certain sign is taken as flat, off by at most e · G_k · 4p₀ ≤ 4e · S_k,
 *       and the piece may miss its target by {@link #FLAT_TOLERANCE} = 2 times e · S_k.
 *   <li>The quotient, the price p₀ itself, and the change to units and their rounding are off by 4u
 *       of a price up to 4p₀, and two bends may stand in the wrong order that lie within 6u of each
 *       other: below 16u · S_k + 24u · S_k ≤ e · S_k.
 * </ol>
 *
 * <p>All of these are below 12e · S, so {@link #ERRORS} = 16 times e is taken off the slack first,
 * and every bound is then rounded inwards. Between two ends that keep it, h_k stays above a value
 * because it is concave. Prices beyond {@link #REACH} times or one {@link #REACH}-th of the present
 * one wake in any case where a bound exists on that side or a slope is not certain. Strictness at
 * equality needs no care: a health within the error has no slack, and is looked at on every change
 * of price.
 *
 * <p><b>In units.</b> A bound in units is a double that is a whole number: it becomes a long
 * without rounding below 2^63, and from there on there is no price that it could exclude. Where the
 * present price, a long, is compared with it, the long is rounded to a double, monotonically: so
 * where the double is the greater, the long it stands for is not.
 *
 * <p>Not thread-safe.
 */
final class BoundFinder {
  private static final double ERRORS = 16;

  /**
   * How far a factor may move, as a multiple: factors are above zero in all that is valued here.
   */
  private static final double REACH = 4;

  private static final double FLAT_TOLERANCE = 2;

  /** A hedged or flat h_k gets a share too: its slope may be another in the next tier. */
  private static final double LEAST_EXPOSURE = 0x1p-7;

  /** How much of its volatility a price is taken to move against an account: found by trial. */
  private static final double SWING = 0.5;

  /** Less than all, so that rounding never shares out more than there is. */
  private static final double WHOLE = 1 - 0x1p-40;

  /** Every price is below: {@link Long#MAX_VALUE}, which is not a double, plus one. */
  private static final double BEYOND_ALL_UNITS = 0x1p63;

  private final FloatMarket market;
  private int[] groupEnds = new int[16];
  private double[] equities = new double[16];
  private double[] requirements = new double[16];
  private double[] slopes = new double[16];
  private double[] margins = new double[16];
  private double[] gross = new double[16];
  private double[] drift = new double[16];
  private double[] volatility = new double[16];
  private double[] shares = new double[16];
  private final HealthPieces pieces = new HealthPieces();
  private double relativeError;
  private Bounds bounds;

  public BoundFinder(FloatMarket market) {
    this.market = market;
  }

  /**
   * Finds the bounds of an account that stands decided at a level.
   *
   * <p>A level above the remembered one holds by its entry multiplier, and ends where that does.
   */
  public void find(MirroredAccount account, Bounds found) {
    AccountShape shape = account.shape();
    int level = account.level();
    double equityConstant = account.equityConstant();
    double requirementConstant = account.requirementConstant();
    int[] pricings = account.pricings();
    double[] elementSlopes = account.slopes();
    double[] weights = account.weights();
    int[] factors = market.factors();
    int from = account.from();
    int to = account.to();
    ensure(to - from);
    bounds = found;
    bounds.clear(to - from);
    if (shape == AccountShape.OWES_NOTHING) {
      return;
    }
    double equity = equityConstant;
    double equityTerms = Math.abs(equityConstant);
    double requirement = requirementConstant;
    double requirementTerms = requirementConstant;
    int terms = to - from;
    for (int start = from; start < to; ) {
      int factor = factors[pricings[start]];
      double price = market.value(factor);
      double groupEquity = 0;
      double groupRequirement = 0;
      double slope = 0;
      double margin = 0;
      double grossSlope = 0;
      int end = start;
      for (; end < to && factors[pricings[end]] == factor; end++) {
        double term = elementSlopes[end] * price;
        double magnitude = Math.abs(term);
        groupEquity += term;
        equityTerms += magnitude;
        slope += elementSlopes[end];
        grossSlope += Math.abs(elementSlopes[end]);
        double weight = weights[end];
        if (weight == weight) { // not NaN, which marks a tiered element
          groupRequirement += weight * price;
          requirementTerms += weight * price;
          margin += weight;
        } else {
          FloatTiers tiers = market.tiers(pricings[end]);
          int tier = tiers.tierOf(magnitude);
          groupRequirement += tiers.requirement(tier, magnitude);
          requirementTerms += 3 * magnitude;
          margin += tiers.rate()[tier] * Math.abs(elementSlopes[end]);
          terms += tiers.bends();
        }
      }
      int group = start - from;
      groupEnds[group] = end;
      equities[group] = groupEquity;
      requirements[group] = groupRequirement;
      slopes[group] = slope;
      margins[group] = margin;
      gross[group] = grossSlope;
      equity += groupEquity;
      requirement += groupRequirement;
      start = end;
    }
    relativeError = Screen.relativeError(terms);
    double unit = ERRORS * relativeError;
    if (level < Level.BANKRUPT.code()) {
      double multiplier = market.entry(level + 1);
      double health = equity - multiplier * requirement;
      double slack = health - unit * (equityTerms + multiplier * requirementTerms);
      share(multiplier, slack, -1, pricings, from, to);
      for (int start = from; start < to; start = groupEnds[start - from]) {
        keepAbove(multiplier, pricings, elementSlopes, weights, start, start - from);
      }
    }
    if (level > Level.HEALTHY.code()) {
      boolean isRemembered = Math.min(level, Level.BANKRUPT.code()) <= account.remembered();
      double multiplier = isRemembered ? market.exit(level) : market.entry(level);
      double health = equity - multiplier * requirement;
      double slack = -health - unit * (equityTerms + multiplier * requirementTerms);
      share(multiplier, slack, 1, pricings, from, to);
      for (int start = from; start < to; start = groupEnds[start - from]) {
        keepBelow(multiplier, pricings, elementSlopes, weights, start, start - from);
      }
    }
  }

  /**
   * Shares slack among the factors by how far each is expected to move until the slack is used up;
   * no slack leaves shares that are not numbers.
   *
   * @param worse the direction in which h_k gets worse: 1 up, −1 down
   */
  private void share(double multiplier, double slack, int worse, int[] pricings, int from, int to) {
    boolean known = true;
    for (int start = from; start < to; start = groupEnds[start - from]) {
      known &= market.moves().isKnown(market.factor(pricings[start]));
    }
    double drifts = 0;
    double volatilities = 0;
    for (int start = from; start < to; start = groupEnds[start - from]) {
      int group = start - from;
      int factor = market.factor(pricings[start]);
      double exposure = slopes[group] - multiplier * margins[group];
      double swing = Math.max(Math.abs(exposure), LEAST_EXPOSURE * gross[group]);
      drift[group] = known ? Math.max(0, worse * exposure * market.moves().drift(factor)) : 0;
      volatility[group] =
          known
              ? SWING * swing * market.moves().volatility(factor)
              : swing * Math.abs(market.value(factor));
      drifts += drift[group];
      volatilities += volatility[group];
    }
    double whole = slack > 0 ? slack * WHOLE : Double.NaN;
    double root =
        2 * whole / (volatilities + Math.sqrt(volatilities * volatilities + 4 * drifts * whole));
    double sum = 0;
    for (int start = from; start < to; start = groupEnds[start - from]) {
      int group = start - from;
      double move = root * (root * drift[group] + volatility[group]);
      shares[group] = Math.cbrt(move * move);
      sum += shares[group];
    }
    for (int start = from; start < to; start = groupEnds[start - from]) {
      shares[start - from] *= whole / sum;
    }
  }

  private void keepAbove(
      double multiplier,
      int[] pricings,
      double[] elementSlopes,
      double[] weights,
      int start,
      int group) {
    int factor = market.factor(pricings[start]);
    double share = shares[group];
    collect(multiplier, pricings, elementSlopes, weights, start, groupEnds[group]);
    if (!(share >= 0)) {
      wakeOnFall(factor, group);
      return;
    }
    double target = equities[group] - multiplier * requirements[group] - share;
    double price = market.value(factor);
    pieces.reach(target, FLAT_TOLERANCE * relativeError * price);
    if (pieces.unreached) {
      wakeOnAnyChange(factor, group);
      return;
    }
    if (pieces.low > 0) {
      raiseLow(factor, group, Math.max(pieces.low, price / REACH));
    }
    if (pieces.high < Double.POSITIVE_INFINITY) {
      lowerHigh(factor, group, Math.min(pieces.high, price * REACH));
    }
    limitIfUncertain(factor, group);
  }

  private void keepBelow(
      double multiplier,
      int[] pricings,
      double[] elementSlopes,
      double[] weights,
      int start,
      int group) {
    int factor = market.factor(pricings[start]);
    double share = shares[group];
    collect(multiplier, pricings, elementSlopes, weights, start, groupEnds[group]);
    if (!(share >= 0)) {
      wakeOnRise(factor, group);
      return;
    }
    double target = equities[group] - multiplier * requirements[group] + share;
    double price = market.value(factor);
    pieces.reach(target, -FLAT_TOLERANCE * relativeError * price);
    if (!pieces.unreached) {
      if (price <= pieces.low) {
        lowerHigh(factor, group, Math.min(pieces.low, price * REACH));
      } else if (price >= pieces.high) {
        raiseLow(factor, group, Math.max(pieces.high, price / REACH));
      } else {
        wakeOnAnyChange(factor, group);
      }
    } else if (pieces.count > 1) {
      lowerHigh(factor, group, price * REACH);
      raiseLow(factor, group, price / REACH);
    }
    limitIfUncertain(factor, group);
  }

  private void collect(
      double multiplier,
      int[] pricings,
      double[] elementSlopes,
      double[] weights,
      int start,
      int end) {
    pieces.collect(market, multiplier, pricings, elementSlopes, weights, start, end, relativeError);
  }

  private void limitIfUncertain(int factor, int group) {
    if (pieces.uncertain) {
      raiseLow(factor, group, market.value(factor) / REACH);
      lowerHigh(factor, group, market.value(factor) * REACH);
    }
  }

  /** Without slack, h_k may only rise: exact, since the sign of every slope is certain. */
  private void wakeOnFall(int factor, int group) {
    if (pieces.rises()) {
      bounds.raiseLow(group, market.units(factor));
    } else if (pieces.falls()) {
      bounds.lowerHigh(group, market.units(factor));
    } else {
      wakeOnAnyChange(factor, group);
    }
  }

  /** Without slack, h_k may only fall. */
  private void wakeOnRise(int factor, int group) {
    if (pieces.rises()) {
      bounds.lowerHigh(group, market.units(factor));
    } else if (pieces.falls()) {
      bounds.raiseLow(group, market.units(factor));
    } else {
      wakeOnAnyChange(factor, group);
    }
  }

  private void wakeOnAnyChange(int factor, int group) {
    bounds.raiseLow(group, market.units(factor));
    bounds.lowerHigh(group, market.units(factor));
  }

  private void raiseLow(int factor, int group, double price) {
    double units = Math.ceil(price * market.power(factor));
    long now = market.units(factor);
    bounds.raiseLow(group, units < now ? (long) units : now);
  }

  private void lowerHigh(int factor, int group, double price) {
    double units = Math.floor(price * market.power(factor));
    long now = market.units(factor);
    if (units < BEYOND_ALL_UNITS) {
      bounds.lowerHigh(group, units > now ? (long) units : now);
    }
  }

  private void ensure(int elements) {
    if (elements > groupEnds.length) {
      int size = Math.max(elements, groupEnds.length * 2);
      groupEnds = new int[size];
      equities = new double[size];
      requirements = new double[size];
      slopes = new double[size];
      margins = new double[size];
      gross = new double[size];
      drift = new double[size];
      volatility = new double[size];
      shares = new double[size];
    }
  }
}
