package io.breakwater.local.keeper;

import io.breakwater.margin.account.AccountChange;
import io.breakwater.margin.account.Balance;
import io.breakwater.margin.terms.BalanceSide;
import io.breakwater.schemas.CloseOutLeg;
import io.breakwater.schemas.LegKind;
import io.breakwater.schemas.LiquidationTrigger;
import io.breakwater.schemas.TriggerLeg;
import io.breakwater.value.Decimals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An account after its trigger's close-out, at the trigger's own prices.
 *
 * <p>Every leg of the plan is gone: positions closed, debts repaid, deposits seized; what they were
 * worth, less the liquidation fee, is cash. So the new cash is the trigger's equity, less the value
 * of the deposits that stay, less the fee. Where that is negative the deposits that stay are seized
 * too; what is still missing is paid by the insurance fund, which leaves the account with nothing.
 *
 * @param after the whole account
 * @param fee paid to the liquidator, numeraire, 0 or more
 * @param badDebt paid by the insurance fund, numeraire, 0 or more
 */
public record Settlement(AccountChange.Snapshot after, BigDecimal fee, BigDecimal badDebt) {

  /**
   * Settles a trigger.
   *
   * @param trigger that names what to close
   * @param inverse the contracts whose size is an amount of the numeraire
   */
  public static Settlement of(LiquidationTrigger trigger, Set<String> inverse) {
    BigDecimal fee = fee(trigger, inverse);
    List<TriggerLeg> kept = keptDeposits(trigger);
    BigDecimal cash = trigger.getEquity().subtract(value(kept)).subtract(fee);
    if (cash.signum() < 0) {
      cash = cash.add(value(kept));
      kept = List.of();
    }
    BigDecimal badDebt = cash.negate().max(BigDecimal.ZERO);
    List<Balance> balances = kept.stream().map(Settlement::balance).toList();
    return new Settlement(snapshot(cash.add(badDebt), balances), fee, badDebt);
  }

  private static AccountChange.Snapshot snapshot(BigDecimal cash, List<Balance> balances) {
    BigDecimal rounded = cash.setScale(Decimals.SCALE, RoundingMode.FLOOR);
    return new AccountChange.Snapshot(rounded, balances, List.of());
  }

  private static Balance balance(TriggerLeg deposit) {
    return Balance.of(deposit.getInstrument(), BalanceSide.DEPOSIT, deposit.getSize());
  }

  /** Σ incentive rate · notional over the positions closed and the deposits seized. */
  private static BigDecimal fee(LiquidationTrigger trigger, Set<String> inverse) {
    BigDecimal fee = BigDecimal.ZERO;
    for (CloseOutLeg leg : trigger.getCloseOut()) {
      if (leg.getKind() != LegKind.DEBT) {
        BigDecimal price =
            inverse.contains(leg.getInstrument())
                ? BigDecimal.ONE
                : price(trigger, leg.getInstrument());
        fee = fee.add(leg.getIncentiveRate().multiply(leg.getSize().abs()).multiply(price));
      }
    }
    return fee;
  }

  private static BigDecimal price(LiquidationTrigger trigger, String instrument) {
    return trigger.getLegs().stream()
        .filter(leg -> leg.getInstrument().equals(instrument))
        .findFirst()
        .orElseThrow()
        .getPrice();
  }

  private static List<TriggerLeg> keptDeposits(LiquidationTrigger trigger) {
    Set<String> seized = new HashSet<>();
    for (CloseOutLeg leg : trigger.getCloseOut()) {
      if (leg.getKind() == LegKind.DEPOSIT) {
        seized.add(leg.getInstrument());
      }
    }
    List<TriggerLeg> kept = new ArrayList<>(trigger.getLegs());
    kept.removeIf(leg -> leg.getKind() != LegKind.DEPOSIT || seized.contains(leg.getInstrument()));
    return kept;
  }

  private static BigDecimal value(List<TriggerLeg> deposits) {
    return deposits.stream()
        .map(leg -> leg.getSize().multiply(leg.getPrice()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
