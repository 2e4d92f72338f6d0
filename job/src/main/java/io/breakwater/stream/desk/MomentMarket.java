package io.breakwater.stream.desk;

import io.breakwater.cascade.account.Moment;
import io.breakwater.margin.model.Market;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.oracle.Product;
import java.math.BigDecimal;

/**
 * The market as it stood at a marker: its values then, and its terms, which have not changed since.
 */
final class MomentMarket implements Market {
  private final MarketView market;
  private final Moment moment;

  MomentMarket(MarketView market, Moment moment) {
    this.market = market;
    this.moment = moment;
  }

  @Override
  public InstrumentParameters parameters(String instrument) {
    return market.parameters(instrument);
  }

  @Override
  public BigDecimal value(String factor) {
    int integer = market.factor(factor);
    return integer == MarketView.UNKNOWN || !market.hasValue(integer)
        ? null
        : moment.exactValue(integer);
  }

  @Override
  public Product product(String factor) {
    return market.product(factor);
  }

  @Override
  public RiskPolicy policy() {
    return market.policy();
  }
}
