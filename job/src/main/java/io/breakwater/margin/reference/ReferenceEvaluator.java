package io.breakwater.margin.reference;

import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.Balance;
import io.breakwater.margin.account.Missing;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.model.Market;
import io.breakwater.margin.model.Valuation;
import io.breakwater.margin.terms.BalanceSide;
import io.breakwater.margin.terms.InstrumentKind;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.Level;
import io.breakwater.margin.terms.MarginParameters;
import io.breakwater.margin.terms.MarginTier;
import io.breakwater.margin.terms.PolicyTerms;
import io.breakwater.oracle.Product;
import io.breakwater.value.Rounding;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The margin rules applied to one account in plain decimals, term by term, nothing clever: what all
 * faster code is judged by. It shares no arithmetic with the fast path except {@link Rounding}.
 *
 * <p>To be valued or decided, everything that the account holds must be known to the market, with
 * parameters and a price: see {@link #pending} and {@link #counted}.
 */
public final class ReferenceEvaluator {
  private static final List<Level> WORST_FIRST =
      List.of(Level.BANKRUPT, Level.SEVERE, Level.LIQUIDATABLE, Level.WARNING);

  private ReferenceEvaluator() {}

  /**
   * Why an account cannot be decided: the policy, or else the first debt, or else the first
   * position that cannot be valued. Empty when it can, once what does not count is left out.
   */
  public static Optional<String> pending(Account account, Market market) {
    if (market.policy() == null) {
      return Optional.of(Missing.POLICY);
    }
    Stream<String> debts =
        account.balances().stream()
            .filter(balance -> balance.side() == BalanceSide.DEBT)
            .map(balance -> missing(balance, market));
    Stream<String> positions =
        account.positions().stream().map(position -> missing(position, market));
    return Stream.concat(debts, positions).filter(Objects::nonNull).findFirst();
  }

  /** The account without the deposits that nobody can value; the same one where there are none. */
  public static Account counted(Account account, Market market) {
    List<Balance> counted =
        account.balances().stream()
            .filter(b -> b.side() == BalanceSide.DEBT || missing(b, market) == null)
            .toList();
    return counted.size() == account.balances().size()
        ? account
        : new Account(account.id(), account.cash(), counted, account.positions());
  }

  private static String missing(Balance balance, Market market) {
    InstrumentParameters instrument = market.parameters(balance.instrument());
    if (instrument == null) {
      return Missing.parameters(balance.instrument());
    }
    if (!instrument.kind().isAsset()) {
      return Missing.notAnAsset(balance.instrument());
    }
    if (index(balance, instrument) == null && balance.index() != null) {
      return Missing.strayIndex(balance.name());
    }
    return missing(factor(balance, instrument), market);
  }

  private static String missing(Position position, Market market) {
    InstrumentParameters instrument = market.parameters(position.instrument());
    if (instrument == null) {
      return Missing.parameters(position.instrument());
    }
    if (instrument.kind().isAsset()) {
      return Missing.anAsset(position.instrument());
    }
    if (instrument.kind() == InstrumentKind.INVERSE_PERPETUAL
        && position.entryPrice().signum() == 0) {
      return Missing.entryPrice(position.instrument());
    }
    return missing(instrument.factors().price(), market);
  }

  private static String missing(String factor, Market market) {
    if (market.value(factor) != null) {
      return null;
    }
    Product product = market.product(factor);
    if (product == null) {
      return Missing.value(factor);
    }
    return Stream.of(product.left(), product.right())
        .map(operand -> missing(operand, market))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(Missing.product(factor));
  }

  private static String index(Balance balance, InstrumentParameters instrument) {
    return balance.side() == BalanceSide.DEBT
        ? instrument.factors().borrowIndex()
        : instrument.factors().supplyIndex();
  }

  /** The price, or the price times the index at which the balance grows. */
  private static String factor(Balance balance, InstrumentParameters instrument) {
    String price = instrument.factors().price();
    String index = index(balance, instrument);
    return index == null ? price : new Product(price, index).impliedId();
  }

  private static BigDecimal units(Balance balance, InstrumentParameters instrument) {
    BigDecimal units =
        index(balance, instrument) == null
            ? balance.amount()
            : Rounding.perIndex(
                balance.amount(), balance.grownFrom(), balance.side() == BalanceSide.DEBT);
    return balance.side() == BalanceSide.DEBT ? units.negate() : units;
  }

  /**
   * What triggers are told of after a decision.
   *
   * @param triggered the triggered level before
   * @param level that was decided
   * @param certain the level that is certain, see {@link ReferenceBox}; HEALTHY while a deposit in
   *     its grace may make it better
   */
  public static Level triggered(Level triggered, Level level, Level certain) {
    if (!level.isWorseThan(triggered)) {
      return level;
    }
    return certain.isWorseThan(triggered) ? certain : triggered;
  }

  /** What hysteresis remembers of an account: of a level that no trigger was told of, WARNING. */
  public static Level remembered(Level triggered, Level level) {
    if (!level.isWorseThan(Level.WARNING) || level == triggered) {
      return level;
    }
    return triggered.isWorseThan(Level.WARNING) ? triggered : Level.WARNING;
  }

  /** Equity and requirement, exact. */
  public static Valuation value(Account account, Market market) {
    BigDecimal equity = account.cash();
    BigDecimal requirement = BigDecimal.ZERO;
    for (Position position : account.positions()) {
      InstrumentParameters instrument = market.parameters(position.instrument());
      BigDecimal price = market.value(instrument.factors().price());
      equity = equity.add(profit(position, instrument.kind(), price));
      requirement = requirement.add(maintenanceMargin(position, instrument, price));
    }
    for (Balance balance : account.balances()) {
      InstrumentParameters instrument = market.parameters(balance.instrument());
      BigDecimal worth =
          units(balance, instrument).multiply(market.value(factor(balance, instrument)));
      equity = equity.add(worth);
      requirement = requirement.add(addOn(balance.side(), instrument.inForce(), worth.abs()));
    }
    return new Valuation(equity, requirement);
  }

  /**
   * The worst level that the account is below the entry of, or, up to the previous level, below the
   * exit of.
   *
   * @param previous the level before; matters only where the policy has hysteresis
   */
  public static Level level(Account account, Level previous, Market market) {
    return account.owes()
        ? level(account, value(account, market), previous, market)
        : Level.HEALTHY;
  }

  /** The same of an account that is worth this, by whatever rules. */
  public static Level level(Account account, Valuation valuation, Level previous, Market market) {
    if (!account.owes()) {
      return Level.HEALTHY;
    }
    PolicyTerms terms = market.policy().inForce();
    for (Level level : WORST_FIRST) {
      if (isIn(level, previous, valuation, terms)) {
        return level == Level.BANKRUPT ? insolvent(account) : level;
      }
    }
    return Level.HEALTHY;
  }

  /** size · (p − entry); of inverse contracts size · (p · (1 / entry) − 1). */
  private static BigDecimal profit(Position position, InstrumentKind kind, BigDecimal price) {
    BigDecimal size = position.size();
    BigDecimal entry = position.entryPrice();
    if (kind == InstrumentKind.INVERSE_PERPETUAL) {
      BigDecimal growth = price.multiply(Rounding.inverseEntry(size, entry));
      return size.multiply(growth.subtract(BigDecimal.ONE));
    }
    return size.multiply(price.subtract(entry));
  }

  /** The tax brackets on the notional, the fee on all of it, and the flat amount. */
  private static BigDecimal maintenanceMargin(
      Position position, InstrumentParameters instrument, BigDecimal price) {
    MarginParameters parameters = instrument.inForce();
    BigDecimal notional = notional(position, instrument, price);
    return taxed(notional, parameters.tiers().tiers())
        .add(notional.multiply(parameters.closingFeeRate()))
        .add(parameters.flatMargin());
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

  /** Σ rate · (the part of the notional that lies in the bracket). */
  private static BigDecimal taxed(BigDecimal notional, List<MarginTier> brackets) {
    BigDecimal tax = BigDecimal.ZERO;
    for (int t = 0; t < brackets.size(); t++) {
      BigDecimal from = brackets.get(t).notionalFrom();
      boolean last = t == brackets.size() - 1;
      BigDecimal to = last ? notional : notional.min(brackets.get(t + 1).notionalFrom());
      BigDecimal part = to.subtract(from).max(BigDecimal.ZERO);
      tax = tax.add(brackets.get(t).rate().multiply(part));
    }
    return tax;
  }

  /** (1 − w) · worth of a deposit, (v − 1) · worth of a debt. */
  private static BigDecimal addOn(BalanceSide side, MarginParameters parameters, BigDecimal worth) {
    return switch (side) {
      case DEPOSIT -> BigDecimal.ONE.subtract(parameters.depositWeight()).multiply(worth);
      case DEBT -> parameters.debtWeight().subtract(BigDecimal.ONE).multiply(worth);
    };
  }

  private static boolean isIn(Level level, Level previous, Valuation valuation, PolicyTerms terms) {
    PolicyTerms.Threshold threshold = terms.threshold(level);
    boolean atZero = terms.belowAtZero(level);
    boolean enters = isBelow(valuation.health(threshold.entry()), atZero);
    boolean stays =
        previous.compareTo(level) >= 0 && isBelow(valuation.health(threshold.exit()), atZero);
    return enters || stays;
  }

  private static boolean isBelow(BigDecimal health, boolean atZero) {
    return health.signum() < 0 || atZero && health.signum() == 0;
  }

  private static Level insolvent(Account account) {
    return account.hasSomethingToClose() ? Level.BANKRUPT : Level.BAD_DEBT;
  }
}
