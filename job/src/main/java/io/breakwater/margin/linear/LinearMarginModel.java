package io.breakwater.margin.linear;

import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.AccountShape;
import io.breakwater.margin.account.Appraisal;
import io.breakwater.margin.account.Balance;
import io.breakwater.margin.account.Missing;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.model.CloseOutLeg;
import io.breakwater.margin.model.CriticalPrices;
import io.breakwater.margin.model.Decision;
import io.breakwater.margin.model.Levels;
import io.breakwater.margin.model.MarginModel;
import io.breakwater.margin.model.Market;
import io.breakwater.margin.model.SafeBox;
import io.breakwater.margin.model.Valuation;
import io.breakwater.margin.model.WhatCounts;
import io.breakwater.margin.terms.BalanceSide;
import io.breakwater.margin.terms.InstrumentKind;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.Level;
import io.breakwater.margin.terms.MarginParameters;
import io.breakwater.value.Rounding;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The margin of cash, weighted balances and linear or inverse contracts with progressive tiers:
 *
 * <pre>
 * E = cash + Σ balance · p + Σ size · (p − entry)
 * M = Σ (rate · N − deduction + fee · N + flat) + Σ (1 − w) · deposit · p + Σ (v − 1) · debt · p
 * </pre>
 *
 * <p>N is |size| · p, or |size| · entry where the margin basis is the entry, or |size| for inverse
 * contracts, whose size is in the numeraire. p is the value of the risk factor that prices the
 * instrument; a balance that grows with an index is amount / index units of the product of both.
 * All exact; the quotients, 1 / entry of an inverse contract and amount / index, are taken once by
 * {@link Rounding}.
 *
 * <p>By itself it has only a safe box: its fast form is {@code FastLinearModel}'s.
 */
public class LinearMarginModel implements MarginModel {

  /** It takes every account: all kinds of instruments that there are follow its rules. */
  @Override
  public String declines(Account account, Market market) {
    return null;
  }

  @Override
  public Appraisal appraise(Account account, Market market) {
    Appraisal counts = WhatCounts.of(account, market);
    return new Appraisal(counts.account(), pending(counts.account(), market), counts.unvalued());
  }

  /** Why what counts cannot be valued; null where it can. */
  private static String pending(Account account, Market market) {
    if (market.policy() == null) {
      return Missing.POLICY;
    }
    for (Balance balance : account.balances()) {
      String reason = WhatCounts.missing(balance, market);
      if (reason != null) {
        return reason;
      }
    }
    for (Position position : account.positions()) {
      String reason = missing(position, market);
      if (reason != null) {
        return reason;
      }
    }
    return null;
  }

  /** Why a position cannot be valued; null where it can. */
  private static String missing(Position position, Market market) {
    InstrumentParameters instrument = market.parameters(position.instrument());
    if (instrument == null) {
      return Missing.parameters(position.instrument());
    }
    if (instrument.kind().isAsset()) {
      return Missing.anAsset(position.instrument());
    }
    boolean lacksEntry =
        instrument.kind() == InstrumentKind.INVERSE_PERPETUAL
            && position.entryPrice().signum() == 0;
    return lacksEntry
        ? Missing.entryPrice(position.instrument())
        : WhatCounts.missing(instrument.factors().price(), market);
  }

  @Override
  public Valuation value(Account account, Market market) {
    return valuation(account, market);
  }

  /** As {@link #value}. */
  static Valuation valuation(Account account, Market market) {
    BigDecimal equity = account.cash();
    BigDecimal requirement = BigDecimal.ZERO;
    for (Balance balance : account.balances()) {
      InstrumentParameters instrument = market.parameters(balance.instrument());
      MarginParameters parameters = instrument.inForce();
      BigDecimal worth =
          balance
              .units(instrument.factors())
              .multiply(market.value(instrument.factors().of(balance.side())));
      equity = balance.side() == BalanceSide.DEBT ? equity.subtract(worth) : equity.add(worth);
      requirement = requirement.add(parameters.addOn(balance.side()).multiply(worth));
    }
    for (Position position : account.positions()) {
      InstrumentParameters instrument = market.parameters(position.instrument());
      BigDecimal price = market.value(instrument.factors().price());
      equity = equity.add(profit(position, instrument, price));
      requirement = requirement.add(requirement(position, instrument, price));
    }
    return new Valuation(equity, requirement);
  }

  /** What a position adds to the requirement. */
  static BigDecimal requirement(
      Position position, InstrumentParameters instrument, BigDecimal price) {
    return instrument.inForce().maintenanceMargin(notional(position, instrument, price));
  }

  private static BigDecimal profit(
      Position position, InstrumentParameters instrument, BigDecimal price) {
    BigDecimal size = position.size();
    BigDecimal entry = position.entryPrice();
    return instrument.kind() == InstrumentKind.INVERSE_PERPETUAL
        ? size.multiply(price).multiply(Rounding.inverseEntry(size, entry)).subtract(size)
        : size.multiply(price.subtract(entry));
  }

  private static BigDecimal notional(
      Position position, InstrumentParameters instrument, BigDecimal price) {
    BigDecimal size = position.size().abs();
    if (instrument.kind() == InstrumentKind.INVERSE_PERPETUAL) {
      return size;
    }
    return switch (instrument.inForce().marginBasis()) {
      case MARK -> size.multiply(price);
      case ENTRY -> size.multiply(position.entryPrice());
    };
  }

  @Override
  public Decision decide(Account account, Level previous, Market market) {
    Valuation value = value(account, market);
    Level level = Levels.next(value, AccountShape.of(account), previous, market.policy().inForce());
    return new Decision(level, value);
  }

  @Override
  public Map<String, CriticalPrices> criticalPrices(Account account, Market market) {
    return CriticalPriceFinder.of(account, market);
  }

  @Override
  public List<CloseOutLeg> closeOut(Account account, Market market) {
    return CloseOutPlan.of(account, market);
  }

  @Override
  public BigDecimal healthFactor(Account account, Market market) {
    return HealthFactor.of(account, market);
  }

  @Override
  public SafeBox safeBox(Account account, Level level, Level remembered, Market market) {
    return new SafeBoxFinder(account, level, remembered, market, curves(account, market)).find();
  }

  @Override
  public Valuation best(Account account, Level level, BigDecimal multiplier, Market market) {
    return new MostFavourable(curves(account, market), level, multiplier, market)
        .valuation(account.cash());
  }

  @Override
  public SafeBox heldBox(Account account, Level triggered, Level remembered, Market market) {
    return new HeldBoxFinder(account, triggered, remembered, market, curves(account, market))
        .find();
  }

  /** The curves of an account's elements, by the factor that values them, in their order. */
  static Map<String, List<ElementCurve>> curves(Account account, Market market) {
    Map<String, List<ElementCurve>> curves = new TreeMap<>();
    for (Balance balance : account.balances()) {
      InstrumentParameters instrument = market.parameters(balance.instrument());
      curves
          .computeIfAbsent(instrument.factors().of(balance.side()), name -> new ArrayList<>(1))
          .add(ElementCurve.of(balance, instrument));
    }
    for (Position position : account.positions()) {
      InstrumentParameters instrument = market.parameters(position.instrument());
      curves
          .computeIfAbsent(instrument.factors().price(), name -> new ArrayList<>(1))
          .add(ElementCurve.of(position, instrument));
    }
    return curves;
  }
}
