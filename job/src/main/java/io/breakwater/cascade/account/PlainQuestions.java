package io.breakwater.cascade.account;

import io.breakwater.cascade.Side;
import io.breakwater.cascade.record.Figures;
import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.AccountShape;
import io.breakwater.margin.mirror.FactorMoves;
import io.breakwater.margin.model.Levels;
import io.breakwater.margin.model.MarginModel;
import io.breakwater.margin.model.Market;
import io.breakwater.margin.model.Valuation;
import io.breakwater.margin.terms.CascadeTerms;
import io.breakwater.margin.terms.Level;
import io.breakwater.margin.terms.PolicyTerms;
import io.breakwater.oracle.FactorKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Answers exact questions by the margin model, from accounts and a market in decimals. Of a model
 * that has a {@link io.breakwater.margin.model.MoveForm} of its own: between two stops, multiples
 * at which another price of the group reaches zero, an account that has become below must stay so.
 */
public final class PlainQuestions implements ExactQuestions {
  /** So far away that whatever falls without end has become large. */
  private static final BigDecimal FAR = BigDecimal.ONE.scaleByPowerOfTen(60);

  private static final double GEOMETRIC = 4;

  private final MarginModel model;
  private final Market market;
  private final CascadeTerms terms;
  private final IntFunction<String> ids;
  private final Function<String, FactorKind> kinds;
  private final IntFunction<Account> accounts;
  private final IntFunction<Level> remembered;

  /**
   * Questions about one moment.
   *
   * @param market as it stood
   * @param ids of factors by their integers
   * @param kinds of observed factors
   * @param accounts what counts of an account that is not pending, as it stood
   * @param remembered what hysteresis remembers of an account
   */
  public PlainQuestions(
      MarginModel model,
      Market market,
      CascadeTerms terms,
      IntFunction<String> ids,
      Function<String, FactorKind> kinds,
      IntFunction<Account> accounts,
      IntFunction<Level> remembered) {
    this.model = model;
    this.market = market;
    this.terms = terms;
    this.ids = ids;
    this.kinds = kinds;
    this.accounts = accounts;
    this.remembered = remembered;
  }

  @Override
  public boolean isBelow(int account, int row, BigDecimal move) {
    return isBelow(accounts.apply(account), ids.apply(row), move);
  }

  private boolean isBelow(Account account, String row, BigDecimal move) {
    PolicyTerms policy = market.policy().inForce();
    int sign =
        model
            .value(account, MovedMarket.of(market, terms, row, move))
            .health(policy.threshold(Level.LIQUIDATABLE).entry())
            .signum();
    return sign < 0 || sign == 0 && policy.belowAtZero(Level.LIQUIDATABLE);
  }

  @Override
  public double firstBelow(int account, int row, Side side) {
    Account asked = accounts.apply(account);
    String price = ids.apply(row);
    double from = 1;
    for (BigDecimal stop : stops(price, side)) {
      if (isBelow(asked, price, stop)) {
        return between(asked, price, from, BigDecimal.ONE.add(stop).doubleValue());
      }
      from = BigDecimal.ONE.add(stop).doubleValue();
    }
    return FactorMoves.NEVER;
  }

  /** Moves at which a price of the group reaches zero, away from none; the last is all there is. */
  private TreeSet<BigDecimal> stops(String price, Side side) {
    TreeSet<BigDecimal> stops =
        new TreeSet<>((a, b) -> side == Side.UP ? a.compareTo(b) : b.compareTo(a));
    BigDecimal end = side == Side.UP ? FAR : BigDecimal.ONE.negate();
    stops.add(end);
    for (CascadeTerms.Group group : terms.groups()) {
      for (CascadeTerms.Member own : group.members()) {
        if (own.factor().equals(price)) {
          group
              .members()
              .forEach(
                  member -> stops.add(MovedMarket.quotient(own.beta().negate(), member.beta())));
        }
      }
    }
    stops.removeIf(
        stop -> stop.signum() != side.sign() || stops.comparator().compare(stop, end) > 0);
    return stops;
  }

  /** By halving: not below at one multiple, below at the other. */
  private boolean isBelowAt(Account account, String price, double multiple) {
    return isBelow(account, price, new BigDecimal(multiple).subtract(BigDecimal.ONE));
  }

  private double between(Account account, String price, double above, double below) {
    double lastAbove = above;
    double lastBelow = below;
    while (true) {
      double middle = middle(lastAbove, lastBelow);
      if (middle == lastAbove || middle == lastBelow) {
        return lastBelow;
      }
      if (isBelowAt(account, price, middle)) {
        lastBelow = middle;
      } else {
        lastAbove = middle;
      }
    }
  }

  private static double middle(double a, double b) {
    double low = Math.max(Math.min(a, b), Double.MIN_NORMAL);
    double high = Math.max(a, b);
    return high > GEOMETRIC * low ? Math.sqrt(low) * Math.sqrt(high) : (a + b) / 2;
  }

  @Override
  public boolean isLiquidatableAt(int account, int row, BigDecimal value) {
    Account asked = accounts.apply(account);
    String price = ids.apply(row);
    BigDecimal at = value == null ? market.value(price).multiply(FAR) : value;
    Valuation valuation = model.value(asked, MovedMarket.alone(market, price, at));
    return Levels.next(
            valuation, AccountShape.of(asked), remembered.apply(account), market.policy().inForce())
        .isTriggered();
  }

  @Override
  public BigDecimal netSize(int account, int row, double multiple) {
    String price = ids.apply(row);
    BigDecimal move = new BigDecimal(multiple).subtract(BigDecimal.ONE);
    Market atTrigger = MovedMarket.of(market, terms, price, move);
    BigDecimal worth =
        new PlainClosing(accounts.apply(account), market, atTrigger, kinds).netWorth(price);
    return MovedMarket.quotient(worth, market.value(price))
        .setScale(Figures.SIZE, RoundingMode.HALF_EVEN);
  }

  @Override
  public BigDecimal positions(int account, int row) {
    String price = row == Rows.NONE ? null : ids.apply(row);
    return new PlainClosing(accounts.apply(account), market, market, kinds).positions(price);
  }

  @Override
  public Valuation value(int account) {
    return model.value(accounts.apply(account), market);
  }

  @Override
  public BigDecimal healthFactor(int account) {
    return model.healthFactor(accounts.apply(account), market);
  }
}
