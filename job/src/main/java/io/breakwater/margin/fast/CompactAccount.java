package io.breakwater.margin.fast;

import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.Balance;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.linear.Affine;
import io.breakwater.margin.linear.ElementCurve;
import io.breakwater.margin.model.AccountShape;
import io.breakwater.margin.model.Market;
import io.breakwater.margin.terms.InstrumentParameters;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * An account as floating-point numbers, so that a tick need not read the account itself. Each
 * number is the nearest double of an exact one: all sums that do not depend on prices are taken
 * exactly first.
 *
 * <p>Element i adds {@code slopes[i] · p} to equity, and to the requirement {@code weights[i] · p},
 * or the tiered margin on {@code |slopes[i]| · p} where {@code weights[i]} is {@link #TIERED}; p is
 * the value of its factor.
 *
 * @param shape what its level rests on besides the valuation
 * @param equityConstant part of equity that moves with no price, numeraire
 * @param requirementConstant part of the requirement that moves with no price, numeraire, 0 or more
 * @param factors that value the elements, ordered; a factor may repeat
 * @param instruments of the elements
 * @param slopes equity per price of each element
 * @param weights requirement per price of each element, 0 or more, or {@link #TIERED}
 */
public record CompactAccount(
    AccountShape shape,
    double equityConstant,
    double requirementConstant,
    String[] factors,
    String[] instruments,
    double[] slopes,
    double[] weights) {

  /** Marks an element whose requirement follows the tiers of its instrument. */
  public static final double TIERED = Double.NaN;

  /** The compact form of an account that can be valued, whose parameters are all known. */
  public static CompactAccount of(Account account, Market market) {
    Builder builder = new Builder(account);
    for (Balance balance : account.balances()) {
      builder.add(balance, market);
    }
    for (Position position : account.positions()) {
      builder.add(position, market);
    }
    return builder.build();
  }

  /** An element while all are collected. */
  private record Term(String factor, String instrument, double slope, double weight) {
    static final Comparator<Term> ORDER =
        Comparator.comparing(Term::factor).thenComparing(Term::instrument);
  }

  /**
   * The sums and elements so far. Of a tiered requirement, only what moves with no price counts.
   */
  private static final class Builder {
    private final AccountShape shape;
    private final List<Term> terms;
    private BigDecimal equity;
    private BigDecimal requirement = BigDecimal.ZERO;

    Builder(Account account) {
      shape = AccountShape.of(account);
      terms = new ArrayList<>(account.balances().size() + account.positions().size());
      equity = account.cash();
    }

    void add(Balance balance, Market market) {
      InstrumentParameters instrument = market.parameters(balance.instrument());
      ElementCurve curve = ElementCurve.of(balance, instrument);
      add(
          instrument.factors().of(balance.side()),
          balance.instrument(),
          curve.equity().slope(),
          curve.requirement().get(0).slope().doubleValue());
    }

    void add(Position position, Market market) {
      InstrumentParameters instrument = market.parameters(position.instrument());
      Affine profit = ElementCurve.profit(position, instrument);
      equity = equity.add(profit.constant());
      double weight = TIERED;
      if (ElementCurve.isTiered(instrument)) {
        requirement = requirement.add(instrument.inForce().flatMargin());
      } else {
        Affine only = ElementCurve.of(position, instrument).requirement().get(0);
        requirement = requirement.add(only.constant());
        weight = only.slope().doubleValue();
      }
      add(instrument.factors().price(), position.instrument(), profit.slope(), weight);
    }

    private void add(String factor, String instrument, BigDecimal slope, double weight) {
      terms.add(new Term(factor, instrument, slope.doubleValue(), weight));
    }

    CompactAccount build() {
      terms.sort(Term.ORDER);
      int count = terms.size();
      String[] factors = new String[count];
      String[] instruments = new String[count];
      double[] slopes = new double[count];
      double[] weights = new double[count];
      for (int i = 0; i < count; i++) {
        Term term = terms.get(i);
        factors[i] = term.factor();
        instruments[i] = term.instrument();
        slopes[i] = term.slope();
        weights[i] = term.weight();
      }
      return new CompactAccount(
          shape,
          equity.doubleValue(),
          requirement.doubleValue(),
          factors,
          instruments,
          slopes,
          weights);
    }
  }
}
