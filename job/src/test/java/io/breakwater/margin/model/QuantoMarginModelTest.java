package io.breakwater.margin.model;

import io.breakwater.margin.account.Account;
import io.breakwater.margin.linear.RandomAccounts;
import io.breakwater.margin.linear.RandomMarkets;
import java.util.SplittableRandom;

/** A model that is not separable, and has no fast form of its own, keeps the contract too. */
class QuantoMarginModelTest extends MarginModelContract {
  @Override
  protected MarginModel model() {
    return new QuantoMarginModel();
  }

  @Override
  protected int cases() {
    return 4_000;
  }

  @Override
  protected Valuation worth(Account account, Market market) {
    return QuantoAccounts.worth(account, market);
  }

  @Override
  protected FixedMarket market(RandomMarkets markets, SplittableRandom random) {
    return QuantoAccounts.market(markets.upTo(1), random);
  }

  @Override
  protected Account account(RandomAccounts accounts, SplittableRandom random, FixedMarket market) {
    return QuantoAccounts.account("account", accounts, random, market);
  }
}
