package io.breakwater.margin;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a trigger says to close.
 *
 * <p>FULL: every position; and where cash or an asset is owed, every debt is repaid and every
 * deposit may be seized for it.
 */
public final class CloseOutPlan {
  private CloseOutPlan() {}

  /** The legs to close, positions first, each in the account's order. */
  public static List<CloseOutLeg> of(Account account, Market market) {
    Map<String, BigDecimal> bankruptcy = CriticalPrices.bankruptcyPrices(account, market);
    List<CloseOutLeg> legs = new ArrayList<>();
    for (Position position : account.positions()) {
      legs.add(
          leg(
              position.instrument(),
              LegKind.POSITION,
              position.leg(),
              position.size(),
              bankruptcy,
              market));
    }
    if (account.owesCashOrAssets()) {
      for (Balance balance : account.balances()) {
        LegKind kind = kindOf(balance);
        legs.add(leg(balance.instrument(), kind, "", balance.signedAmount(), bankruptcy, market));
      }
    }
    return legs;
  }

  static LegKind kindOf(Balance balance) {
    return balance.side() == BalanceSide.DEBT ? LegKind.DEBT : LegKind.DEPOSIT;
  }

  private static CloseOutLeg leg(
      String instrument,
      LegKind kind,
      String leg,
      BigDecimal size,
      Map<String, BigDecimal> bankruptcy,
      Market market) {
    return new CloseOutLeg(
        instrument,
        kind,
        leg,
        size,
        bankruptcy.get(instrument),
        market.parameters(instrument).inForce().liquidationFeeRate());
  }
}
