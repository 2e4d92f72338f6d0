package io.breakwater.margin.fast;

import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.Balance;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.linear.Affine;
import io.breakwater.margin.linear.ElementCurve;
import io.breakwater.margin.model.AccountShape;
import io.breakwater.margin.model.Market;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.MarginParameters;
import java.math.BigDecimal;
import java.util.Iterator;

/**
 * An account as floating-point numbers, so that a tick need not read the account itself. Each
 * number is the nearest double of an exact one: all sums that do not depend on prices are taken
 * exactly first.
 *
 * <p>Element i adds {@code slopes[i] · p} to equity, and to the requirement {@code weights[i] · p},
 * or the tiered margin on {@code |slopes[i]| · p} where {@code weights[i]} is {@link #TIERED}.
 *
 * @param shape what its level rests on besides the valuation
 * @param equityConstant part of equity that moves with no price, numeraire
 * @param requirementConstant part of the requirement that moves with no price, numeraire, 0 or more
 * @param instruments of the elements, ordered; an instrument may repeat
 * @param slopes equity per price of each element
 * @param weights requirement per price of each element, 0 or more, or {@link #TIERED}
 */
public record CompactAccount(
    AccountShape shape,
    double equityConstant,
    double requirementConstant,
    String[] instruments,
    double[] slopes,
    double[] weights) {

  /** Marks an element whose requirement follows the tiers of its instrument. */
  public static final double TIERED = Double.NaN;

  /** The compact form of an account that can be valued, whose parameters are all known. */
  public static CompactAccount of(Account account, Market market) {
    Builder builder = new Builder(account);
    Iterator<Balance> balances = account.balances().iterator();
    Balance balance = next(balances);
    for (Position position : account.positions()) {
      while (balance != null && balance.instrument().compareTo(position.instrument()) <= 0) {
        builder.add(balance, market);
        balance = next(balances);
      }
      builder.add(position, market);
    }
    for (; balance != null; balance = next(balances)) {
      builder.add(balance, market);
    }
    return builder.build();
  }

  private static Balance next(Iterator<Balance> balances) {
    return balances.hasNext() ? balances.next() : null;
  }

  /**
   * The sums and elements so far. Of a tiered requirement, only what moves with no price counts.
   */
  private static final class Builder {
    private final AccountShape shape;
    private final String[] instruments;
    private final double[] slopes;
    private final double[] weights;
    private BigDecimal equity;
    private BigDecimal requirement = BigDecimal.ZERO;
    private int count;

    Builder(Account account) {
      int size = account.balances().size() + account.positions().size();
      shape = AccountShape.of(account);
      instruments = new String[size];
      slopes = new double[size];
      weights = new double[size];
      equity = account.cash();
    }

    void add(Balance balance, Market market) {
      MarginParameters parameters = market.parameters(balance.instrument()).inForce();
      BigDecimal addOn = parameters.addOn(balance.side()).multiply(balance.amount());
      add(balance.instrument(), balance.signedAmount(), addOn.doubleValue());
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
      add(position.instrument(), profit.slope(), weight);
    }

    private void add(String instrument, BigDecimal slope, double weight) {
      instruments[count] = instrument;
      slopes[count] = slope.doubleValue();
      weights[count] = weight;
      count++;
    }

    CompactAccount build() {
      return new CompactAccount(
          shape, equity.doubleValue(), requirement.doubleValue(), instruments, slopes, weights);
    }
  }
}
