package io.breakwater.local.replay.reference;

import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.Appraisal;
import io.breakwater.margin.model.CloseOutLeg;
import io.breakwater.margin.model.CriticalPrices;
import io.breakwater.margin.model.Decision;
import io.breakwater.margin.model.MarginModel;
import io.breakwater.margin.model.Market;
import io.breakwater.margin.model.SafeBox;
import io.breakwater.margin.model.Valuation;
import io.breakwater.margin.reference.ReferenceBox;
import io.breakwater.margin.terms.Level;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/** A margin model that finds by {@link ReferenceBox} where health is greatest. */
record ReferenceModel(MarginModel model) implements MarginModel {
  /** The reference tries 10^60 where values have no end: health that grows along is so large. */
  private static final BigDecimal WITHOUT_END = BigDecimal.ONE.scaleByPowerOfTen(45);

  @Override
  public Valuation best(Account account, Level level, BigDecimal multiplier, Market market) {
    Valuation best = ReferenceBox.best(account, level, multiplier, market);
    return best.health(multiplier).compareTo(WITHOUT_END) > 0 ? null : best;
  }

  @Override
  public String declines(Account account, Market market) {
    return model.declines(account, market);
  }

  @Override
  public Appraisal appraise(Account account, Market market) {
    return model.appraise(account, market);
  }

  @Override
  public SortedSet<String> factors(Account account, Market market) {
    return model.factors(account, market);
  }

  @Override
  public Valuation value(Account account, Market market) {
    return model.value(account, market);
  }

  @Override
  public Decision decide(Account account, Level previous, Market market) {
    return model.decide(account, previous, market);
  }

  @Override
  public Map<String, CriticalPrices> criticalPrices(Account account, Market market) {
    return model.criticalPrices(account, market);
  }

  @Override
  public List<CloseOutLeg> closeOut(Account account, Market market) {
    return model.closeOut(account, market);
  }

  @Override
  public SafeBox safeBox(Account account, Level level, Level remembered, Market market) {
    return model.safeBox(account, level, remembered, market);
  }
}
