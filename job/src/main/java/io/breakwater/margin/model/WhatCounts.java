package io.breakwater.margin.model;

import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.Appraisal;
import io.breakwater.margin.account.Balance;
import io.breakwater.margin.account.Missing;
import io.breakwater.margin.terms.BalanceSide;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.oracle.Product;
import java.util.ArrayList;
import java.util.List;

/**
 * What of an account counts, whatever the rules: not a deposit whose parameters or value are not
 * known, or that is not an asset. What nobody can value must not shield an account.
 */
public final class WhatCounts {
  private WhatCounts() {}

  /** What counts of an account, with the deposits that do not; pending for nothing. */
  public static Appraisal of(Account account, Market market) {
    List<Appraisal.Unvalued> unvalued = new ArrayList<>(0);
    List<Balance> counted = new ArrayList<>(account.balances().size());
    for (Balance balance : account.balances()) {
      String reason = balance.side() == BalanceSide.DEPOSIT ? missing(balance, market) : null;
      if (reason == null) {
        counted.add(balance);
      } else {
        unvalued.add(new Appraisal.Unvalued(balance.instrument(), reason));
      }
    }
    Account whatCounts =
        unvalued.isEmpty()
            ? account
            : new Account(account.id(), account.cash(), counted, account.positions());
    return new Appraisal(whatCounts, null, unvalued);
  }

  /** Why a balance cannot be valued; null where it can. */
  public static String missing(Balance balance, Market market) {
    InstrumentParameters instrument = market.parameters(balance.instrument());
    if (instrument == null) {
      return Missing.parameters(balance.instrument());
    }
    if (!instrument.kind().isAsset()) {
      return Missing.notAnAsset(balance.instrument());
    }
    boolean grows = instrument.factors().index(balance.side()) != null;
    return balance.index() != null && !grows
        ? Missing.strayIndex(balance.name())
        : missing(instrument.factors().of(balance.side()), market);
  }

  /** Why a factor has no value: the first observed one in it that has none; null where it has. */
  public static String missing(String factor, Market market) {
    if (market.value(factor) != null) {
      return null;
    }
    Product product = market.product(factor);
    if (product == null) {
      return Missing.value(factor);
    }
    String left = missing(product.left(), market);
    String operand = left == null ? missing(product.right(), market) : left;
    return operand == null ? Missing.product(factor) : operand;
  }
}
