package io.breakwater.margin.trigger;

import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.AccountRecord;
import io.breakwater.margin.account.Balance;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.account.Standing;
import io.breakwater.margin.model.AcceptedPrice;
import io.breakwater.margin.model.Doubts;
import io.breakwater.margin.model.FactorsOf;
import io.breakwater.margin.model.LegKind;
import io.breakwater.margin.model.MarginModel;
import io.breakwater.margin.model.QuotedMarket;
import io.breakwater.margin.model.Valuation;
import io.breakwater.margin.terms.InstrumentFactors;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.Level;
import io.breakwater.margin.terms.PolicyTerms;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.value.Fingerprint;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * How a change of the triggered level becomes a trigger, and how triggers are numbered.
 *
 * <p>An episode begins when an account's triggered level becomes LIQUIDATABLE or worse from a
 * better level, and ends when it becomes better again. Its triggers are the entry, each worsening,
 * and the withdrawal; steps count them from 1. An improvement within the episode is a change of
 * level without a trigger. While an episode is open its last trigger can be said again: that is no
 * step.
 */
public final class Episodes {
  private final MarginModel model;
  private final QuotedMarket market;

  /**
   * @param model by which accounts are decided
   * @param market what they are decided on
   */
  public Episodes(MarginModel model, QuotedMarket market) {
    this.model = model;
    this.market = market;
  }

  /**
   * An account after a step, with what is told of it.
   *
   * @param account standing as after the step
   * @param transition for account health
   * @param trigger empty when the step calls for none
   */
  public record Step(
      AccountRecord account, HealthTransition transition, Optional<LiquidationTrigger> trigger) {}

  /**
   * Takes an account to another standing.
   *
   * @param before the record, standing as before
   * @param counted what of the account was decided on
   * @param after how it stands now; its counters are those of before
   * @param valuation what it was decided on; null where it cannot be valued and keeps its levels
   */
  public Step advance(
      AccountRecord before,
      Account counted,
      Standing after,
      Valuation valuation,
      Occasion occasion) {
    HealthTransition transition =
        HealthTransition.of(counted.id(), before, after, valuation, occasion);
    Level previous = before.standing().triggered();
    Optional<TriggerKind> kind = kindOf(previous, after.triggered());
    if (kind.isEmpty()) {
      return new Step(before.with(after), transition, Optional.empty());
    }
    boolean enters = kind.get() == TriggerKind.ENTERED;
    Standing numbered =
        after.counted(
            enters ? after.episode() + 1 : after.episode(), enters ? 1 : after.step() + 1);
    AccountRecord record = before.with(numbered);
    LiquidationTrigger trigger = trigger(record, counted, previous, transition, kind.get());
    return new Step(record, transition, Optional.of(trigger));
  }

  /**
   * The last trigger of an open episode said again: its id, decided on what stands now.
   *
   * @param record with a triggered level of LIQUIDATABLE or worse
   * @param counted what of the account can be valued
   * @param valuation what it is worth; null when it cannot be valued: then the trigger is held, and
   *     neither legs nor a plan are told
   */
  public LiquidationTrigger restate(
      AccountRecord record, Account counted, Valuation valuation, Occasion occasion) {
    Standing standing = record.standing();
    HealthTransition transition =
        HealthTransition.of(counted.id(), record, standing, valuation, occasion);
    return trigger(record, counted, standing.triggered(), transition, TriggerKind.RESTATED);
  }

  private static Optional<TriggerKind> kindOf(Level from, Level to) {
    if (!from.isTriggered()) {
      return to.isTriggered() ? Optional.of(TriggerKind.ENTERED) : Optional.empty();
    }
    if (!to.isTriggered()) {
      return Optional.of(TriggerKind.WITHDRAWN);
    }
    return to.isWorseThan(from) ? Optional.of(TriggerKind.WORSENED) : Optional.empty();
  }

  private LiquidationTrigger trigger(
      AccountRecord record,
      Account account,
      Level previous,
      HealthTransition transition,
      TriggerKind kind) {
    boolean held = transition.valuation() == null;
    List<TriggerLeg> legs = held ? List.of() : legs(account);
    Level told = told(kind, previous, transition.triggeredLevel());
    List<TriggerFactor> factors = held ? List.of() : factors(account, told);
    boolean nothingToClose = held || kind == TriggerKind.WITHDRAWN;
    RiskPolicy policy = market.policy();
    BigDecimal multiplier = multiplier(kind, told, policy.inForce());
    return new LiquidationTrigger(
        account.id(),
        record.standing().episode(),
        record.standing().step(),
        decision(record, transition.triggeredLevel(), legs, factors, policy),
        kind,
        previous,
        transition,
        held,
        account.cash(),
        held ? null : box(account, transition.valuation(), told, multiplier),
        multiplier,
        legs,
        factors,
        nothingToClose ? List.of() : model.closeOut(account, market),
        policy.id(),
        policy.version());
  }

  /** The level that a trigger is about: the one that is entered, or that ends or stands. */
  private static Level told(TriggerKind kind, Level from, Level to) {
    return switch (kind) {
      case ENTERED, WORSENED -> to;
      case WITHDRAWN, RESTATED -> from;
    };
  }

  /** A level that stands may do so by its exit multiplier only. */
  private static BigDecimal multiplier(TriggerKind kind, Level told, PolicyTerms policy) {
    return switch (kind) {
      case ENTERED, WORSENED -> policy.threshold(told).entry();
      case WITHDRAWN, RESTATED -> policy.threshold(told).exit();
    };
  }

  private Valuation box(Account account, Valuation valuation, Level told, BigDecimal multiplier) {
    return account.isEmpty() || Doubts.areNone(model.factors(account, market), market)
        ? valuation
        : model.best(account, told, multiplier, market);
  }

  private List<TriggerLeg> legs(Account account) {
    List<TriggerLeg> legs = new ArrayList<>();
    for (Position position : account.positions()) {
      legs.add(leg(position));
    }
    for (Balance balance : account.balances()) {
      legs.add(leg(balance));
    }
    return legs;
  }

  private TriggerLeg leg(Position position) {
    InstrumentParameters instrument = market.parameters(position.instrument());
    AcceptedPrice quote = market.quote(instrument.factors().price());
    return new TriggerLeg(
        position.instrument(),
        LegKind.POSITION,
        position.leg(),
        position.size(),
        position.entryPrice(),
        null,
        instrument.factors().price(),
        quote.value(),
        quote.sequence(),
        quote.publishTime(),
        instrument.version());
  }

  private TriggerLeg leg(Balance balance) {
    InstrumentParameters instrument = market.parameters(balance.instrument());
    InstrumentFactors factors = instrument.factors();
    AcceptedPrice quote = market.quote(factors.price());
    return new TriggerLeg(
        balance.instrument(),
        LegKind.of(balance.side()),
        "",
        balance.signedAmount(),
        null,
        factors.index(balance.side()) == null ? null : balance.grownFrom(),
        factors.of(balance.side()),
        quote.value(),
        quote.sequence(),
        quote.publishTime(),
        instrument.version());
  }

  private List<TriggerFactor> factors(Account account, Level told) {
    if (account.isEmpty()) {
      return List.of(); // a closure, of which no model is asked
    }
    return FactorsOf.all(model.factors(account, market), market).stream()
        .map(
            factor ->
                TriggerFactor.of(
                    factor, market.quote(factor), Doubts.interval(factor, told, market)))
        .toList();
  }

  private static String decision(
      AccountRecord record,
      Level level,
      List<TriggerLeg> legs,
      List<TriggerFactor> factors,
      RiskPolicy policy) {
    Fingerprint fingerprint =
        new Fingerprint()
            .with(level.code())
            .with(policy.id())
            .with(policy.version())
            .with(record.snapshotSequence())
            .with(record.cash().sequence());
    record.balances().forEach(balance -> fingerprint.with(balance.sequence()));
    record.positions().forEach(position -> fingerprint.with(position.sequence()));
    for (TriggerLeg leg : legs) {
      fingerprint
          .with(leg.instrument())
          .with(leg.kind().name())
          .with(leg.leg())
          .with(leg.parametersVersion());
    }
    for (TriggerFactor factor : factors) {
      fingerprint.with(factor.factor()).with(factor.sequence());
    }
    return HexFormat.of().toHexDigits(fingerprint.toLong());
  }
}
