package io.breakwater.margin.model;

import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.AccountShape;
import io.breakwater.margin.account.Appraisal;
import io.breakwater.margin.account.Balance;
import io.breakwater.margin.account.Missing;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.terms.BalanceSide;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.Level;
import io.breakwater.margin.terms.PolicyTerms;
import io.breakwater.oracle.Interval;
import io.breakwater.value.Decimals;
import io.breakwater.value.Fraction;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * A model that is no sum of functions of one price each: one contract that pays in an asset, which
 * is the only one held or owed. With the contract's price p and the asset's q,
 *
 * <pre>
 * E = cash ± amount · q + size · (p − entry) · q
 * M = (rate · |size| · p + addOn · amount) · q
 * </pre>
 *
 * <p>It has only a safe box. Health is linear in p and in q alone, so over a box it is least and
 * greatest at corners.
 */
public final class QuantoMarginModel implements MarginModel {
  /** Ids of its contracts begin so. */
  public static final String PREFIX = "Q-";

  private static final BigDecimal TWO = BigDecimal.valueOf(2);
  private static final int HALVINGS = 60;

  @Override
  public String declines(Account account, Market market) {
    boolean fits = account.positions().size() == 1 && account.balances().size() == 1;
    return fits && isQuanto(account.positions().get(0))
        ? null
        : "a quanto account holds one " + PREFIX + " contract and one asset";
  }

  static boolean isQuanto(Position position) {
    return position.instrument().startsWith(PREFIX);
  }

  private static Position position(Account account) {
    return account.positions().get(0);
  }

  private static Balance balance(Account account) {
    return account.balances().get(0);
  }

  @Override
  public Appraisal appraise(Account account, Market market) {
    String pending = market.policy() == null ? Missing.POLICY : null;
    List<String> instruments =
        List.of(position(account).instrument(), balance(account).instrument());
    for (String instrument : instruments) {
      InstrumentParameters parameters = market.parameters(instrument);
      String lacks =
          parameters == null
              ? Missing.parameters(instrument)
              : market.value(parameters.factors().price()) == null
                  ? Missing.value(parameters.factors().price())
                  : null;
      pending = pending == null ? lacks : pending;
    }
    return new Appraisal(account, pending, List.of());
  }

  /** Health at a multiplier: constant + q · (inAsset + p · perPrice). */
  private record Health(BigDecimal constant, BigDecimal inAsset, BigDecimal perPrice) {
    static Health of(Account account, Market market, BigDecimal multiplier) {
      Position held = position(account);
      Balance balance = balance(account);
      BigDecimal rate =
          market.parameters(held.instrument()).inForce().tiers().tiers().get(0).rate();
      BigDecimal addOn = market.parameters(balance.instrument()).inForce().addOn(balance.side());
      BigDecimal sign =
          balance.side() == BalanceSide.DEBT ? BigDecimal.ONE.negate() : BigDecimal.ONE;
      return new Health(
          account.cash(),
          balance
              .amount()
              .multiply(sign.subtract(multiplier.multiply(addOn)))
              .subtract(held.size().multiply(held.entryPrice())),
          held.size().subtract(multiplier.multiply(rate).multiply(held.size().abs())));
    }

    BigDecimal at(BigDecimal price, BigDecimal asset) {
      return constant.add(asset.multiply(inAsset.add(price.multiply(perPrice))));
    }
  }

  private static String priceOf(Account account, Market market) {
    return market.parameters(position(account).instrument()).factors().price();
  }

  private static String assetOf(Account account, Market market) {
    return market.parameters(balance(account).instrument()).factors().price();
  }

  private static Valuation value(
      Account account, Market market, BigDecimal price, BigDecimal asset) {
    BigDecimal equity = Health.of(account, market, BigDecimal.ZERO).at(price, asset);
    BigDecimal healthAtOne = Health.of(account, market, BigDecimal.ONE).at(price, asset);
    return new Valuation(equity, equity.subtract(healthAtOne));
  }

  @Override
  public Valuation value(Account account, Market market) {
    return value(
        account,
        market,
        market.value(priceOf(account, market)),
        market.value(assetOf(account, market)));
  }

  @Override
  public Decision decide(Account account, Level previous, Market market) {
    Valuation value = value(account, market);
    return new Decision(level(account, value, previous, market), value);
  }

  private static Level level(Account account, Valuation value, Level previous, Market market) {
    return Levels.next(value, AccountShape.of(account), previous, market.policy().inForce());
  }

  @Override
  public Map<String, CriticalPrices> criticalPrices(Account account, Market market) {
    PolicyTerms terms = market.policy().inForce();
    Health health = Health.of(account, market, terms.threshold(Level.LIQUIDATABLE).entry());
    BigDecimal price = market.value(priceOf(account, market));
    BigDecimal asset = market.value(assetOf(account, market));
    boolean strict = terms.belowAtZero(Level.LIQUIDATABLE);
    Map<String, CriticalPrices> prices = new TreeMap<>();
    prices.put(
        priceOf(account, market),
        critical(health.at(BigDecimal.ZERO, asset), asset.multiply(health.perPrice()), strict));
    prices.put(
        assetOf(account, market),
        critical(
            health.constant(), health.inAsset().add(price.multiply(health.perPrice())), strict));
    return prices;
  }

  /** Where constant + slope · x is not below zero, of all x above zero. */
  private static CriticalPrices critical(BigDecimal constant, BigDecimal slope, boolean strict) {
    Fraction root = slope.signum() == 0 ? null : Fraction.of(constant.negate(), slope);
    boolean never =
        root == null
            ? constant.signum() < 0 || strict && constant.signum() == 0
            : slope.signum() < 0 && root.signum() <= 0;
    if (never) {
      return new CriticalPrices(PriceInterval.UNBOUNDED, strict, true);
    }
    if (root == null || root.signum() <= 0) {
      return new CriticalPrices(PriceInterval.UNBOUNDED, strict, false);
    }
    PriceInterval safe =
        slope.signum() > 0
            ? new PriceInterval(root.toSignificant(RoundingMode.CEILING), null)
            : new PriceInterval(null, root.toSignificant(RoundingMode.FLOOR));
    return new CriticalPrices(safe, strict, false);
  }

  /** The position bears all: what is left of the account at its own price is nothing. */
  @Override
  public List<CloseOutLeg> closeOut(Account account, Market market) {
    Position held = position(account);
    Balance balance = balance(account);
    BigDecimal asset = market.value(assetOf(account, market));
    Health equity = Health.of(account, market, BigDecimal.ZERO);
    Fraction price =
        Fraction.of(equity.at(BigDecimal.ZERO, asset).negate(), asset.multiply(equity.perPrice()));
    RoundingMode bears = held.size().signum() > 0 ? RoundingMode.CEILING : RoundingMode.FLOOR;
    List<CloseOutLeg> legs = new ArrayList<>();
    legs.add(
        new CloseOutLeg(
            held.instrument(),
            LegKind.POSITION,
            held.leg(),
            held.size(),
            price.signum() > 0 ? price.toPrice(bears) : null,
            BigDecimal.ZERO));
    legs.add(
        new CloseOutLeg(
            balance.instrument(),
            LegKind.of(balance.side()),
            "",
            balance.signedAmount(),
            asset,
            BigDecimal.ZERO));
    return legs;
  }

  /** The largest of ever smaller boxes at whose corners the level is the same. */
  @Override
  public SafeBox safeBox(Account account, Level level, Level remembered, Market market) {
    String price = priceOf(account, market);
    String asset = assetOf(account, market);
    BigDecimal share = BigDecimal.ONE;
    for (int i = 0; i < HALVINGS; i++) {
      PriceInterval prices = around(market.value(price), share);
      PriceInterval assets = around(market.value(asset), share);
      boolean keeps = true;
      for (BigDecimal p : List.of(prices.low(), prices.high())) {
        for (BigDecimal q : List.of(assets.low(), assets.high())) {
          keeps &= level(account, value(account, market, p, q), remembered, market) == level;
        }
      }
      if (keeps) {
        return new SafeBox(Map.of(price, prices, asset, assets));
      }
      share = share.divide(TWO);
    }
    return new SafeBox(Map.of(price, only(market.value(price)), asset, only(market.value(asset))));
  }

  private static PriceInterval around(BigDecimal value, BigDecimal share) {
    BigDecimal reach = value.multiply(share);
    return new PriceInterval(
        value.subtract(reach.divide(TWO)).setScale(Decimals.SCALE, RoundingMode.CEILING),
        value.add(reach).setScale(Decimals.SCALE, RoundingMode.FLOOR));
  }

  private static PriceInterval only(BigDecimal value) {
    return new PriceInterval(value, value);
  }

  @Override
  public Valuation best(Account account, Level level, BigDecimal multiplier, Market market) {
    String price = priceOf(account, market);
    String asset = assetOf(account, market);
    Valuation best = null;
    for (BigDecimal p : ends(Doubts.interval(price, level, market))) {
      for (BigDecimal q : ends(Doubts.interval(asset, level, market))) {
        Valuation value = value(account, market, p, q);
        boolean isBetter =
            best == null || value.health(multiplier).compareTo(best.health(multiplier)) > 0;
        best = isBetter ? value : best;
      }
    }
    return best;
  }

  private static List<BigDecimal> ends(Interval interval) {
    BigDecimal high = interval.high() == null ? BigDecimal.TEN.pow(40) : interval.high();
    return List.of(interval.low(), high);
  }

  @Override
  public SortedSet<String> factors(Account account, Market market) {
    return FactorsOf.named(account, market);
  }
}
