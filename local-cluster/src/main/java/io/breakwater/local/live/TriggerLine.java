package io.breakwater.local.live;

import io.breakwater.schemas.Cause;
import io.breakwater.schemas.LegKind;
import io.breakwater.schemas.LiquidationTrigger;
import io.breakwater.schemas.TriggerLeg;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A trigger in one line. */
final class TriggerLine {
  private static final int MOST_NAMED = 3;
  private static final int MICROS_PER_SECOND = 1_000_000;

  private TriggerLine() {}

  static String of(LiquidationTrigger trigger) {
    return String.format(
        Locale.ROOT,
        "%s  %-9s %-12s %-16s  notional %13s  equity %12s  %s: %s",
        Figures.time(trigger.getTime().getEpochSecond() * MICROS_PER_SECOND),
        trigger.getKind(),
        trigger.getLevel(),
        trigger.getAccount(),
        Figures.money(notional(trigger)),
        Figures.money(trigger.getEquity()),
        cause(trigger.getCause()),
        holdings(trigger));
  }

  /** Σ |size| · price of the positions; of the debts where there is no position. */
  static BigDecimal notional(LiquidationTrigger trigger) {
    BigDecimal positions = value(trigger, LegKind.POSITION);
    return positions.signum() > 0 ? positions : value(trigger, LegKind.DEBT);
  }

  private static BigDecimal value(LiquidationTrigger trigger, LegKind kind) {
    return trigger.getLegs().stream()
        .filter(leg -> leg.getKind() == kind)
        .map(leg -> leg.getSize().abs().multiply(leg.getPrice()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static String holdings(LiquidationTrigger trigger) {
    List<TriggerLeg> legs = trigger.getLegs();
    String named =
        legs.stream().limit(MOST_NAMED).map(TriggerLine::holding).collect(Collectors.joining(", "));
    if (legs.isEmpty()) {
      return trigger.getHeld() ? "a price or parameters are missing" : "nothing left";
    }
    return legs.size() > MOST_NAMED ? named + " +" + (legs.size() - MOST_NAMED) : named;
  }

  private static String holding(TriggerLeg leg) {
    String side =
        switch (leg.getKind()) {
          case POSITION -> leg.getSize().signum() > 0 ? "long" : "short";
          case DEPOSIT -> "holds";
          case DEBT -> "owes";
          case UNKNOWN -> "?";
        };
    return side + " " + leg.getInstrument();
  }

  private static String cause(Cause cause) {
    return switch (cause.getType()) {
      case PRICE -> cause.getFactor() + " at " + Figures.exact(cause.getPrice());
      case ACCOUNT -> "account update " + cause.getSequence();
      case PARAMETERS -> "parameters of " + cause.getFactor();
      case POLICY -> "policy " + cause.getSequence();
      case VALIDITY -> "validity of " + cause.getFactor();
      case TIMER -> "its time is up";
      case READY -> "the job has caught up";
      case EPOCH -> "still open";
      case UNKNOWN -> "unknown cause";
    };
  }
}
