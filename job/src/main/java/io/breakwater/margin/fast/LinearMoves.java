package io.breakwater.margin.fast;

import io.breakwater.margin.mirror.FactorMoves;
import io.breakwater.margin.mirror.FloatTiers;
import io.breakwater.margin.mirror.FrozenMarket;
import io.breakwater.margin.mirror.MirroredAccount;
import io.breakwater.margin.model.FastForm;
import io.breakwater.margin.model.MoveForm;
import java.util.Arrays;

/**
 * What moves of prices do to accounts of the linear model.
 *
 * <p>The element i, valued by a factor that moves by γ_i with the row, adds h_i(f_i) to health
 * where the row's price is at a multiple f of itself: f_i = max(0, 1 − γ_i + γ_i · f), which is f
 * where γ_i is 1. Between two stops, multiples at which another factor of the row reaches zero,
 * health is concave and piecewise linear in f. So what lies between two stops is below nowhere if
 * its further end is not; else Newton's iteration, from a multiple that is below, or from where the
 * tangent at the nearer end is zero, goes down to the first zero of health without ever passing it,
 * in as many steps as there are pieces at most: a tangent lies above a concave function.
 *
 * <p><b>Errors.</b> As in {@link Screen}, with one more product, f_i. It is off by u of f for γ =
 * 1, else by 4u of |1 − γ| + |γ| · f, which then takes its place in the sum S of the terms'
 * magnitudes; e = 2 · {@link Screen#relativeError} covers both with more than room, so the computed
 * health is off by at most e · S. What moves is taken at f anew, never as a difference from what
 * stands: where a price is at zero, nothing of it, and no error, is left. With health H₀ at the
 * nearer end of the piece, the chord from there to a computed zero at f₁ falls by at least (H₀ − e
 * · S₀ − e · S₁) for |f₁ − f₀|; so does health beyond f₁, and the true zero is not further from f₁
 * than e · S₁ / that fall, on either side. {@link #firstError} is four times as much. Where it
 * exceeds {@link #TOLERANCE} of f, or an end is neither above nor below zero with certainty, the
 * answer is that it cannot be told.
 */
final class LinearMoves implements MoveForm {
  private static final double TOLERANCE = 0x1p-27;
  private static final double SAFETY = 4;
  private static final int MOST_STEPS = 100;
  private static final int FIRST_SIZE = 16;
  private static final double UNIT = 0x1p-52;

  /** Health never falls where the price of the element rises. */
  private static final byte RISES = 1;

  /** Health never falls where the price of the element falls. */
  private static final byte FALLS = -1;

  private static final byte EITHER = 0;

  private FrozenMarket market;
  private double entry;

  private int count;
  private int[] factors = new int[FIRST_SIZE];
  private double[] terms = new double[FIRST_SIZE];
  private double[] margins = new double[FIRST_SIZE];
  private double[] requirements = new double[FIRST_SIZE];
  private double[] worths = new double[FIRST_SIZE];
  private FloatTiers[] tiers = new FloatTiers[FIRST_SIZE];
  private byte[] directions = new byte[FIRST_SIZE];
  private double equityConstant;
  private double requirementConstant;
  private double owedCash;
  private double equity;
  private double equityTerms;
  private double requirement;
  private double requirementTerms;
  private double relativeError;

  private int movers;
  private int[] mover = new int[FIRST_SIZE];
  private double[] shares = new double[FIRST_SIZE];
  private boolean[] isStopped = new boolean[FIRST_SIZE];
  private double restEquity;
  private double restEquityTerms;
  private double restRequirement;
  private double restRequirementTerms;
  private boolean fallHarms;
  private boolean riseHarms;
  private boolean hasStops;

  private double health;
  private double error;
  private double slope;
  private double slopeError;
  private double firstError;

  @Override
  public void begin(FrozenMarket frozen) {
    market = frozen;
    entry = frozen.entry();
  }

  @Override
  public boolean look(MirroredAccount account) {
    int from = account.from();
    count = account.to() - from;
    ensure(count);
    equityConstant = account.equityConstant();
    requirementConstant = account.requirementConstant();
    equity = equityConstant;
    equityTerms = Math.abs(equityConstant);
    requirement = requirementConstant;
    requirementTerms = requirementConstant;
    int[] pricings = account.pricings();
    int[] factorOf = market.factors();
    double[] values = market.values();
    double[] slopes = account.slopes();
    double[] weights = account.weights();
    double[] fixed = account.worths();
    // Of its worth, less than all is required: at multipliers up to 1, what is long gains from a
    // rise.
    byte gains = market.entersUpToOne() ? RISES : EITHER;
    for (int i = 0; i < count; i++) {
      int place = from + i;
      int pricing = pricings[place];
      int factor = factorOf[pricing];
      double price = values[factor];
      double term = slopes[place] * price;
      double weight = weights[place];
      factors[i] = factor;
      terms[i] = term;
      worths[i] = fixed == null || fixed[place] != fixed[place] ? term : fixed[place];
      equity += term;
      double magnitude = Math.abs(term);
      equityTerms += magnitude;
      if (weight == weight) { // not NaN, which marks a tiered element
        tiers[i] = null;
        margins[i] = weight * price;
        requirements[i] = margins[i];
        requirementTerms += margins[i];
      } else {
        tiers[i] = market.tiers(pricing);
        margins[i] = 0;
        requirements[i] = tiers[i].requirement(magnitude);
        requirementTerms += 3 * magnitude;
      }
      directions[i] = term < 0 ? FALLS : gains;
      requirement += requirements[i];
    }
    relativeError = 2 * Screen.relativeError(count);
    owedCash = account.owedCash();
    return true;
  }

  @Override
  public double equity() {
    return equity;
  }

  @Override
  public double equityError() {
    return relativeError * equityTerms;
  }

  @Override
  public double requirement() {
    return requirement;
  }

  @Override
  public double requirementError() {
    return relativeError * requirementTerms;
  }

  @Override
  public double cash(boolean hasPositions) {
    return hasPositions ? -owedCash : equityConstant;
  }

  @Override
  public double worth(int offset) {
    return worths[offset];
  }

  @Override
  public double addOn(int offset) {
    return margins[offset];
  }

  @Override
  public void along(int row, FactorMoves moves) {
    restEquity = equityConstant;
    restEquityTerms = Math.abs(equityConstant);
    restRequirement = requirementConstant;
    restRequirementTerms = requirementConstant;
    movers = 0;
    fallHarms = false;
    riseHarms = false;
    hasStops = false;
    for (int i = 0; i < count; i++) {
      double share = moves.share(factors[i], row);
      if (share == 0 || terms[i] == 0) {
        rest(i);
        continue;
      }
      int direction = share > 0 ? directions[i] : -directions[i];
      fallHarms |= direction != FALLS;
      riseHarms |= direction != RISES;
      hasStops |= share > 1 || share < 0;
      mover[movers] = i;
      isStopped[movers] = false;
      shares[movers++] = share;
    }
  }

  private void rest(int i) {
    double magnitude = Math.abs(terms[i]);
    restEquity += terms[i];
    restEquityTerms += magnitude;
    restRequirement += requirements[i];
    restRequirementTerms += tiers[i] == null ? requirements[i] : 3 * magnitude;
  }

  @Override
  public double firstBelow(int sign) {
    if (!(sign < 0 ? fallHarms : riseHarms)) {
      return FactorMoves.NEVER;
    }
    double end = sign < 0 ? 0 : Double.POSITIVE_INFINITY;
    double from = 1;
    while (true) {
      double to = hasStops ? nextStop(sign, from, end) : end;
      evaluate(from, entry);
      double found = firstBetween(sign, from, to);
      if (found != FactorMoves.NEVER || to == end) {
        return found;
      }
      from = to;
    }
  }

  /** The next multiple at which another factor than the row's own reaches zero. */
  private double nextStop(int sign, double from, double end) {
    double next = end;
    for (int j = 0; j < movers; j++) {
      if (shares[j] > 1 || shares[j] < 0) {
        double stop = 1 - 1 / shares[j];
        if (sign < 0 ? stop < from && stop > next : stop > from && stop < next) {
          next = stop;
        }
      }
    }
    stopBetween(sign < 0 ? (from + next) / 2 : Math.min(from + 1, (from + next) / 2));
    return next;
  }

  /** Notes which factors stand at zero where the row's price is at a multiple, which is no stop. */
  private void stopBetween(double multiple) {
    for (int j = 0; j < movers; j++) {
      isStopped[j] = 1 - shares[j] + shares[j] * multiple <= 0;
    }
  }

  /** Within one concave piece; health at its nearer end has just been evaluated. */
  private double firstBetween(int sign, double from, double to) {
    double startHealth = health;
    double startError = error;
    double startFall = -sign * slope;
    double startFallError = slopeError;
    double at = to;
    if (startFall > 0) {
      double tangent = from + sign * Math.max(0, startHealth) / startFall;
      at = sign < 0 ? Math.max(tangent, to) : Math.min(tangent, to);
    } else if (to == Double.POSITIVE_INFINITY) {
      at = fromFar(from);
      if (at == FactorMoves.NEVER) {
        return FactorMoves.NEVER;
      }
    }
    if (!(at < Double.MAX_VALUE)) {
      return FactorMoves.CANNOT_TELL;
    }
    evaluate(at, entry);
    if (at == to && health >= -error) {
      return atEnd(to);
    }
    for (int step = 0; health < -error; step++) {
      double next = at - health / slope;
      next = sign < 0 ? Math.min(next, from) : Math.max(next, from);
      if (step == MOST_STEPS || !(sign < 0 ? next > at : next < at)) {
        return FactorMoves.CANNOT_TELL;
      }
      at = next;
      evaluate(at, entry);
    }
    double chord = at == from ? 0 : (startHealth - startError - error) / Math.abs(at - from);
    double fall = Math.max(chord, startFall - startFallError);
    firstError = SAFETY * (error / fall + UNIT * at);
    boolean isTold = health <= error && fall > 0 && firstError <= TOLERANCE * at;
    return isTold ? at : FactorMoves.CANNOT_TELL;
  }

  /** Health at the end of a piece is not certainly below zero: so it is nowhere in the piece. */
  private double atEnd(double end) {
    if (health > error) {
      return FactorMoves.NEVER;
    }
    if (error > 0) {
      return FactorMoves.CANNOT_TELL;
    }
    firstError = 0;
    return market.liquidatesAtZero() ? end : FactorMoves.NEVER;
  }

  /** Where health, as it goes on for ever, comes from zero. */
  private double fromFar(double from) {
    double constant = restEquity - entry * restRequirement;
    double rise = 0;
    double gross = 0;
    for (int j = 0; j < movers; j++) {
      if (shares[j] > 0) {
        int i = mover[j];
        double magnitude = Math.abs(terms[i]);
        double margin = margins[i];
        double deduction = 0;
        if (tiers[i] != null) {
          int top = tiers[i].bends();
          margin = tiers[i].rate()[top] * magnitude;
          deduction = tiers[i].deduction()[top];
        }
        double net = terms[i] - entry * margin;
        constant += (1 - shares[j]) * net + entry * deduction;
        rise += shares[j] * net;
        gross += shares[j] * (magnitude + entry * margin);
      }
    }
    double riseError = relativeError * gross;
    if (rise >= -riseError) {
      return rise > riseError || gross == 0 ? FactorMoves.NEVER : FactorMoves.CANNOT_TELL;
    }
    return Math.max(from, -constant / rise);
  }

  @Override
  public double firstError() {
    return firstError;
  }

  @Override
  public int below(double multiple, double multiplier) {
    Arrays.fill(isStopped, 0, movers, false);
    evaluate(multiple, multiplier);
    if (health > error) {
      return NOT_BELOW;
    }
    if (health < -error) {
      return BELOW;
    }
    if (error != 0) {
      return FastForm.UNCERTAIN;
    }
    return market.liquidatesAtZero() ? BELOW : NOT_BELOW;
  }

  /** Health where the row's price is at a multiple, its slope there, and their errors. */
  private void evaluate(double multiple, double multiplier) {
    double sum = restEquity - multiplier * restRequirement;
    double magnitudes = restEquityTerms + multiplier * restRequirementTerms;
    double rise = 0;
    double gross = 0;
    for (int j = 0; j < movers; j++) {
      if (isStopped[j]) {
        continue;
      }
      int i = mover[j];
      double share = shares[j];
      double own = multiple;
      double scale = multiple;
      if (share != 1) {
        double size = Math.abs(share);
        own = Math.max(0, 1 - share + share * multiple);
        scale = Math.abs(1 - share) + size * multiple;
      }
      double term = terms[i];
      double magnitude = Math.abs(term);
      double net;
      FloatTiers bracket = tiers[i];
      if (bracket == null) {
        double margin = multiplier * margins[i];
        net = term - margin;
        sum += net * own;
        magnitudes += (magnitude + margin) * scale;
        gross += Math.abs(share) * (magnitude + margin);
      } else {
        double notional = magnitude * own;
        int tier = bracket.tierOf(notional);
        net = term - multiplier * bracket.rate()[tier] * magnitude;
        sum += term * own - multiplier * bracket.requirement(tier, notional);
        magnitudes += magnitude * (1 + 3 * multiplier) * scale;
        gross += Math.abs(share) * magnitude * (1 + multiplier);
      }
      rise += share * net;
    }
    health = sum;
    error = relativeError * magnitudes;
    slope = rise;
    slopeError = relativeError * gross;
  }

  private void ensure(int elements) {
    if (elements > factors.length) {
      int size = Math.max(elements, 2 * factors.length);
      factors = new int[size];
      terms = new double[size];
      margins = new double[size];
      requirements = new double[size];
      worths = new double[size];
      tiers = new FloatTiers[size];
      directions = new byte[size];
      mover = new int[size];
      shares = new double[size];
      isStopped = new boolean[size];
    }
  }
}
