package io.breakwater.margin;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * How a change of level becomes a trigger, and how triggers are numbered.
 *
 * <p>An episode begins when an account becomes LIQUIDATABLE or worse from a better level, and ends
 * when it becomes better again. Its triggers are the entry, each worsening, and the withdrawal;
 * steps count them from 1. An improvement within the episode is a change of level without a
 * trigger. While an episode is open its last trigger can be said again: that is no step.
 */
public final class Episode {
  private Episode() {}

  /**
   * An account after a change of level, with the trigger that leaves, if one does.
   *
   * @param account with the new level and counters
   * @param trigger empty when the change calls for none
   */
  public record Step(AccountRecord account, Optional<LiquidationTrigger> trigger) {}

  /**
   * Takes an account to a new level.
   *
   * @param before the record, still at the old level
   * @param transition the change
   * @param market what it was decided on
   */
  public static Step advance(
      AccountRecord before, HealthTransition transition, QuotedMarket market) {
    Optional<TriggerKind> kind = kindOf(transition.from(), transition.to());
    if (kind.isEmpty()) {
      return new Step(
          before.withLevel(transition.to(), before.episode(), before.step()), Optional.empty());
    }
    boolean enters = kind.get() == TriggerKind.ENTERED;
    long episode = enters ? before.episode() + 1 : before.episode();
    int step = enters ? 1 : before.step() + 1;
    AccountRecord after = before.withLevel(transition.to(), episode, step);
    return new Step(after, Optional.of(trigger(after, transition, kind.get(), market)));
  }

  /**
   * The last trigger of an open episode said again: its id, decided on what stands now.
   *
   * @param record at LIQUIDATABLE or worse
   * @param standing from that level to itself; held when the account cannot be valued, of which
   *     then neither legs nor a plan are told
   */
  public static LiquidationTrigger restate(
      AccountRecord record, HealthTransition standing, QuotedMarket market) {
    return trigger(record, standing, TriggerKind.RESTATED, market);
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

  private static LiquidationTrigger trigger(
      AccountRecord record, HealthTransition transition, TriggerKind kind, QuotedMarket market) {
    Account account = record.account(transition.account());
    boolean unvalued = kind == TriggerKind.RESTATED && transition.held();
    List<TriggerLeg> legs = unvalued ? List.of() : legs(account, market);
    boolean nothingToClose = unvalued || kind == TriggerKind.WITHDRAWN;
    RiskPolicy policy = market.policy();
    return new LiquidationTrigger(
        transition.account(),
        record.episode(),
        record.step(),
        decision(record, transition.to(), legs, policy),
        kind,
        transition,
        account.cash(),
        multiplier(kind, transition, policy.inForce()),
        legs,
        nothingToClose ? List.of() : CloseOutPlan.of(account, market),
        policy.id(),
        policy.version());
  }

  /** A level that stands may do so by its exit multiplier only. */
  private static BigDecimal multiplier(
      TriggerKind kind, HealthTransition transition, PolicyTerms policy) {
    return switch (kind) {
      case ENTERED, WORSENED -> policy.threshold(transition.to()).entry();
      case WITHDRAWN, RESTATED -> policy.threshold(transition.from()).exit();
    };
  }

  private static List<TriggerLeg> legs(Account account, QuotedMarket market) {
    List<TriggerLeg> legs = new ArrayList<>();
    for (Position position : account.positions()) {
      legs.add(
          leg(
              position.instrument(),
              LegKind.POSITION,
              position.leg(),
              position.size(),
              position.entryPrice(),
              market));
    }
    for (Balance balance : account.balances()) {
      LegKind kind = CloseOutPlan.kindOf(balance);
      legs.add(leg(balance.instrument(), kind, "", balance.signedAmount(), null, market));
    }
    return legs;
  }

  private static TriggerLeg leg(
      String instrument,
      LegKind kind,
      String leg,
      BigDecimal size,
      BigDecimal entryPrice,
      QuotedMarket market) {
    AcceptedPrice quote = market.quote(instrument);
    return new TriggerLeg(
        instrument,
        kind,
        leg,
        size,
        entryPrice,
        quote.value(),
        quote.sequence(),
        quote.publishTime(),
        market.parameters(instrument).version());
  }

  private static String decision(
      AccountRecord record, Level level, List<TriggerLeg> legs, RiskPolicy policy) {
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
          .with(leg.priceSequence())
          .with(leg.parametersVersion());
    }
    return HexFormat.of().toHexDigits(fingerprint.toLong());
  }
}
