package io.breakwater.margin.model;

import io.breakwater.margin.account.Account;
import io.breakwater.margin.linear.LinearMarginModel;
import io.breakwater.margin.mirror.FloatMarket;

/** The linear model, and its fast form, for all but quanto contracts. */
public final class LinearButQuanto extends LinearMarginModel {
  private final MarginModel whole;

  /**
   * @param whole the linear model with the fast form to use
   */
  public LinearButQuanto(MarginModel whole) {
    this.whole = whole;
  }

  @Override
  public String declines(Account account, Market market) {
    return account.positions().stream().anyMatch(QuantoMarginModel::isQuanto)
        ? "quanto contracts are not linear"
        : null;
  }

  @Override
  public FastForm fastForm(FloatMarket numbers) {
    return whole.fastForm(numbers);
  }
}
