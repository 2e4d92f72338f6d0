package io.breakwater.margin.fast;

import io.breakwater.margin.account.Account;
import io.breakwater.margin.model.MarginModel;
import io.breakwater.margin.model.MarginModelContract;
import io.breakwater.margin.model.Market;
import io.breakwater.margin.model.Valuation;
import io.breakwater.margin.reference.ReferenceEvaluator;

/** The linear model with its own fast form in place of the box alone. */
class FastLinearModelTest extends MarginModelContract {
  @Override
  protected MarginModel model() {
    return new FastLinearModel();
  }

  @Override
  protected Valuation worth(Account account, Market market) {
    return ReferenceEvaluator.value(account, market);
  }

  @Override
  protected int cases() {
    return 3_000;
  }
}
