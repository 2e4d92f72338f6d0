package io.breakwater.cascade.reference;

import io.breakwater.cascade.Side;
import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.model.MarginModel;
import io.breakwater.margin.model.Market;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.Level;
import io.breakwater.margin.terms.MarginTier;
import io.breakwater.margin.terms.PolicyTerms;
import java.math.BigDecimal;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * From which move of a row's price on an account is below the entry of LIQUIDATABLE.
 *
 * <p>Between bends, which are where a position enters a tier and where a price reaches zero, health
 * is a straight line of the move: it is asked for at every bend, and where it crosses zero between
 * two of them follows from the two. Whether an account is below after a given move is decided
 * there.
 */
final class Triggers {
  /** Nearer to the trigger than this, shares of the price, it is decided anew. */
  private static final BigDecimal NEAR = new BigDecimal("1e-25");

  private final MarginModel model;
  private final Market market;
  private final Moves moves;
  private final Side side;
  private final BigDecimal multiplier;
  private final boolean atZero;

  Triggers(MarginModel model, Market market, Moves moves, Side side) {
    this.model = model;
    this.market = market;
    this.moves = moves;
    this.side = side;
    PolicyTerms policy = market.policy().inForce();
    this.multiplier = policy.threshold(Level.LIQUIDATABLE).entry();
    this.atZero = policy.belowAtZero(Level.LIQUIDATABLE);
  }

  /**
   * The least move, share of the mark, 0 or more, beyond which or at which it is below; null where
   * there is none.
   */
  BigDecimal first(Account account) {
    BigDecimal from = BigDecimal.ZERO;
    BigDecimal health = health(account, from);
    if (isBelow(health)) {
      return from;
    }
    for (BigDecimal bend : bends(account)) {
      BigDecimal next = health(account, bend);
      if (isBelow(next)) {
        return crossing(from, health, bend, next);
      }
      from = bend;
      health = next;
    }
    return side == Side.DOWN ? null : beyond(account, from, health);
  }

  /** Whether it is below after a move, or was on the way. */
  boolean isReached(Account account, BigDecimal first, BigDecimal move) {
    if (first == null) {
      return false;
    }
    BigDecimal past = move.subtract(first);
    if (past.abs().compareTo(NEAR) > 0) {
      return past.signum() > 0;
    }
    return isBelow(health(account, move));
  }

  private BigDecimal beyond(Account account, BigDecimal last, BigDecimal health) {
    BigDecimal further = last.add(BigDecimal.ONE);
    BigDecimal next = health(account, further);
    return next.compareTo(health) < 0 ? crossing(last, health, further, next) : null;
  }

  private static BigDecimal crossing(
      BigDecimal from, BigDecimal health, BigDecimal to, BigDecimal next) {
    BigDecimal share = Exact.quotient(health, health.subtract(next));
    return from.add(to.subtract(from).multiply(share)).round(Exact.DIGITS);
  }

  private BigDecimal health(Account account, BigDecimal move) {
    return model.value(account, after(move)).health(multiplier);
  }

  /** The market after a move away from the mark, on this side. */
  Market after(BigDecimal move) {
    return moves.after(signed(move));
  }

  private BigDecimal signed(BigDecimal move) {
    return side == Side.DOWN ? move.negate() : move;
  }

  private boolean isBelow(BigDecimal health) {
    return health.signum() < 0 || atZero && health.signum() == 0;
  }

  /** Moves at which health can bend, rising; of a falling price the last is all of it. */
  private SortedSet<BigDecimal> bends(Account account) {
    SortedSet<BigDecimal> bends = new TreeSet<>();
    for (Position position : account.positions()) {
      InstrumentParameters instrument = market.parameters(position.instrument());
      String factor = instrument.factors().price();
      BigDecimal notional = position.size().abs().multiply(market.value(factor));
      for (MarginTier tier : instrument.inForce().tiers().tiers()) {
        addBend(bends, factor, Exact.quotient(tier.notionalFrom(), notional));
      }
    }
    for (String factor : model.factors(account, market)) {
      addBend(bends, factor, BigDecimal.ZERO);
    }
    if (side == Side.DOWN) {
      bends.removeIf(bend -> bend.compareTo(BigDecimal.ONE) > 0);
      bends.add(BigDecimal.ONE);
    }
    return bends;
  }

  /** The move after which a factor is a multiple of what it is. */
  private void addBend(SortedSet<BigDecimal> bends, String factor, BigDecimal multiple) {
    BigDecimal slope = signed(moves.slope(factor));
    if (slope.signum() != 0) {
      BigDecimal bend = multiple.subtract(BigDecimal.ONE).divide(slope, Exact.DIGITS);
      if (bend.signum() > 0) {
        bends.add(bend);
      }
    }
  }
}
